import type { FastifyInstance } from 'fastify'
import type { Database } from '../database/database.ts'

const databaseMs = 2000

/** live: this process answers. ready: it can do its work, so a balancer may send it requests. */
export function installHealth(app: FastifyInstance, db: Database, isStopping: () => boolean): void {
  const options = { schema: { hide: true }, config: { rateLimit: false } } as const
  app.get('/health/live', options, async () => ({ status: 'live' }))
  app.get('/health/ready', options, async (_request, reply) => {
    const database = await db.isReachable(databaseMs)
    const isReady = database && !isStopping()
    return reply
      .status(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status: isReady ? 'ready' : 'not ready',
        database: database ? 'ok' : 'unreachable',
        stopping: isStopping(),
      })
  })
}
