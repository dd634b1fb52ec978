import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import cors from '@fastify/cors'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import { limits } from '@minichat/contracts'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Redis } from 'ioredis'
import type { Config } from '../../config.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import type { Logger } from '../telemetry/log.ts'
import type { Identify } from './authorise.ts'
import { refuseForeignOrigins } from './cross-site.ts'
import { errorBody, installErrorHandling } from './error-handler.ts'
import { networkOf } from './network.ts'
import { securityHeaders } from './security-headers.ts'
import { guardStreams, isStream } from './sse.ts'

const windowMs = 15 * 60_000

/** Requests per 15 minutes; of visitors as configured. Their messages are limited on their own besides (F0.4). */
const perWindow = { anonymous: 100, person: 10_000, page: 6000 }

/** An HTTP server with everything that holds for every route, and no route yet. */
export async function createHttpServer(deps: {
  config: Config
  log: Logger
  identify: Identify
  redis: Redis | null
}): Promise<FastifyInstance> {
  const { config, log } = deps
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    genReqId: (request) => requestIdFrom(request.headers['x-request-id']) ?? newId(),
    bodyLimit: limits.jsonBodyMaxBytes,
    requestTimeout: 60_000,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    // Prototype keys in JSON are removed, not honoured.
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    // While stopping we answer in our own words; see app.ts.
    return503OnClosing: false,
    clientErrorHandler: answerUnreadable,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorate('identify', deps.identify)
  app.decorateRequest('actor')
  app.decorateRequest('sessionId', null)
  app.decorateRequest('formerUserId', null)
  app.decorateRequest('refusal', null)
  installErrorHandling(app)
  logRequests(app, log)
  countRequests(app)
  guardStreams(app.server)

  const headers = await securityHeaders(config.publicUrl?.startsWith('https://') ?? false)
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
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
  await app.register(rateLimit, {
    hook: 'preParsing',
    timeWindow: windowMs,
    max: (request) => {
      const kind = kindOf(request)
      return kind === 'visitor' ? config.visitorRequestsPerAddress : perWindow[kind]
    },
    keyGenerator: (request) => callerKey(request),
    enableDraftSpec: true,
    skipOnError: true,
    cache: 20_000,
    ...(deps.redis ? { redis: deps.redis, nameSpace: 'minichat:limit:' } : {}),
    errorResponseBuilder: (_request, context) =>
      Object.assign(new Error('limit'), { statusCode: 429, code: 'FST_ERR_RATE_LIMITED', ttl: context.ttl }),
  })
  acceptTextAsJson(app)
  refuseForeignOrigins(app, config.allowedOrigins)
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

/** What is no HTTP at all, or has headers that are too large, gets the one error body as well. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isStream(socket)) return void socket.destroy()
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const message = tooLarge ? 'The headers are too large.' : 'This is not a request that can be read.'
  const body = JSON.stringify(errorBody(new AppError('VALIDATION_ERROR', { message }), newId()))
  socket.end(
    `HTTP/1.1 ${tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request'}\r\nconnection: close\r\n` +
      `content-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

const requestIdFrom = (header: string | string[] | undefined) =>
  typeof header === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(header) ? header : undefined

function kindOf(request: FastifyRequest): keyof typeof perWindow | 'visitor' {
  const kind = request.actor?.kind
  if (kind === 'member' || kind === 'person') return 'person'
  if (kind === 'visitor') return 'visitor'
  if (request.formerUserId !== null) return 'person'
  return request.url.startsWith('/api/') ? 'anonymous' : 'page'
}

function callerKey(request: FastifyRequest): string {
  const { actor } = request
  if (actor?.kind === 'member' || actor?.kind === 'person') return `person:${actor.userId}`
  if (request.formerUserId !== null) return `person:${request.formerUserId}`
  return `${kindOf(request)}:${networkOf(request.ip)}`
}

/** Widgets send JSON as text/plain, which browsers let pass without a preflight. */
function acceptTextAsJson(app: FastifyInstance) {
  app.addContentTypeParser('text/plain', { parseAs: 'string' }, app.getDefaultJsonParser('remove', 'remove'))
}

/**
 * One line for each answer; the address without its query, which may hold what people typed. What stands in it is made
 * here, so nothing in it need be looked through for secrets.
 */
function logRequests(app: FastifyInstance, log: Logger) {
  const plain = log.child({}, { redact: [] })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const quiet = request.url.startsWith('/health') || request.url === '/metrics' || reply.statusCode === 304
    plain[quiet ? 'debug' : 'info'](
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
