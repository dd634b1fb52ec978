import { realpath } from 'node:fs/promises'
import { runFolderFor, socketPort } from './run-folder.ts'

/**
 * How to reach the embedded PostgreSQL that another process of this machine runs on a data folder. Whether one runs is
 * told by connecting.
 * @returns a URL over its unix socket, for `pg` and libpq.
 */
export async function runningEmbeddedUrl(dataDir: string, role: string): Promise<string> {
  const runFolder = await runFolderFor(await realpath(dataDir))
  const query = new URLSearchParams({ host: runFolder, port: String(socketPort), sslmode: 'disable' })
  return `postgresql://${encodeURIComponent(role)}@localhost/minichat?${query}`
}
