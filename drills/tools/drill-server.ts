import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanUpLater } from './clean-up.ts'
import { makeDataFolder } from './data-folder.ts'
import { createOwnServer, type OwnServer } from './own-server.ts'

/** One client of a drill stands for many visitors. */
export const withoutLimits = {
  VISITOR_MESSAGES_PER_MINUTE: '100000',
  ADDRESS_MESSAGES_PER_MINUTE: '1000000',
  WIDGET_MESSAGES_PER_MINUTE: '10000000',
  VISITOR_REQUESTS_PER_ADDRESS: '100000000',
  SESSION_MAX_MESSAGES: '100000',
}

/** A server for a drill, on a data folder of its own with the first account; not started yet. */
export async function createDrillServer(env: Record<string, string> = {}): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'minichat-drill-'))
  const removeFolder = cleanUpLater(() => rm(folder, { recursive: true, force: true }))
  const dataDir = join(folder, 'data')
  await makeDataFolder(dataDir)
  const server = await createOwnServer({ ...withoutLimits, ...env }, { dataDir })
  return {
    ...server,
    async remove() {
      await server.remove()
      await removeFolder()
    },
  }
}
