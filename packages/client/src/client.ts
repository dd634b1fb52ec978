import type {
  Api,
  BodyOf,
  ErrorBody,
  ErrorCode,
  ErrorDetail,
  Metadata,
  ParamsOf,
  QueryOf,
  ResponseOf,
  Route,
  SuccessBody,
} from '@minichat/contracts'

/** What the server refused, or why it could not be reached (`code` is then `OFFLINE`). */
export class ApiError extends Error {
  readonly code: ErrorCode | 'OFFLINE'
  readonly status: number
  readonly details: ErrorDetail[]
  readonly requestId: string | null
  /** Seconds after which a retry makes sense, where the server said so. */
  readonly retryAfterSeconds: number | null

  constructor(
    code: ErrorCode | 'OFFLINE',
    message: string,
    more: {
      status?: number
      details?: ErrorDetail[]
      requestId?: string | null
      retryAfterSeconds?: number | null
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: more.cause })
    this.name = 'ApiError'
    this.code = code
    this.status = more.status ?? 0
    this.details = more.details ?? []
    this.requestId = more.requestId ?? null
    this.retryAfterSeconds = more.retryAfterSeconds ?? null
  }
}

type Part<Name extends string, T> = [T] extends [undefined]
  ? unknown
  : Partial<T> extends T
    ? { [K in Name]?: T }
    : { [K in Name]: T }
type Call<E> = Part<'params', ParamsOf<E>> &
  Part<'query', QueryOf<E>> &
  (E extends { upload: true } ? { form: FormData } : Part<'body', BodyOf<E>>) & {
    signal?: AbortSignal
    idempotencyKey?: string
  }
type Arguments<E> = Partial<Call<E>> extends Call<E> ? [call?: Call<E>] : [call: Call<E>]

export type ClientOptions = {
  /** Origin of the MiniChat server; '' for the page's own. */
  baseUrl?: string
  /** Which workspace the calls are about; read at each call. */
  workspaceId?: () => string | null
  fetch?: typeof fetch
  /**
   * Whether the access cookie is renewed when it has ended, and the call made once more. For whoever signs in by cookies;
   * of no use with an API key.
   */
  renews?: boolean
}

export type Result<T> = { data: T; metadata: Metadata }
type LooseCall = {
  params?: Record<string, string>
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  form?: FormData
  signal?: AbortSignal
  idempotencyKey?: string
}

/**
 * A client typed by the contracts: `client.request('GET /api/v1/chats', { query: { status: 'open' } })`.
 * Calls throw ApiError for whatever the server refuses and when it cannot be reached.
 */
export function createClient(options: ClientOptions = {}) {
  const send = options.fetch ?? ((...args: Parameters<typeof fetch>) => globalThis.fetch(...args))

  const renew = createRenewal(() => openOnce('POST /api/v1/auth/refresh', {}))

  async function open(route: string, call: LooseCall): Promise<Response> {
    const response = await openOnce(route, call)
    if (!options.renews || !(await isSignedOut(response))) return response
    return (await renew()) ? openOnce(route, call) : response
  }

  function openOnce(route: string, call: LooseCall): Promise<Response> {
    const [method = 'GET', template = ''] = route.split(' ')
    const path = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(call.params?.[name] ?? ''))
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(call.query ?? {}))
      if (value !== undefined) query.set(name, String(value))
    const headers: Record<string, string> = {}
    const workspaceId = options.workspaceId?.()
    if (workspaceId) headers['x-workspace-id'] = workspaceId
    if (call.idempotencyKey) headers['idempotency-key'] = call.idempotencyKey
    if (call.body !== undefined) headers['content-type'] = 'application/json'
    return send(`${options.baseUrl ?? ''}${path}${query.size > 0 ? `?${query}` : ''}`, {
      method,
      headers,
      body: call.form ?? (call.body === undefined ? undefined : JSON.stringify(call.body)),
      credentials: 'same-origin',
      signal: call.signal,
    }).catch((cause: unknown) => {
      if (call.signal?.aborted) throw cause
      throw new ApiError('OFFLINE', 'The server cannot be reached.', { cause })
    })
  }

  return {
    async request<R extends Route>(route: R, ...args: Arguments<Api[R]>): Promise<Result<ResponseOf<Api[R]>>> {
      const response = await open(route, (args[0] ?? {}) as LooseCall)
      const body = (await response.json().catch(() => null)) as SuccessBody<ResponseOf<Api[R]>> | ErrorBody | null
      if (body?.success) return { data: body.data, metadata: body.metadata }
      throw errorFrom(response, body)
    },
    /** The open response of a streamed endpoint, for `readEventStream`. */
    async stream<R extends Route>(route: R, ...args: Arguments<Api[R]>): Promise<Response> {
      const response = await open(route, (args[0] ?? {}) as LooseCall)
      if (response.ok) return response
      throw errorFrom(response, (await response.json().catch(() => null)) as ErrorBody | null)
    },
  }
}

export type Client = ReturnType<typeof createClient>

/** Told apart from a wrong password, which must not be tried again. */
async function isSignedOut(response: Response): Promise<boolean> {
  if (response.status !== 401) return false
  const body = (await response
    .clone()
    .json()
    .catch(() => null)) as ErrorBody | null
  return body?.error?.code === 'NOT_SIGNED_IN'
}

/**
 * Renews the session once for all calls that need it at the same time.
 * @returns a function that is false when there is no session any more, and throws ApiError when that cannot be told.
 */
function createRenewal(send: () => Promise<Response>): () => Promise<boolean> {
  let running: Promise<boolean> | null = null

  async function renew(): Promise<boolean> {
    const response = await send()
    if (response.ok) return true
    if (response.status === 401) return false
    throw errorFrom(response, (await response.json().catch(() => null)) as ErrorBody | null)
  }
  return () => (running ??= renew().finally(() => (running = null)))
}

function errorFrom(response: Response, body: ErrorBody | null): ApiError {
  const retryAfter = Number(response.headers.get('retry-after'))
  return new ApiError(
    (body?.error?.code as ErrorCode | undefined) ?? 'INTERNAL_ERROR',
    body?.error?.message ?? `The server answered ${response.status}.`,
    {
      status: response.status,
      details: body?.error?.details,
      requestId: body?.metadata?.requestId ?? null,
      retryAfterSeconds: retryAfter > 0 ? retryAfter : null,
    },
  )
}
