import type { Api, BodyOf, ErrorBody, ResponseOf, SuccessBody } from '@minichat/contracts'
import type { Problem } from './view.ts'

type Path<A extends string> = `POST /api/v1/visitor/:widgetKey/${A}`
type Action = keyof Api extends infer R ? (R extends Path<infer A> ? A : never) : never
export type Body<A extends Action> = BodyOf<Api[Path<A>]>
export type Data<A extends Action> = ResponseOf<Api[Path<A>]>

/** What the server refused, or that it could not be reached. */
export class CallError extends Error {
  readonly problem: Problem
  /** After which a retry makes sense, where the server said so. */
  readonly retryAfterMs: number | null
  /** Passes by itself, or by the page: the network, an overload, a limit, a proof that is over. */
  readonly isTransient: boolean

  constructor(problem: Problem, status = 0, retryAfterMs: number | null = null) {
    super(problem)
    this.problem = problem
    this.retryAfterMs = retryAfterMs
    this.isTransient =
      problem === 'IDENTITY_EXPIRED' ||
      (problem !== 'WIDGET_PAUSED' && (status === 0 || status === 429 || status >= 500))
  }
}

export const problemOf = (error: unknown): Problem | null => (error instanceof CallError ? error.problem : null)

const timeoutMs = 20_000

/** The visitor's calls. Plain text bodies and no credentials, so that a browser asks no leave before. */
export function createApi(base: string, widgetKey: string, lifetime: AbortSignal) {
  /** Of the server's clock against the device's. */
  let skewMs = 0

  /** An open answer, for streams. @throws CallError unless the server accepted. */
  async function open<A extends Action>(action: A, body: Body<A>, signal: AbortSignal): Promise<Response> {
    const response = await fetch(`${base}/api/v1/visitor/${encodeURIComponent(widgetKey)}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      // What was read last is told while the page goes.
      keepalive: action === 'marks',
      signal,
    }).catch(() => {
      throw new CallError('UNREACHABLE')
    })
    if (response.ok) return response
    const answer = (await response.json().catch(() => null)) as ErrorBody | null
    const retryAfter = Number(response.headers.get('retry-after'))
    // Without our envelope it was not our server that answered, but something on the way.
    if (!answer?.error) throw new CallError('UNREACHABLE')
    throw new CallError(answer.error.code as Problem, response.status, retryAfter > 0 ? retryAfter * 1000 : null)
  }

  async function post<A extends Action>(
    action: A,
    body: Body<A>,
    limitMs = timeoutMs,
    signal = lifetime,
  ): Promise<SuccessBody<Data<A>>> {
    const limit = new AbortController()
    const abort = () => limit.abort()
    const timer = setTimeout(abort, limitMs)
    signal.addEventListener('abort', abort)
    try {
      const response = await open(action, body, limit.signal)
      const answer = (await response.json()) as SuccessBody<Data<A>>
      skewMs = Date.parse(answer.metadata.timestamp) - Date.now() || 0
      return answer
    } catch (error) {
      throw error instanceof CallError ? error : new CallError('UNREACHABLE')
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
  }

  return { open, post, now: () => Date.now() + skewMs }
}

type WithToken = { [A in Action]: Body<A> extends { token: string } ? A : never }[Action]

/** A call with the visitor's token. */
export type Call = <A extends WithToken>(action: A, body: Omit<Body<A>, 'token'>) => Promise<SuccessBody<Data<A>>>

export type VisitorApi = ReturnType<typeof createApi>
