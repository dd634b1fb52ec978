import { defineConfig } from 'vitest/config'

const bounded = { testTimeout: 30_000, hookTimeout: 90_000, teardownTimeout: 30_000 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: ['apps/server/**/*.test.ts'],
          globalSetup: ['apps/server/src/testing/postgres-global-setup.ts'],
          ...bounded,
        },
      },
      {
        test: {
          name: 'units',
          include: ['packages/**/*.test.ts', 'apps/{widget,dashboard}/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          ...bounded,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          // One browser at a time: they share the machine's cores with the server they look at.
          fileParallelism: false,
          ...bounded,
          testTimeout: 60_000,
        },
      },
    ],
  },
})
