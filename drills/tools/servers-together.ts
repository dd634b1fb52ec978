import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../apps/server/src/platform/database/embedded-postgres.ts'
import { appRole } from '../../apps/server/src/platform/database/role-names.ts'
import { createLog } from '../../apps/server/src/platform/telemetry/log.ts'
import { cleanUpLater } from './clean-up.ts'
import { makeDrillFolder } from './data-folder.ts'
import { createOwnServer, type OwnServer } from './own-server.ts'
import { withoutLimits } from './without-limits.ts'

export type ServersTogether = { dataDir: string; servers: [OwnServer, OwnServer]; remove: () => Promise<void> }

/** Two servers, started, that work on one database: that of a data folder that has the first account. */
export async function startServersTogether(env: Record<string, string> = {}): Promise<ServersTogether> {
  const { folder, dataDir, remove: removeFolder } = await makeDrillFolder()
  const postgres = await startEmbeddedPostgres({ dataDir, log: createLog('silent') })
  const stopPostgres = cleanUpLater(() => postgres.stop())
  const secretKey = (await readFile(join(dataDir, 'secret.key'), 'utf8')).trim()
  const start = async (name: string) => {
    const shared = {
      SECRET_KEY: secretKey,
      DATABASE_URL: postgres.connection(appRole),
      DATABASE_MIGRATION_URL: postgres.connection('postgres'),
    }
    // Not on the folder of the database: ending a server ends what runs on its folder.
    const place = { dataDir: join(folder, name) }
    const server = await createOwnServer({ ...withoutLimits, ...shared, ...env }, place)
    await server.start()
    return server
  }
  const servers = await Promise.all([start('first'), start('second')])
  return {
    dataDir,
    servers,
    async remove() {
      await Promise.all(servers.map((server) => server.remove()))
      await stopPostgres()
      await removeFolder()
    },
  }
}
