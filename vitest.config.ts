import { configDefaults, defineConfig } from 'vitest/config'

const bounded = { testTimeout: 30_000, hookTimeout: 90_000, teardownTimeout: 30_000 }

/**
 * What another PostgreSQL changes nothing about: the embedded one's own supervisor, what needs no database, and what
 * waits for others most of the time with statements that stand in other tests too.
 */
const independentOfDatabase = [
  'apps/server/src/{admin,start-up,config,rotate-secrets}.test.ts',
  'apps/server/src/platform/database/{embedded-postgres,owner-lock,postgres-binaries,data-folder}.test.ts',
  'apps/server/src/platform/{text,secrets,outgoing,http}/**',
  'apps/server/src/modules/answering/{builtin-*,*-model,chain,answer-life,more-calls}.test.ts',
  'apps/server/src/modules/knowledge/{files/**,sites/{robots,sitemap,read-page,site-addresses}.test.ts}',
  'apps/server/src/modules/providers/relays.test.ts',
  'apps/server/src/integrations/n8n/n8n-responder.test.ts',
]

/** Puts something of its own in a package's place, so it has its modules to itself. */
const alone = 'apps/server/src/modules/accounts/password-sign-in.test.ts'
const onPostgres = { globalSetup: ['apps/server/src/testing/postgres-global-setup.ts'], ...bounded }

export default defineConfig({
  test: {
    // Tests wait more than they work: for time-outs, leases, processes that start.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'server',
          include: ['apps/server/**/*.test.ts'],
          exclude: [...configDefaults.exclude, alone, ...(process.env.TEST_DATABASE_URL ? independentOfDatabase : [])],
          // Reading the whole server anew for each file is a third of the work.
          isolate: false,
          unstubEnvs: true,
          restoreMocks: true,
          ...onPostgres,
        },
      },
      { test: { name: 'server-alone', include: [alone], ...onPostgres } },
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
          globalSetup: ['e2e/tools/first-start.ts'],
          // They share the machine's cores with the servers they look at.
          maxWorkers: 2,
          ...bounded,
          testTimeout: 60_000,
        },
      },
    ],
  },
})
