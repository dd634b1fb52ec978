import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { withDatabase, withServerSettings } from '../platform/database/connection-options.ts'
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts'
import type { Log } from '../platform/database/log.ts'
import { migrate } from '../platform/database/migrate.ts'
import { type appRole, workerRole } from '../platform/database/role-names.ts'
import { migrateWorkerSchema } from '../platform/jobs/worker.ts'
import { createLog } from '../platform/telemetry/log.ts'

type Role = typeof appRole | typeof workerRole

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))

/** What a test needs to make databases; plain data, it is handed to test workers. */
export interface TestPostgres {
  /** A superuser's URL; the database in it is one to sign in to, not to work in. */
  admin: string
  /** Has every migration and no rows; nobody may connect to it. */
  template: string
  /** Roles can sign in themselves; otherwise the superuser acts as them. */
  directLogins: boolean
  /** Begins the names of all databases of this run. */
  prefix: string
}

export interface RunningTestPostgres extends TestPostgres {
  stop(): Promise<void>
}

const quiet: Log = { debug() {}, info() {}, warn: console.warn, error: console.error }

/**
 * Starts a server for a test run, or uses the one given, and makes the template.
 * @param given URL of a superuser on a server that is already there.
 * @param folder of the migrations that the template gets.
 */
export async function startTestPostgres(
  given = process.env.TEST_DATABASE_URL,
  folder = migrationsFolder,
): Promise<RunningTestPostgres> {
  const server = given ? { admin: given, stop: async () => {} } : await startThrowaway()
  const prefix = `minichat_test_${process.pid}_${Date.now().toString(36)}`
  const template = `${prefix}_template`
  try {
    await asAdmin(server.admin, (client) => client.query(`create database ${template}`))
    const connectionString = withDatabase(server.admin, template)
    await migrate({ connectionString, folder, log: quiet, loginRoles: true })
    await migrateWorkerSchema(actingAs(connectionString, workerRole, !given), createLog('warn'))
    await asAdmin(server.admin, (client) => client.query(`alter database ${template} allow_connections false`))
  } catch (error) {
    if (given) await dropAll(server.admin, prefix)
    await server.stop()
    throw error
  }
  return {
    admin: server.admin,
    template,
    directLogins: !given,
    prefix,
    async stop() {
      if (given) await dropAll(server.admin, prefix)
      await server.stop()
    },
  }
}

/** One that forgets everything when the machine stops, which makes tests faster. */
async function startThrowaway() {
  const dataDir = await mkdtemp(join(tmpdir(), 'minichat-test-'))
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' }
  const server = await startEmbeddedPostgres({ dataDir, log: quiet, settings }).catch(async (error: unknown) => {
    await rm(dataDir, { recursive: true, force: true })
    throw error
  })
  return {
    admin: server.connection('postgres', 'postgres'),
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The URL of a role in a database of the test server. */
export const roleUrl = (postgres: TestPostgres, database: string, role: Role): string =>
  actingAs(withDatabase(postgres.admin, database), role, postgres.directLogins)

const actingAs = (url: string, role: Role, signsIn: boolean) =>
  signsIn ? url.replace('//postgres@', `//${role}@`) : withServerSettings(url, { role })

export async function asAdmin<T>(admin: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: admin, connectionTimeoutMillis: 20_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

async function dropAll(admin: string, prefix: string): Promise<void> {
  await asAdmin(admin, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [prefix],
    )
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
  })
}
