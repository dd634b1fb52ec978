import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'

/**
 * Who may call an endpoint. `visitor` is a browser with a widget key and a token in the body; the roles are those of a
 * signed-in person in the workspace of the request, each including the ones after it: owner, admin, member.
 * `signed-in` needs an account but no workspace.
 */
export type Allow = 'public' | 'visitor' | 'signed-in' | 'member' | 'admin' | 'owner' | 'operator'

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
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** A file upload: multipart/form-data with one part `file`; `body` then describes the other fields. */
  upload?: true
  /** Server-Sent Events in place of one answer. `response` then describes the data of one event. */
  stream?: true
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
