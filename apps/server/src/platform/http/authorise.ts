import { type Allow, type Endpoint, includesRole } from '@minichat/contracts'
import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler, preValidationAsyncHookHandler } from 'fastify'
import { AppError } from '../errors.ts'
import type { Actor, MemberActor, PersonActor, VisitorActor } from './actor.ts'

/** How requests become actors; the modules that know people and widgets supply it. */
export type Identify = {
  /** The person behind the access cookie, or null; then whose it was, if anybody's, stands in `formerUserId`. */
  person(request: FastifyRequest): Promise<(PersonActor & { sessionId: string }) | null>
  /** The person in the workspace that the request names (or the only sensible one), or null. */
  member(person: PersonActor, workspaceId: string | null): Promise<MemberActor | null>
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
export function identifyCaller(allow: Allow): onRequestAsyncHookHandler {
  return async function (request: FastifyRequest, reply: FastifyReply) {
    try {
      if (allow === 'visitor') {
        const { widgetKey } = request.params as { widgetKey: string }
        const origin = request.headers.origin ?? null
        request.actor = await this.identify.visitor(widgetKey, origin ?? ownOriginOf(request), request.host)
        if (origin) reply.header('access-control-allow-origin', origin)
        reply.header('vary', 'origin').header('access-control-expose-headers', 'retry-after')
      } else if (allow !== 'public') {
        request.actor = await callerFor(allow, request, this.identify)
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

async function callerFor(allow: Allow, request: FastifyRequest, identify: Identify): Promise<Actor> {
  const person = await identify.person(request)
  if (!person) throw new AppError('NOT_SIGNED_IN')
  request.sessionId = person.sessionId
  if (allow === 'signed-in') return person
  if (allow === 'operator') {
    if (!person.isOperator) throw new AppError('NOT_ALLOWED')
    return person
  }
  const named = request.headers['x-workspace-id']
  const member = await identify.member(person, typeof named === 'string' ? named : null)
  if (!member) throw new AppError('NOT_FOUND', { message: 'There is no such workspace, or you are not in it.' })
  if (!includesRole(member.role, allow as MemberActor['role'])) throw new AppError('NOT_ALLOWED')
  return member
}
