import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../database/database.ts'
import { droppedReaderCount, openStreamCount } from '../http/sse.ts'

/** Everything that /metrics shows; one registry for each server. */
export function createMetrics(db: Database) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'minichat_' })
  new Gauge({
    name: 'minichat_open_streams',
    help: 'Live streams held open by this process.',
    registers: [registry],
    collect() {
      this.set(openStreamCount())
    },
  })
  new Counter({
    name: 'minichat_slow_readers_dropped_total',
    help: 'Live streams that were ended because their reader did not keep up.',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(droppedReaderCount())
    },
  })
  new Gauge({
    name: 'minichat_database_connections',
    help: 'Connections of the pool by state; waiting are requests without one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { total, idle, waiting } = db.stats()
      this.set({ state: 'busy' }, total - idle)
      this.set({ state: 'idle' }, idle)
      this.set({ state: 'waiting' }, waiting)
    },
  })
  return {
    registry,
    requests: new Histogram({
      name: 'minichat_http_request_seconds',
      help: 'Time from request to answer, by route.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    }),
    answers: new Counter({
      name: 'minichat_answers_total',
      help: 'Answers stored, by responder and outcome.',
      labelNames: ['responder', 'outcome'],
      registers: [registry],
    }),
    answerSeconds: new Histogram({
      name: 'minichat_answer_seconds',
      help: 'Time from claiming a question to its stored answer.',
      labelNames: ['responder'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers: [registry],
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>

/** Counts requests and shows the figures, to this machine or to whoever has the token. */
export function installMetrics(app: FastifyInstance, metrics: Metrics, token: string | null): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get('/metrics', { schema: { hide: true }, config: { rateLimit: false } }, async (request, reply) => {
    if (!mayRead(request, token)) return reply.callNotFound()
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

function mayRead(request: FastifyRequest, token: string | null): boolean {
  if (token !== null) {
    const given = Buffer.from(request.headers.authorization ?? '')
    const expected = Buffer.from(`Bearer ${token}`)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
  const isForwarded = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers
  return !isForwarded && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
}
