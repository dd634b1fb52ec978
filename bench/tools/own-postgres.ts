import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../apps/server/src/platform/database/embedded-postgres.ts'
import { createLog } from '../../apps/server/src/platform/telemetry/log.ts'

const running = new Set<() => Promise<void>>()

/** Ends whatever is left. */
export const removeAllPostgres = () => Promise.all([...running].map((remove) => remove()))

/** A PostgreSQL of the bench's own, durable as the product's: on a folder of its own, gone afterwards. */
export async function startOwnPostgres() {
  const folder = await mkdtemp(join(tmpdir(), 'minichat-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: createLog('silent'), settings: { max_connections: '150' } })
  const remove = async () => {
    running.delete(remove)
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  running.add(remove)
  return {
    connection: (role: string) => postgres.connection(role),
    pid: postgres.pid,
    async asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
      const client = new pg.Client({ connectionString: postgres.connection('postgres') })
      await client.connect()
      try {
        return await work(client)
      } finally {
        await client.end()
      }
    },
    remove,
  }
}

export type OwnPostgres = Awaited<ReturnType<typeof startOwnPostgres>>
