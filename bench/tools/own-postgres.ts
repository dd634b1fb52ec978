import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { startEmbeddedPostgres } from '../../apps/server/src/platform/database/embedded-postgres.ts'
import { createLog } from '../../apps/server/src/platform/telemetry/log.ts'
import { asAdmin } from '../../apps/server/src/testing/test-postgres.ts'

const running = new Set<() => Promise<void>>()

/** Ends whatever is left. */
export const removeAllPostgres = () => Promise.all([...running].map((remove) => remove()))

/** A PostgreSQL of the bench's own, durable as the product's: on a folder of its own, gone afterwards. */
export async function startOwnPostgres() {
  const folder = await mkdtemp(join(tmpdir(), 'minichat-bench-'))
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'data'),
    log: createLog('silent'),
    settings: { max_connections: '150' },
  })
  const remove = async () => {
    running.delete(remove)
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  running.add(remove)
  return {
    connection: (role: string) => postgres.connection(role),
    pid: postgres.pid,
    asAdmin: <T>(work: (client: pg.Client) => Promise<T>) => asAdmin(postgres.connection('postgres'), work),
    remove,
  }
}

export type OwnPostgres = Awaited<ReturnType<typeof startOwnPostgres>>
