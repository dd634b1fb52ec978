import type { Allow, Role } from '@minichat/contracts'
import type { FastifyRequest } from 'fastify'

/** Where a request came from, for the audit log. */
export type RequestOrigin = { address: string; requestId: string }

export const originOf = (request: FastifyRequest): RequestOrigin => ({ address: request.ip, requestId: request.id })

export type MemberActor = {
  kind: 'member'
  userId: string
  name: string
  isOperator: boolean
  workspaceId: string
  role: Role
  /** The API key that stands in for the person; null: they are signed in. */
  keyId: string | null
  /** The sign-in session behind the request, where there is one. */
  sessionId?: string
  from: RequestOrigin
}
export type PersonActor = {
  kind: 'person'
  userId: string
  name: string
  isOperator: boolean
  /** The sign-in session behind the request, where there is one. */
  sessionId?: string
  from: RequestOrigin
}
export type VisitorActor = {
  kind: 'visitor'
  workspaceId: string
  widgetId: string
  isPaused: boolean
  /** Only visitors whom the site has proven may chat. */
  needsProof: boolean
  /** Nothing is kept of who has not consented. */
  needsConsent: boolean
}
export type AnyoneActor = { kind: 'anyone' }
export type Actor = MemberActor | PersonActor | VisitorActor | AnyoneActor

/** Who stands behind a request to an endpoint with this `allow`. */
export type ActorOf<A extends Allow> = A extends 'public'
  ? AnyoneActor
  : A extends 'visitor'
    ? VisitorActor
    : A extends 'signed-in' | 'operator'
      ? PersonActor
      : MemberActor
