import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import { withDatabase } from '../platform/database/connection-options.ts'
import { appRole, workerRole } from '../platform/database/role-names.ts'
import './postgres-global-setup.ts'
import { asAdmin, roleUrl } from './test-postgres.ts'

export interface TestDatabase {
  urls: {
    /** Plain role: row-level security holds. */
    app: string
    /** May do everything, as the login of migrations does on the embedded server. */
    migration: string
    worker: string
    /** For LISTEN: the app's, without a pooler. */
    direct: string
  }
  drop(): Promise<void>
}

let made = 0

/** A database of its own for a test (or a test file): a copy of the template, so fully migrated and empty. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabaseFrom(inject('postgres').template)
}

/** One without any table, for tests of migrations themselves. */
export function createEmptyTestDatabase(): Promise<TestDatabase> {
  return createDatabaseFrom('template0')
}

async function createDatabaseFrom(template: string): Promise<TestDatabase> {
  const postgres = inject('postgres')
  const { admin, prefix } = postgres
  made += 1
  const name = `${prefix}_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}_${made}_${Math.random().toString(36).slice(2, 8)}`
  await asAdmin(admin, async (client) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        // Twice as fast as through the write-ahead log.
        await client.query(`create database ${name} template ${template} strategy file_copy`)
        // Rights on a database belong to it and are not copied.
        await client.query(`grant create on database ${name} to minichat_owner, minichat_worker`)
        return
      } catch (error) {
        // Somebody looks at the template: another copy under way, or a vacuum.
        if ((error as { code?: string }).code !== '55006' || attempt >= 50) throw error
        await sleep(50 + Math.random() * 100)
      }
    }
  })
  const app = roleUrl(postgres, name, appRole)
  return {
    urls: { app, migration: withDatabase(admin, name), worker: roleUrl(postgres, name, workerRole), direct: app },
    drop: () =>
      asAdmin(admin, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  }
}
