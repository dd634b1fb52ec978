import { ProviderFailed } from '../types.ts'

/** The provider says of itself that it has not done the work, or it is known that it has not. */
const retryableStatuses = new Set([409, 425, 429, 500, 502, 503, 529])
const notSentCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_SOCKET'])
/** The question is at fault, not the provider: too long for the model, or refused by its rules. */
const askersFault = new Set([400, 413, 422])

/** Nobody answered at all. */
export function notReached(error: unknown): ProviderFailed {
  const { code = '' } = error as { code?: string }
  return new ProviderFailed(`the provider could not be reached (${reasonOf(error)})`, {
    isRetryable: notSentCodes.has(code),
    cause: error,
  })
}

/** The stream broke before the answer was whole. */
export const broken = (error: unknown) =>
  new ProviderFailed(`the stream broke (${reasonOf(error)})`, { cause: error, isRetryable: true })

type Headers = Record<string, string | string[] | undefined>

/** An answer that is none. @param apiKey is taken out of what the provider says: some repeat it. */
export function refused(status: number, headers: Headers, text: string, apiKey: string | null): ProviderFailed {
  const body = errorIn(text)
  const said = body?.message ? `: ${masked(body.message, apiKey).slice(0, 300)}` : ''
  return new ProviderFailed(`the provider answered ${status}${said}`, {
    status,
    isRetryable: retryableStatuses.has(status),
    retryAfterMs: retryAfterIn(headers) ?? retryInfoIn(body),
    isFault: !askersFault.has(status),
  })
}

export const masked = (text: string, apiKey: string | null) => (apiKey ? text.replaceAll(apiKey, '[masked]') : text)

function reasonOf(error: unknown): string {
  const { code, name, message } = error as { code?: string; name?: string; message?: string }
  return code === 'ADDRESS_NOT_ALLOWED' ? (message ?? code) : (code ?? name ?? 'unknown')
}

type ErrorBody = { message?: string; details?: { '@type'?: string; retryDelay?: string }[] }

/** The error object in the body, however it is wrapped: `{error: {…}}`, `[{error: {…}}]`, `{error: "…"}`, `{message: "…"}`. */
function errorIn(text: string): ErrorBody | null {
  try {
    const parsed: unknown = JSON.parse(text)
    const body = (Array.isArray(parsed) ? parsed[0] : parsed) as { error?: unknown; message?: unknown } | null
    const error = body?.error ?? body
    if (typeof error === 'string') return { message: error }
    return typeof (error as ErrorBody | null)?.message === 'string' ? (error as ErrorBody) : null
  } catch {
    return null
  }
}

/** `retry-after-ms`, else `retry-after` in seconds or as a date. */
export function retryAfterIn(headers: Headers): number | null {
  const ms = Number(headers['retry-after-ms'] ?? Number.NaN)
  if (ms >= 0) return ms
  const value = headers['retry-after']
  if (typeof value !== 'string') return null
  const seconds = Number(value)
  if (seconds >= 0) return seconds * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now())
}

/** Google says it in the body. */
function retryInfoIn(body: ErrorBody | null): number | null {
  const info = Array.isArray(body?.details)
    ? body.details.find((one) => one?.['@type']?.endsWith('google.rpc.RetryInfo'))
    : undefined
  const seconds = Number.parseFloat(info?.retryDelay ?? '')
  return seconds >= 0 ? seconds * 1000 : null
}
