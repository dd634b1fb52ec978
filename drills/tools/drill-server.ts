import { makeDrillFolder } from './data-folder.ts'
import { createOwnServer, type OwnServer } from './own-server.ts'
import { withoutLimits } from './without-limits.ts'

/** A server for a drill, on a data folder of its own with the first account; not started yet. */
export async function createDrillServer(env: Record<string, string> = {}): Promise<OwnServer> {
  const { dataDir, remove: removeFolder } = await makeDrillFolder()
  const server = await createOwnServer({ ...withoutLimits, ...env }, { dataDir })
  return {
    ...server,
    async remove() {
      await server.remove()
      await removeFolder()
    },
  }
}
