import { type Dispatcher, request } from 'undici'
import { ProviderFailed } from '../types.ts'
import { broken, masked, notReached, refused } from './failures.ts'
import { fetchJson, readStart } from './fetch-json.ts'
import { readEvents } from './read-events.ts'
import { createWatchdog, type Timeouts } from './watchdog.ts'
import type { Ask, Endpoint, ModelChoice, Seen, Wire } from './wire.ts'

const maxAnswerChars = 24_000
const modelsWithinMs = 10_000

/**
 * Streams one answer from a provider, piece by piece: all the text that came with one network read is a piece.
 * @param seen is filled while the answer comes, also when it does not come to its end.
 * @throws ProviderFailed when it is not whole; the reason of the signal when that is aborted.
 */
export async function* relay(given: {
  wire: Wire
  endpoint: Endpoint
  ask: Ask
  timeouts: Timeouts
  dispatcher: Dispatcher
  signal: AbortSignal
  seen: Seen
}): AsyncGenerator<string, void> {
  const { wire, endpoint, dispatcher, seen } = given
  const { url, headers, body } = wire.callFor(endpoint, given.ask)
  const watchdog = createWatchdog(given.timeouts, given.signal)
  let stream: (AsyncIterable<Buffer> & { destroy(): void }) | undefined
  try {
    const response = await request(url, {
      method: 'POST',
      dispatcher,
      signal: watchdog.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
      headers: { 'content-type': 'application/json', accept: acceptOf(wire), ...headers },
      body: JSON.stringify(body),
    }).catch((error: unknown) => {
      throw watchdog.signal.aborted ? watchdog.signal.reason : notReached(error)
    })
    stream = response.body as AsyncIterable<Buffer> & { destroy(): void }
    if (response.statusCode !== 200) {
      throw refused(response.statusCode, response.headers, await readStart(stream), endpoint.apiKey)
    }
    let length = 0
    for await (const events of readEvents(stream, wire.framing)) {
      const { text: piece, failure } = readAll(events, wire, seen)
      if (piece) {
        length += piece.length
        if (length > maxAnswerChars) throw new ProviderFailed('the answer was longer than is allowed')
        watchdog.onText()
        // PostgreSQL text cannot hold it.
        yield piece.includes('\0') ? piece.replaceAll('\0', '') : piece
      }
      if (failure) throw failure
      // Read to its end, the connection can be used again.
      if (seen.isWhole) watchdog.onWhole(seen.isOver)
    }
  } catch (error) {
    // The text was complete; only the counts or the end are missing.
    if (seen.isWhole && !given.signal.aborted) return
    throw reasonFor(error, watchdog.signal, endpoint.apiKey)
  } finally {
    watchdog.stop()
    stream?.destroy()
  }
  if (!seen.isWhole) throw new ProviderFailed('the stream ended before the answer did', { isRetryable: true })
}

/** @throws ProviderFailed with the provider's own reason. */
export async function fetchModels(given: {
  wire: Wire
  endpoint: Omit<Endpoint, 'model'>
  dispatcher: Dispatcher
  signal: AbortSignal
}): Promise<ModelChoice[]> {
  const { wire, endpoint, dispatcher } = given
  const { url, headers } = wire.modelsCall(endpoint)
  const signal = AbortSignal.any([given.signal, AbortSignal.timeout(modelsWithinMs)])
  const call = { url, headers }
  const answer = await fetchJson({ call, apiKey: endpoint.apiKey, dispatcher, signal })
  return wire.readModels(answer).toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** The text of some events, up to one that is a failure. */
function readAll(events: string[], wire: Wire, seen: Seen): { text: string; failure?: unknown } {
  let text = ''
  try {
    for (const data of events) {
      if (!seen.isOver) text += wire.read(data, seen)
    }
    return { text }
  } catch (failure) {
    return { text, failure }
  }
}

const acceptOf = ({ framing }: Wire) => (framing === 'sse' ? 'text/event-stream' : 'application/x-ndjson')

/** What is thrown to the caller: without the key, and the true cause where the call was ended from here. */
function reasonFor(error: unknown, signal: AbortSignal, apiKey: string | null): unknown {
  if (signal.aborted) return signal.reason
  if (!(error instanceof ProviderFailed)) return broken(error)
  if (apiKey && error.message.includes(apiKey)) error.message = masked(error.message, apiKey)
  return error
}
