import { readConfig } from '../../apps/server/src/config.ts'
import { createLog } from '../../apps/server/src/platform/telemetry/log.ts'
import { startServer } from '../../apps/server/src/server.ts'

/** The product's server on the bench's PostgreSQL, with another way of writing messages where the bench says so. */
const { connections, writer } = JSON.parse(process.env.BENCH_SERVER ?? '{}')
const { BENCH_SERVER: _, ...env } = process.env
const config = readConfig(env)
const server = await startServer({
  config,
  log: createLog(config.logLevel),
  connections: { ...connections, stop: async () => {} },
  writer,
})
process.send?.({ url: server.url })
process.on('message', async (message) => {
  if (message === 'heap') {
    global.gc?.()
    process.send?.({ heapUsed: process.memoryUsage().heapUsed })
  }
  if (message !== 'stop') return
  await server.stop()
  process.exit(0)
})
process.once('disconnect', () => process.exit(0))
