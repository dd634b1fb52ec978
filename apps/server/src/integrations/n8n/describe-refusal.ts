import type { N8nProblem } from '@minichat/contracts'
import { N8nFailed } from './n8n-failed.ts'

const maxDetailChars = 300

/** Why n8n refused, by status and body. What it calls `stacktrace` is never looked at. */
export function describeRefusal(
  status: number,
  body: string,
  { retryAfterMs, secret }: { retryAfterMs: number | null; secret: string | null },
): N8nFailed {
  const said = saidBy(body)
  const detail = said && `: ${withoutSecret(said, secret)}`
  return new N8nFailed(problemOf(status, said), `n8n answered ${status}${detail}`, {
    // Other failures may come of a workflow that has done half of its work.
    isRetryable: status === 429 || status === 503,
    status,
    retryAfterMs,
  })
}

function problemOf(status: number, said: string): N8nProblem {
  if (status === 401) return 'auth-missing'
  if (status === 403) return 'auth-wrong'
  if (status === 404) return 'not-registered'
  if (status === 429 || status === 503) return 'busy'
  if (status === 422 || status === 400 || status === 415) return 'not-understood'
  if (/no respond to webhook node/i.test(said)) return 'no-respond-node'
  return status >= 500 ? 'workflow-failed' : 'status'
}

/** Its own short message: of the JSON `message` and `hint`, else the first line of a plain text. */
function saidBy(body: string): string {
  const trimmed = body.trim()
  if (trimmed.startsWith('<')) return ''
  try {
    const { message, hint } = JSON.parse(trimmed) as { message?: unknown; hint?: unknown }
    return [message, hint]
      .filter((part) => typeof part === 'string')
      .map(oneLine)
      .join(' ')
      .slice(0, maxDetailChars)
  } catch {
    return oneLine(trimmed).slice(0, maxDetailChars)
  }
}

/** The first line: what follows may be a stack trace. */
export const oneLine = (text: unknown) => (String(text).replaceAll('\0', '').split('\n')[0] ?? '').trim()

const withoutSecret = (text: string, secret: string | null) => (secret ? text.replaceAll(secret, '[masked]') : text)
