import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'

/**
 * Who may call an endpoint. `visitor` is a browser with a widget key and a token in the body; the roles are those of a
 * signed-in person in the workspace of the request, each including the ones after it: owner, admin, member.
 * `signed-in` needs an account but no workspace.
 */
export type Allow = 'public' | 'visitor' | 'signed-in' | 'member' | 'admin' | 'owner' | 'operator'

/** What an API key may do: each scope includes the ones before it. */
export const scopes = ['read', 'write', 'admin'] as const
export type Scope = (typeof scopes)[number]

/** Whether a scope includes another: admin > write > read. */
export const includesScope = (scope: Scope, needed: Scope) => scopes.indexOf(scope) >= scopes.indexOf(needed)

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** One HTTP endpoint: what goes in, what comes out, who may call. Server, client and API docs are made from it. */
export type Endpoint = {
  method: Method
  /** With `:name` for parameters. */
  path: string
  summary: string
  description?: string
  tag: string
  allow: Allow
  /**
   * The scope that an API key needs here; null: people only. Unless said, routes of members take `read` for a GET and
   * `write` for the rest, routes of admins take `admin`, and all others none.
   */
  byKey?: Scope | null
  /** The answer holds a secret that is told once: it is kept nowhere, not even for the repeat of a request. */
  tellsSecret?: true
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** A file upload: multipart/form-data with one part `file`; `body` then describes the other fields. */
  upload?: true
  /** Server-Sent Events in place of one answer. `response` then describes the data of one event. */
  stream?: true
  /** For browsers that follow a link: answers with the address where they go on, also when it fails. */
  redirect?: true
  /** A file to be kept, in place of the envelope: `response` is not used. */
  download?: true
  /** Lists put `nextCursor` into the metadata. */
  paged?: true
  /** The status of success, 200 unless said. */
  status?: 200 | 201
  response: z.ZodType
  /** Beyond those every endpoint can give (validation, rate limit, unavailable, internal). */
  errors?: readonly ErrorCode[]
  /** Example of the body, shown in the API docs and sent by their test. */
  example?: unknown
}

export const defineEndpoint = <const E extends Endpoint>(endpoint: E): E => endpoint

/** The scope that an API key needs to call an endpoint; null where keys are of no use. */
export function scopeFor({ allow, byKey, method }: Pick<Endpoint, 'allow' | 'byKey' | 'method'>): Scope | null {
  if (byKey !== undefined) return byKey
  if (allow === 'admin') return 'admin'
  if (allow === 'member') return method === 'GET' ? 'read' : 'write'
  return null
}
