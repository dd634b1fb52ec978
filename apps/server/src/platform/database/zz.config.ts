import { defineConfig } from 'vitest/config'
export default defineConfig({ test: { globalSetup: ['apps/server/src/testing/postgres-global-setup.ts'] } })
