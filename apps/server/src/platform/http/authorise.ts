import { type Endpoint, includesRole, includesScope, type Role, type Scope, scopeFor } from '@minichat/contracts'
import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler, preValidationAsyncHookHandler } from 'fastify'
import { AppError } from '../errors.ts'
import type { Actor, MemberActor, PersonActor, VisitorActor } from './actor.ts'

/** The API key behind a request. */
export type CallerKey = {
  id: string
  name: string
  scope: Scope
  workspaceId: string
  expiresAt: Date
  requestsPerHour: number
  /** Whether the secret that was sent would still do. */
  isAlive(): Promise<boolean>
}
export type KeyCaller = { actor: MemberActor; key: CallerKey }

/** How requests become actors; the modules that know people, keys and widgets supply it. */
export type Identify = {
  /** The person behind the access cookie, or null; then whose it was, if anybody's, stands in `formerUserId`. */
  person(request: FastifyRequest): Promise<(PersonActor & { sessionId: string }) | null>
  /** The person in the workspace that the request names (or the only sensible one), or null. @throws AppError SECOND_FACTOR_REQUIRED. */
  member(person: PersonActor, workspaceId: string | null): Promise<MemberActor | null>
  /** @throws AppError NOT_ALLOWED for who is no operator, SECOND_FACTOR_REQUIRED. */
  operator(person: PersonActor): Promise<void>
  /** @throws AppError INVALID_API_KEY, RATE_LIMITED. */
  key(secret: string, request: FastifyRequest): Promise<KeyCaller>
  /** @throws AppError WIDGET_NOT_FOUND, ORIGIN_NOT_ALLOWED. */
  visitor(widgetKey: string, origin: string | null, ownHost: string): Promise<VisitorActor>
}

declare module 'fastify' {
  interface FastifyInstance {
    identify: Identify
  }
  interface FastifyRequest {
    actor: Actor
    /** The sign-in session behind the request, where there is one: streams end with it. */
    sessionId: string | null
    /** The API key behind the request, where there is one. */
    apiKey: CallerKey | null
    /** Whose session came with the request, even if it is over: a whole office may come late behind one address. */
    formerUserId: string | null
    /** Why the actor may not pass; thrown after the rate limit has counted the request. */
    refusal: Error | null
  }
  interface FastifyContextConfig {
    endpoint?: Endpoint
  }
}

/** First step of every route: find out who is calling. Refusals wait until the request has been counted. */
export function identifyCaller(endpoint: Endpoint): onRequestAsyncHookHandler {
  const { allow } = endpoint
  return async function (request: FastifyRequest, reply: FastifyReply) {
    try {
      if (allow === 'visitor') {
        const { widgetKey } = request.params as { widgetKey: string }
        const origin = request.headers.origin ?? null
        request.actor = await this.identify.visitor(widgetKey, origin ?? ownOriginOf(request), request.host)
        if (origin) reply.header('access-control-allow-origin', origin)
        reply.header('vary', 'origin').header('access-control-expose-headers', 'retry-after')
      } else if (allow !== 'public') {
        const secret = bearerOf(request)
        if (secret === null) await recognisePerson(request, this.identify, allow)
        else await recogniseKey(request, this.identify, endpoint, secret)
      }
    } catch (error) {
      request.refusal = error as Error
    }
  }
}

/** A browser names no origin when a page reads from its own server. What can be read so is no secret. */
const ownOriginOf = ({ method, host }: FastifyRequest) => (method === 'GET' ? `http://${host}` : null)

/** Second step, after the rate limit: let pass or refuse. */
export const enforce: preValidationAsyncHookHandler = async (request) => {
  if (request.refusal) throw request.refusal
}

/** What stands in place of the session cookie, which is then not looked at; null: nothing does. */
export function bearerOf(request: FastifyRequest): string | null {
  const match = /^Bearer(?: +(.*))?$/i.exec(request.headers.authorization ?? '')
  return match ? (match[1] ?? '') : null
}

const noSuchWorkspace = () =>
  new AppError('NOT_FOUND', { message: 'There is no such workspace, or you are not in it.' })

/** Sets the actor before anything is refused, so that the request counts as theirs. */
async function recognisePerson(
  request: FastifyRequest,
  identify: Identify,
  allow: Exclude<Endpoint['allow'], 'public' | 'visitor'>,
): Promise<void> {
  const person = await identify.person(request)
  if (!person) throw new AppError('NOT_SIGNED_IN')
  request.sessionId = person.sessionId
  request.actor = person
  if (allow === 'signed-in') return
  if (allow === 'operator') return identify.operator(person)
  const named = request.headers['x-workspace-id']
  const member = await identify.member(person, typeof named === 'string' ? named : null)
  if (!member) throw noSuchWorkspace()
  request.actor = member
  if (!includesRole(member.role, allow satisfies Role)) throw new AppError('NOT_ALLOWED')
}

/** A key passes by its scope, whatever role a person would need. */
async function recogniseKey(
  request: FastifyRequest,
  identify: Identify,
  endpoint: Endpoint,
  secret: string,
): Promise<void> {
  const { actor, key } = await identify.key(secret, request)
  request.actor = actor
  request.apiKey = key
  const named = request.headers['x-workspace-id']
  if (named !== undefined && named !== actor.workspaceId) throw noSuchWorkspace()
  const needed = scopeFor(endpoint)
  if (needed === null) {
    throw new AppError('NOT_ALLOWED', { message: 'Only a signed-in person can do this, not an API key.' })
  }
  if (!includesScope(key.scope, needed)) {
    throw new AppError('NOT_ALLOWED', { message: `This API key has the scope ${key.scope}; ${needed} is needed here.` })
  }
}
