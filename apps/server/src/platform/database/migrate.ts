import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseUnavailable, isConnectionFailure, sqlState } from './database-unavailable.ts'
import type { Log } from './log.ts'
import {
  type AppliedMigration,
  MigrationError,
  type MigrationFile,
  pendingMigrations,
  readMigrations,
} from './migration-files.ts'
import { ownerRole } from './role-names.ts'
import { ensureRoles, type RoleOptions, rolesAreReady } from './roles.ts'

export { MigrationError } from './migration-files.ts'

/** Any number; only migrations of this database use it. */
const advisoryKey = 4_711_200_613

const defaultLockTimeoutMs = 60_000

export interface MigrateOptions extends RoleOptions {
  /** A login that may make roles, or whose database has been prepared. Not through a connection pooler. */
  connectionString: string
  folder: string
  log: Log
  /** How long to wait for another server's migrations, and for tables that are in use. @default 60000 */
  lockTimeoutMs?: number
}

export interface MigrationResult {
  /** Names of the files applied now. */
  applied: string[]
  /** Of the database. */
  version: number
}

/**
 * Brings the database to the newest migration of the folder. Forward only, each in a transaction of its own; several
 * servers may start at once. With nothing to do it takes two round trips and no lock.
 * @throws MigrationError, DatabaseNotPrepared, DatabaseUnavailable
 */
export async function migrate(options: MigrateOptions): Promise<MigrationResult> {
  const files = await readMigrations(options.folder)
  const client = new pg.Client({
    connectionString: options.connectionString,
    connectionTimeoutMillis: 10_000,
    application_name: 'minichat migrations',
  })
  client.on('error', (error) => options.log.debug({ err: error }, 'The connection for migrations broke.'))
  try {
    await client.connect()
    return await bringUpToDate(client, files, options)
  } catch (error) {
    throw isConnectionFailure(error) ? new DatabaseUnavailable(error) : error
  } finally {
    await client.end().catch(() => {})
  }
}

async function bringUpToDate(client: pg.Client, files: MigrationFile[], options: MigrateOptions) {
  if (await rolesAreReady(client, options)) {
    const applied = await readApplied(client)
    if (applied && pendingMigrations(files, applied).length === 0) return report(files, applied, [], options.log)
  }
  await takeLock(client, options)
  try {
    await ensureRoles(client, options)
    await createHistory(client)
    const applied = (await readApplied(client)) ?? []
    const pending = pendingMigrations(files, applied)
    for (const file of pending) {
      await apply(client, file, options)
      options.log.info({ migration: file.name }, 'Migration applied.')
    }
    return report(files, [...applied, ...pending], pending, options.log)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [advisoryKey]).catch(() => {})
  }
}

function report(files: MigrationFile[], applied: AppliedMigration[], now: MigrationFile[], log: Log): MigrationResult {
  const version = Math.max(0, ...applied.map((entry) => entry.version))
  const known = files.at(-1)?.version ?? 0
  if (version > known) log.warn({ version, known }, 'The database is newer than this program; going on with it.')
  return { applied: now.map((file) => file.name), version }
}

/** Undefined when there is no history yet. */
async function readApplied(client: pg.Client): Promise<AppliedMigration[] | undefined> {
  try {
    const query = 'select version, name, checksum from public.schema_migrations order by version'
    return (await client.query<AppliedMigration>(query)).rows
  } catch (error) {
    if (sqlState(error) === '42P01') return undefined
    throw error
  }
}

async function takeLock(
  client: pg.Client,
  { log, lockTimeoutMs = defaultLockTimeoutMs }: MigrateOptions,
): Promise<void> {
  const begun = Date.now()
  let told = begun
  for (;;) {
    // Asking again and again instead of waiting in the server: a waiting statement would hold back vacuum meanwhile.
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [advisoryKey])
    if (rows[0]?.taken) return
    if (Date.now() - begun > lockTimeoutMs) {
      throw new Error(`Another server has been migrating this database for more than ${lockTimeoutMs} ms.`)
    }
    if (told === begun || Date.now() - told > 5000) {
      told = Date.now()
      log.info({ waitedMs: told - begun }, 'Waiting for the migrations of another server.')
    }
    await sleep(200 + Math.random() * 100)
  }
}

async function createHistory(client: pg.Client): Promise<void> {
  await client.query(`
    begin;
    set local role ${ownerRole};
    create table if not exists public.schema_migrations (
      version int primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    );
    revoke all on public.schema_migrations from public, minichat_app;
    grant select on public.schema_migrations to public;
    commit`)
}

/** Tables in use make a migration wait, and everybody else behind it: it gives way after 5 s and tries again. */
async function apply(client: pg.Client, file: MigrationFile, options: MigrateOptions): Promise<void> {
  const { log, lockTimeoutMs = defaultLockTimeoutMs } = options
  const deadline = Date.now() + lockTimeoutMs
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`begin; set local role ${ownerRole}; set local search_path = public;
        set local lock_timeout = ${Math.min(5000, Math.ceil(lockTimeoutMs / 2))}; set local statement_timeout = 0;
        set local idle_in_transaction_session_timeout = 0`)
      await client.query(file.sql)
      // A migration may have changed its role or path.
      await client.query(`set local role ${ownerRole}`)
      await client.query('insert into public.schema_migrations (version, name, checksum) values ($1, $2, $3)', [
        file.version,
        file.name,
        file.checksum,
      ])
      await client.query('commit')
      return
    } catch (error) {
      await client.query('rollback').catch(() => {})
      if (isConnectionFailure(error)) throw error
      const locked = sqlState(error) === '55P03' || sqlState(error) === '40P01'
      if (!locked || Date.now() > deadline) {
        throw new MigrationError(file.name, (error as Error).message, { cause: error })
      }
      log.warn({ migration: file.name, attempt }, 'A table is in use; trying this migration again.')
      await sleep(Math.min(200 * attempt, 2000) * (0.5 + Math.random()))
    }
  }
}
