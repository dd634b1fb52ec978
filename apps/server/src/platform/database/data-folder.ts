import { constants } from 'node:fs'
import { access, chown, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BrokenDataFolder, PostgresStartFailed } from './embedded-errors.ts'
import { launch, type PostgresAccount } from './postgres-account.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'

const initTimeoutMs = 180_000

export interface FoundCluster {
  exists: boolean
  owner?: { uid: number; gid: number }
}

/**
 * Looks whether the folder holds a database that this PostgreSQL can open. Reads only.
 * @throws BrokenDataFolder when it holds something else.
 */
export async function inspectCluster(folder: string, major: number): Promise<FoundCluster> {
  const broken = (problem: string, cause?: unknown) => new BrokenDataFolder(folder, problem, { cause })
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw broken(error.message, error)
  })
  if (!found) return { exists: false }
  if (!found.isDirectory()) throw broken('it is not a folder.')
  const me = process.getuid?.() ?? 0
  if (me !== 0 && found.uid !== me) throw broken(`it belongs to user ${found.uid}, and this server runs as ${me}.`)
  await access(folder, constants.R_OK | constants.W_OK | constants.X_OK).catch((error: Error) => {
    throw broken('it is not writable.', error)
  })
  const names = await readdir(folder)
  if (names.length === 0) return { exists: false }
  if (!names.includes('PG_VERSION')) {
    throw broken(`it is not empty and holds no PostgreSQL database (found ${names.slice(0, 3).join(', ')}).`)
  }
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim()
  if (version !== String(major)) {
    throw broken(
      `it was written by PostgreSQL ${version}, and this is ${major}. Start the MiniChat that wrote it, ` +
        'make a backup there and restore it here.',
    )
  }
  await access(join(folder, 'global', 'pg_control')).catch((error: Error) => {
    throw broken('global/pg_control is missing, so the database in it is not whole. Restore a backup.', error)
  })
  return { exists: true, owner: { uid: found.uid, gid: found.gid } }
}

/**
 * The folder that holds everything: made when it is missing, with the usual mode (only the folders inside are closed).
 * @throws BrokenDataFolder when that is not possible or nothing can be written there.
 */
export async function ensureDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new BrokenDataFolder(dataDir, `it is not writable (${(error as Error).message}).`, { cause: error })
  }
}

/**
 * Makes a new database. It grows under another name and gets its own when it is whole: a server killed in between
 * leaves nothing that looks like one. Only the holder of the lock may call this.
 */
export async function createCluster(
  dataDir: string,
  folder: string,
  binaries: PostgresBinaries,
  account: PostgresAccount,
  durable: boolean,
): Promise<void> {
  await removeHalfMade(dataDir)
  const draft = join(dataDir, `postgres.initializing-${process.pid}`)
  await mkdir(draft, { mode: 0o700 })
  try {
    if (account.uid !== undefined) await chown(draft, account.uid, account.gid ?? account.uid)
    await runInitdb(draft, binaries, account, durable)
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
  const parent = await open(dataDir)
  await parent.sync().finally(() => parent.close())
}

async function removeHalfMade(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith('postgres.initializing-')) continue
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

function runInitdb(folder: string, binaries: PostgresBinaries, account: PostgresAccount, durable: boolean) {
  const args = [
    '-D',
    folder,
    '-U',
    'postgres',
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
  ]
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--auth-local=trust', '--auth-host=reject')
  if (!durable) args.push('--no-sync')
  const child = launch(account, binaries.initdb, args, ['ignore', 'pipe', 'pipe'])
  let output = ''
  const collect = (chunk: Buffer) => {
    output = (output + chunk).slice(-4000)
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), initTimeoutMs)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) resolve()
      else reject(new PostgresStartFailed(folder, `initdb ended with ${signal ?? `code ${code}`}.`, output.trim()))
    })
  })
}
