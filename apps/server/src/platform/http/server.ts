import { setTimeout as sleep } from 'node:timers/promises'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import cors from '@fastify/cors'
import multipart from '@fastify/multipart'
import { limits } from '@minichat/contracts'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Redis } from 'ioredis'
import type { Config } from '../../config.ts'
import { newId } from '../ids.ts'
import type { Logger } from '../telemetry/log.ts'
import type { Identify } from './authorise.ts'
import { refuseForeignOrigins } from './cross-site.ts'
import { installErrorHandling, refuseUnrouted } from './error-handler.ts'
import { enforceHttps } from './https.ts'
import { incomingLimits, limitIncoming } from './incoming.ts'
import { limitRequests } from './rate-limits.ts'
import { securityHeaders } from './security-headers.ts'
import { guardStreams } from './sse.ts'
import { trustOf } from './trusted-proxies.ts'

/** An HTTP server with everything that holds for every route, and no route yet. */
export async function createHttpServer(deps: {
  config: Config
  log: Logger
  identify: Identify
  redis: Redis | null
  nowMs: () => number
}): Promise<FastifyInstance> {
  const { config, log } = deps
  const headers = await securityHeaders(config.publicUrl?.startsWith('https://') ?? false)
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    ...incomingLimits,
    trustProxy: trustOf(config.trustProxy),
    genReqId: (request) => requestIdFrom(request.headers['x-request-id']) ?? newId(),
    frameworkErrors: refuseUnrouted(headers),
    bodyLimit: limits.jsonBodyMaxBytes,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    // Prototype keys in JSON are removed, not honoured.
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    // While stopping we answer in our own words; see app.ts.
    return503OnClosing: false,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorate('identify', deps.identify)
  app.decorateRequest('actor')
  app.decorateRequest('sessionId', null)
  app.decorateRequest('apiKey', null)
  app.decorateRequest('formerUserId', null)
  app.decorateRequest('refusal', null)
  installErrorHandling(app)
  logRequests(app, log)
  countRequests(app)
  guardStreams(app.server)
  limitIncoming(app)

  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
  enforceHttps(app, config)
  await app.register(cors, {
    delegator: (request, callback) => {
      // Visitors' calls are answered by the widget's own list of origins.
      const isVisitor = request.url?.startsWith('/api/v1/visitor/') ?? false
      const origin = request.headers.origin ?? ''
      // False, not a list: with a list, origins that are not on it would still get the other headers.
      const isAllowed = !isVisitor && config.allowedOrigins.includes(origin)
      callback(null, { origin: isAllowed ? origin : false, credentials: true, maxAge: 600 })
    },
  })
  await app.register(cookie)
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  await app.register(multipart, {
    limits: { fileSize: limits.documentMaxBytes, files: 1, fields: 10, fieldSize: 4096, parts: 12 },
  })
  limitRequests(app, {
    redis: deps.redis,
    nowMs: deps.nowMs,
    visitorRequestsPerAddress: config.visitorRequestsPerAddress,
  })
  acceptTextAsJson(app)
  refuseForeignOrigins(app, config)
  return app
}

const activeRequests = new WeakMap<FastifyInstance, { count: number }>()

function countRequests(app: FastifyInstance) {
  const active = { count: 0 }
  activeRequests.set(app, active)
  app.server.on('request', (_request, response) => {
    active.count += 1
    response.once('close', () => (active.count -= 1))
  })
}

/**
 * Takes no new connection, lets the requests under way finish, then cuts what is left: browsers open connections ahead of
 * use, and Node would wait for those.
 * @param withinMs for the requests under way.
 */
export async function closeHttp(app: FastifyInstance, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs
  const closed = app.close()
  while ((activeRequests.get(app)?.count ?? 0) > 0 && performance.now() < deadline) await sleep(20)
  app.server.closeAllConnections()
  await closed
}

const requestIdFrom = (header: string | string[] | undefined) =>
  typeof header === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(header) ? header : undefined

/** Widgets send JSON as text/plain, which browsers let pass without a preflight. */
function acceptTextAsJson(app: FastifyInstance) {
  app.addContentTypeParser('text/plain', { parseAs: 'string' }, app.getDefaultJsonParser('remove', 'remove'))
}

/** One line for each answer; the address without its query, which may hold what people typed. */
function logRequests(app: FastifyInstance, log: Logger) {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const quiet = request.url.startsWith('/health') || request.url === '/metrics' || reply.statusCode === 304
    log[quiet ? 'debug' : 'info'](
      {
        reqId: request.id,
        method: request.method,
        path: request.url.split('?')[0],
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
  })
}
