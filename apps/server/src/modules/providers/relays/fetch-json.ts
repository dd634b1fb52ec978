import { type Dispatcher, request } from 'undici'
import { ProviderFailed } from '../types.ts'
import { broken, notReached, refused } from './failures.ts'
import type { Call } from './wire.ts'

const maxErrorChars = 4000

/**
 * Asks a provider for something that is no stream.
 * @param body left out: it is asked for by GET.
 * @param apiKey is taken out of what the provider says.
 * @param maxChars what is longer is no answer.
 * @throws ProviderFailed with the provider's own reason.
 */
export async function fetchJson(given: {
  call: Call
  body?: object
  apiKey: string | null
  dispatcher: Dispatcher
  signal: AbortSignal
  maxChars?: number
}): Promise<unknown> {
  const { call, body, apiKey, dispatcher, signal, maxChars = 2_000_000 } = given
  const sent = body
    ? { method: 'POST', body: JSON.stringify(body), type: { 'content-type': 'application/json' } }
    : { method: 'GET', body: null, type: {} }
  const response = await request(call.url, {
    method: sent.method,
    body: sent.body,
    dispatcher,
    signal,
    headers: { accept: 'application/json', ...sent.type, ...call.headers },
  }).catch((error: unknown) => {
    throw notReached(error)
  })
  const text = await readStart(response.body, maxChars)
  if (signal.aborted) throw broken(signal.reason)
  if (response.statusCode !== 200) throw refused(response.statusCode, response.headers, text, apiKey)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ProviderFailed('the provider sent something that is not JSON', { cause })
  }
}

/** What has come of a body before it was too much, or broke. */
export async function readStart(
  body: AsyncIterable<Buffer> & { destroy(): void },
  maxLength = maxErrorChars,
): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true })
      if (text.length > maxLength) break
    }
  } catch {
    // What has been read is enough for a reason.
  } finally {
    body.destroy()
  }
  return text
}
