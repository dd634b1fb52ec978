import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { CuttingProxy } from '../../testing/cutting-proxy.ts'
import { createTestDatabase } from '../../testing/test-database.ts'
import { createLog } from '../telemetry/log.ts'
import { connectNotify } from './notify-transport.ts'

test('while the database is away it is asked for once a second, however long that lasts', async () => {
  const database = await createTestDatabase()
  const proxy = await CuttingProxy.start(database.urls.direct)
  let refused = 0
  const log = createLog('silent')
  log.warn = (_: unknown, said?: string) => void (said?.includes('could not be opened') && (refused += 1))
  const transport = await connectNotify(
    { connectionString: proxy.url, send: async () => {}, log },
    () => {},
    () => {},
  )
  try {
    const awayAt = performance.now()
    await proxy.stop()
    while (refused < 4) await sleep(10)
    expect(transport.isConnected()).toBe(false)
    expect(performance.now() - awayAt).toBeGreaterThan(3900)
  } finally {
    await transport.close()
    await database.drop()
  }
})
