import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createCluster, ensureDataDir, inspectCluster } from './data-folder.ts'
import { PostgresStartFailed } from './embedded-errors.ts'
import type { Log } from './log.ts'
import { endOrphan } from './orphan-postmaster.ts'
import { lockDataFolder } from './owner-lock.ts'
import { choosePostgresAccount } from './postgres-account.ts'
import { findPostgresBinaries } from './postgres-binaries.ts'
import { postgresArguments } from './postgres-settings.ts'
import { type Exit, type Postmaster, startPostmaster } from './postmaster.ts'
import { keepRunning } from './postmaster-supervisor.ts'
import { listenAsOwner, openRunFolder, ownerSocketIn, runFolderFor, socketPort } from './run-folder.ts'

const embeddedDatabase = 'minichat'
const superuser = 'postgres'
const startDeadlineMs = 60_000

export interface EmbeddedPostgresOptions {
  dataDir: string
  log: Log
  /** Called each time PostgreSQL ended by itself; it is started again in any case. */
  onUnexpectedExit?: (exit: Exit) => void
  /** Server settings that win over ours. */
  settings?: Record<string, string>
}

export interface EmbeddedPostgres {
  /** A URL over the unix socket, for `pg` and libpq. */
  connection(role: string, database?: string): string
  /** Of the server process; changes when it had to be started again. */
  readonly pid: number
  /** Ends PostgreSQL in an orderly way and gives the data folder back. Bounded by about 35 s. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL on a data folder, which is made when it is missing or empty, and keeps it running.
 * @throws DataFolderInUse, BrokenDataFolder, EmbeddedPostgresUnavailable, PostgresStartFailed
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, settings } = options
  const binaries = await findPostgresBinaries()
  // Looked at before anything is written: a folder that can't be used stays as it is.
  await inspectCluster(join(resolve(options.dataDir), 'postgres'), binaries.major)
  await ensureDataDir(options.dataDir)
  const dataDir = await realpath(options.dataDir)
  const folder = join(dataDir, 'postgres')
  const runFolder = await runFolderFor(dataDir)
  const lock = await lockDataFolder(dataDir, ownerSocketIn(runFolder))
  try {
    const cluster = await inspectCluster(folder, binaries.major)
    const account = await choosePostgresAccount(binaries, dataDir, cluster.owner)
    await openRunFolder(runFolder, dataDir, account)
    const owner = await listenAsOwner(runFolder)
    try {
      const begun = Date.now()
      if (!cluster.exists) await createCluster(dataDir, folder, binaries, account, settings?.fsync !== 'off')
      const connection = (role: string, database = embeddedDatabase) => socketUrl(runFolder, role, database)
      const start = (signal: AbortSignal) =>
        startAfterCrash(folder, log, signal, () =>
          startPostmaster({
            signal,
            account,
            program: binaries.postgres,
            args: postgresArguments(folder, runFolder, settings),
            folder,
            connectionString: connection(superuser, 'postgres'),
            log,
          }),
        )
      const running = await keepRunning(start, log, options.onUnexpectedExit)
      await ensureDatabase(connection(superuser, 'postgres')).catch(async (error) => {
        await running.stop()
        throw error
      })
      log.info({ pid: running.pid, tookMs: Date.now() - begun, fresh: !cluster.exists }, 'PostgreSQL is ready.')
      return {
        connection,
        get pid() {
          return running.pid
        },
        async stop() {
          await running.stop()
          owner?.close()
          await lock.release()
        },
      }
    } catch (error) {
      owner?.close()
      throw error
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** Right after a kill, children of the last server may hold the folder for a moment. */
async function startAfterCrash(
  folder: string,
  log: Log,
  signal: AbortSignal,
  start: () => Promise<Postmaster>,
): Promise<Postmaster> {
  const deadline = Date.now() + startDeadlineMs
  for (;;) {
    await endOrphan(folder, log)
    try {
      return await start()
    } catch (error) {
      const held =
        error instanceof PostgresStartFailed && /shared memory block|lock file ".*" already/.test(error.output)
      if (!held || signal.aborted || Date.now() > deadline) throw error
      log.debug({}, 'The data folder is still held by an earlier PostgreSQL; trying again.')
      await sleep(250)
    }
  }
}

async function ensureDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [embeddedDatabase])
    if (found.rowCount === 0) await client.query(`create database ${embeddedDatabase}`)
  } finally {
    await client.end()
  }
}

function socketUrl(runFolder: string, role: string, database: string): string {
  const query = new URLSearchParams({ host: runFolder, port: String(socketPort), sslmode: 'disable' })
  return `postgresql://${encodeURIComponent(role)}@localhost/${encodeURIComponent(database)}?${query}`
}
