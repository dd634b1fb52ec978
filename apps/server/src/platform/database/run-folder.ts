import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, realpath, unlink } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { BrokenDataFolder } from './embedded-errors.ts'
import type { PostgresAccount } from './postgres-account.ts'

/** The system's limit is 107 bytes on Linux and 103 on macOS. */
const maxSocketPathBytes = 100
export const socketPort = 5432

/**
 * The folder for the sockets of a data folder: inside it, or, where that path would be too long for a socket, one in the
 * folder for temporary files that is derived from it.
 */
export async function runFolderFor(dataDir: string): Promise<string> {
  const inside = join(dataDir, 'run')
  if (fits(inside)) return inside
  const name = `minichat-${createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 16)}`
  const outside = join(tmpdir(), name)
  return fits(outside) ? outside : join('/tmp', name)
}

export function ownerSocketIn(runFolder: string): string {
  return join(runFolder, 'owner.sock')
}

/**
 * Makes the folder, closed to everybody but the account of PostgreSQL.
 * @throws BrokenDataFolder when somebody else has put something in its place.
 */
export async function openRunFolder(runFolder: string, dataDir: string, account: PostgresAccount): Promise<void> {
  const wanted = account.uid ?? process.getuid?.() ?? 0
  const made = await mkdir(runFolder, { mode: 0o700 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )
  const found = await lstat(runFolder)
  // A link or a stranger's folder under /tmp could lead clients to a stranger's server.
  const inside = dirname(runFolder) === dataDir && process.getuid?.() === 0
  const own = found.isDirectory() && (inside || found.uid === wanted || found.uid === process.getuid?.())
  if (!own) throw new BrokenDataFolder(runFolder, 'its socket folder belongs to another user. Remove it.')
  if (found.uid !== wanted) await chown(runFolder, wanted, account.gid ?? process.getgid?.() ?? 0)
  if (!made && (found.mode & 0o777) !== 0o700) await chmod(runFolder, 0o700)
}

/**
 * Listens so that servers in other containers, to which our pid means nothing, can see that we live. Only the holder of
 * the lock may call this: it removes what a killed owner left.
 */
export async function listenAsOwner(runFolder: string): Promise<Server | undefined> {
  const path = ownerSocketIn(runFolder)
  await unlink(path).catch(() => {})
  const server = createServer((socket) => socket.destroy()).unref()
  return new Promise((resolve) => {
    // Some shared folders of virtual machines know no sockets; the pid alone has to do there.
    server.once('error', () => resolve(undefined))
    server.listen(path, () => resolve(server))
  })
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}.lock`)) <= maxSocketPathBytes
}
