import type { Readable } from 'node:stream'
import {
  type Endpoint,
  errorBodySchema,
  type Metadata,
  type ResponseOf,
  type Scope,
  successBody,
} from '@minichat/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import type { z } from 'zod'
import { AppError } from '../errors.ts'
import type { ActorOf, MemberActor } from './actor.ts'
import { enforce, identifyCaller } from './authorise.ts'
import { notModified } from './etag.ts'
import { docSchemaOf } from './openapi.ts'
import { isAloneOnConnection } from './sse.ts'

type Output<E, K extends string> = E extends { [P in K]: infer T extends z.ZodType } ? z.output<T> : undefined

/** A validated request: what the endpoint's schemas made of it, and who stands behind it. */
export type RouteRequest<E extends Endpoint> = {
  params: Output<E, 'params'>
  query: Output<E, 'query'>
  body: Output<E, 'body'>
  actor: ActorOf<E['allow']> | (E extends { byKey: Scope } ? MemberActor : never)
  raw: FastifyRequest
  reply: FastifyReply
}

const pageMark = Symbol('page')
export type Page<T> = { [pageMark]: true; items: T; nextCursor: string | null }

/** The answer of a list endpoint: the items, and where the next page starts (null at the end). */
export const page = <T>(items: T, nextCursor: string | null): Page<T> => ({ [pageMark]: true, items, nextCursor })

type Handler<E extends Endpoint> = (
  request: RouteRequest<E>,
) => Promise<E extends { paged: true } ? Page<ResponseOf<E>> : ResponseOf<E>>

type RouteOptions = {
  bodyLimit?: number
  /** Requests per time window (ms) and caller, in place of the usual ones. */
  rateLimit?: { max: number; timeWindow: number }
}

/**
 * Registers an endpoint of the contracts: validation, authorisation by its `allow`, envelope, status, docs.
 * The handler returns plain data, or `page(...)` on lists.
 */
export function route<const E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: Handler<E>,
  options: RouteOptions = {},
): void {
  register(app, endpoint, options, async (request, reply) => {
    const result: unknown = await handler(requestOf(endpoint, request, reply))
    reply.status(endpoint.status ?? 200)
    if (endpoint.method !== 'GET') reply.header('cache-control', 'no-store')
    if (endpoint.method === 'GET' && notModified(request, reply, result)) return reply.status(304).send()
    const metadata: Metadata = { timestamp: new Date().toISOString(), requestId: request.id }
    if (!isPage(result)) return { success: true, data: result, metadata }
    return { success: true, data: result.items, metadata: { ...metadata, nextCursor: result.nextCursor } }
  })
}

/** Registers a streamed endpoint; the handler takes over the reply and returns when it has done so. */
export function streamRoute<const E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: (request: RouteRequest<E>) => Promise<void>,
): void {
  register(app, endpoint, {}, async (request, reply) => {
    if (!isAloneOnConnection(request.raw)) {
      throw new AppError('VALIDATION_ERROR', { message: 'A stream needs a connection on which nothing else is asked.' })
    }
    await handler(requestOf(endpoint, request, reply))
    return reply
  })
}

/**
 * Registers an endpoint for browsers that follow a link; the handler returns the address where they go on. What it throws
 * is shown as everywhere, which a person at a browser cannot read: it should return a page that says so.
 */
export function redirectRoute<const E extends Endpoint & { redirect: true }>(
  app: FastifyInstance,
  endpoint: E,
  handler: (request: RouteRequest<E>) => Promise<string>,
): void {
  register(app, endpoint, {}, async (request, reply) => {
    const address = await handler(requestOf(endpoint, request, reply))
    return reply.header('cache-control', 'no-store').redirect(address, 303)
  })
}

export type Download = { name: string; type: string; content: Readable }

/**
 * Registers an endpoint that gives a file to be kept: whatever is in it, a browser neither shows nor runs it here. What breaks on
 * the way breaks the connection, so that it is not taken for whole.
 */
export function downloadRoute<const E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: (request: RouteRequest<E>) => Promise<Download>,
): void {
  register(app, endpoint, {}, async (request, reply) => {
    const { name, type, content } = await handler(requestOf(endpoint, request, reply))
    return reply
      .type(type)
      .header('content-disposition', attachment(name))
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(content)
  })
}

/** Names in any language, by RFC 6266; what follows an older standard gets the letters that it knows. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.\- ]/g, '_')
  if (plain === name) return `attachment; filename="${name}"`
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

const requestOf = <E extends Endpoint>(_: E, request: FastifyRequest, reply: FastifyReply) =>
  ({
    params: request.params,
    query: request.query,
    body: request.body,
    actor: request.actor,
    raw: request,
    reply,
  }) as unknown as RouteRequest<E>

const isPage = (value: unknown): value is Page<unknown> =>
  typeof value === 'object' && value !== null && pageMark in value

function register(
  app: FastifyInstance,
  endpoint: Endpoint,
  options: RouteOptions,
  handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) {
  const status = String(endpoint.status ?? 200)
  const schema: FastifySchema = {
    ...docSchemaOf(endpoint),
    ...(endpoint.params ? { params: endpoint.params } : {}),
    ...(endpoint.query ? { querystring: endpoint.query } : {}),
    ...(endpoint.body && !endpoint.upload ? { body: withExample(endpoint.body, endpoint.example) } : {}),
    response: {
      ...(endpoint.stream || endpoint.redirect || endpoint.download
        ? {}
        : { [status]: successBody(endpoint.response) }),
      default: errorBodySchema,
    },
  }
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema,
    bodyLimit: options.bodyLimit,
    // The answer to a HEAD would stay open with nothing to say, use a redirect up, or make a file for nothing.
    exposeHeadRoute: !endpoint.stream && !endpoint.redirect && !endpoint.download,
    config: { endpoint, rateLimit: options.rateLimit, ...(endpoint.stream ? { compress: false } : {}) },
    onRequest: identifyCaller(endpoint),
    preValidation: enforce,
    handler: handle,
  })
}

const withExample = (body: z.ZodType, example: unknown) =>
  example === undefined ? body : body.meta({ examples: [example] })
