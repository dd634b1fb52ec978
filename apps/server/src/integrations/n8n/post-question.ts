import { setTimeout as sleep } from 'node:timers/promises'
import { type Dispatcher, request } from 'undici'
import { ResponderFailed } from '../../modules/answering/index.ts'
import { retryAfterIn } from '../../modules/providers/index.ts'
import { AppError } from '../../platform/errors.ts'
import { authHeaders } from './auth-headers.ts'
import { describeRefusal } from './describe-refusal.ts'
import { bodyOf, type CallDeps, type CountedCall, type N8nEndpoint, type N8nQuestion } from './n8n-call.ts'
import { N8nFailed } from './n8n-failed.ts'
import { signatureHeader, signatureOf } from './signature.ts'

const maxTries = 3
const pauseMs = 300
/** Longer than that nobody is kept waiting for a second try. */
const maxPauseMs = 5000
const maxErrorChars = 16_000

type Body = Dispatcher.ResponseData['body']

/**
 * Sends a question to a workflow; asks once more where it certainly has not begun.
 * @param silenceMs between two pieces of the reply, and before the first.
 * @returns the body of a reply of success, to be read or destroyed, and the call, to be ended.
 * @throws N8nFailed.
 */
export async function postQuestion(
  deps: CallDeps,
  endpoint: N8nEndpoint,
  question: N8nQuestion,
  { signal, silenceMs }: { signal: AbortSignal; silenceMs: number },
): Promise<{ body: Body; call: CountedCall }> {
  for (let tries = 1; ; tries += 1) {
    const call = await deps.count()
    try {
      return { body: await tryOnce(deps, endpoint, question, { signal, silenceMs }), call }
    } catch (error) {
      await call.end(endedBy(signal), error)
      const failed = error as N8nFailed
      const waitMs = failed.retryAfterMs ?? pauseMs * tries * (0.5 + Math.random())
      if (!failed.isRetryable || tries === maxTries || waitMs > maxPauseMs || signal.aborted) throw error
      await sleep(waitMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) throw error
    }
  }
}

/** Who silences an answer, or stops the server, says so with a word. */
export const endedBy = (signal: AbortSignal) => (typeof signal.reason === 'string' ? 'abandoned' : 'failed')

async function tryOnce(
  { outgoing, nowMs, watch }: CallDeps,
  { workspaceId, settings, secret, signingSecret }: N8nEndpoint,
  question: N8nQuestion,
  { signal, silenceMs }: { signal: AbortSignal; silenceMs: number },
): Promise<Body> {
  const body = bodyOf(question)
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json, text/plain',
    'idempotency-key': question.idempotencyKey,
    'x-minichat-message-id': question.messageId,
    ...(signingSecret ? { [signatureHeader]: signatureOf(signingSecret, body, nowMs()) } : {}),
    ...authHeaders(settings.auth, secret, { workspaceId, nowMs: nowMs() }),
  }
  const url = checked(() => outgoing.check(settings.url))
  watch?.onRequest?.({ url: url.href, headers, body })
  const response = await request(url, {
    method: 'POST',
    dispatcher: outgoing.dispatcher,
    signal,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    headers,
    body,
  }).catch((error: unknown) => {
    throw connectionFailed(error, signal)
  })
  const { statusCode: status, headers: replied } = response
  watch?.onResponse?.({ status, contentType: String(replied['content-type'] ?? '') })
  if (status >= 200 && status < 300) return response.body
  const text = await readStart(response.body, watch)
  throw describeRefusal(status, text, { retryAfterMs: retryAfterIn(replied), secret })
}

function checked<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    throw error instanceof AppError ? new N8nFailed('address', error.message, { cause: error }) : error
  }
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** What undici or the network says of a call that broke. */
export function connectionFailed(error: unknown, signal: AbortSignal): N8nFailed {
  if (error instanceof N8nFailed) return error
  // It was given up here: that says more than how the connection ended.
  if (signal.reason instanceof ResponderFailed) return new N8nFailed('timeout', signal.reason.message, { cause: error })
  const { code = '', name = '', message = '' } = error as { code?: string; name?: string; message?: string }
  if (code === 'ADDRESS_NOT_ALLOWED') return new N8nFailed('address', message, { cause: error })
  const isLate = /HEADERS_TIMEOUT|BODY_TIMEOUT/.test(code) || name === 'TimeoutError'
  if (isLate || (signal.aborted && (signal.reason as Error | undefined)?.name === 'TimeoutError')) {
    return new N8nFailed('timeout', 'n8n did not answer in time', { cause: error })
  }
  const isRetryable = neverConnected.has(code) || code === 'UND_ERR_CONNECT_TIMEOUT'
  return new N8nFailed('unreachable', `n8n could not be reached (${code || name || 'unknown'})`, {
    cause: error,
    isRetryable,
  })
}

async function readStart(body: Body, watch: CallDeps['watch']): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of body) {
      watch?.onBody?.(chunk as Buffer)
      text += decoder.decode(chunk as Buffer, { stream: true })
      if (text.length > maxErrorChars) break
    }
  } catch {
    // What has been read is enough for a reason.
  } finally {
    body.destroy()
  }
  return text
}
