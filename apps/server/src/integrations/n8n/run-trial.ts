import type { Locale, N8nTrial } from '@minichat/contracts'
import { type AnswerEnd, createAnswerNotes, type Responder } from '../../modules/answering/index.ts'
import type { Watch } from './n8n-call.ts'
import { N8nFailed } from './n8n-failed.ts'

const maxShownBytes = 16_000
const masked = '[masked]'

/** Asks a workflow one question, and keeps all of the exchange for whoever sets it up. */
export async function runTrial(
  makeResponder: (watch: Watch) => Responder,
  question: { workspaceId: string; text: string; locale: Locale },
  { signal, secret, secretHeader }: { signal: AbortSignal; secret: string | null; secretHeader: string | null },
): Promise<N8nTrial> {
  const startedAt = performance.now()
  const sinceStart = () => Math.round(performance.now() - startedAt)
  const exchange = createExchange(secret, secretHeader)
  let text = ''
  let firstTextMs: number | null = null
  let end: AnswerEnd | null = null
  let problem: N8nTrial['problem'] = null
  try {
    const pieces = makeResponder(exchange.watch).answer(
      // What was said before decides on the language where the question has no letters.
      { ...question, asked: null, earlier: [{ author: 'visitor', text: question.locale === 'th' ? 'สวัสดี' : 'Hello' }] },
      { signal, notes: createAnswerNotes() },
    )
    for (;;) {
      const next = await pieces.next()
      if (next.done) {
        end = next.value
        break
      }
      firstTextMs ??= sinceStart()
      text += next.value
    }
  } catch (error) {
    if (!(error instanceof N8nFailed)) throw error
    problem = { kind: error.problem, message: error.message }
  }
  return {
    ...exchange.read(),
    text,
    quickReplies: end?.quickReplies ?? [],
    handsOver: end?.handsOver ?? false,
    sources: end?.links ?? [],
    firstTextMs,
    durationMs: sinceStart(),
    problem,
  }
}

/** What went out and what came back, without the secret; of several tries the last. */
function createExchange(secret: string | null, secretHeader: string | null) {
  let request: N8nTrial['request'] = null
  let response: { status: number; contentType: string } | null = null
  let chunks: Buffer[] = []
  let bytes = 0
  const safe = (text: string) => (secret ? text.replaceAll(secret, masked) : text)

  const watch: Watch = {
    onRequest({ url, headers, body }) {
      const shown = Object.entries(headers).map(([name, value]) => ({
        name,
        value: name === 'authorization' || name === secretHeader?.toLowerCase() ? masked : value,
      }))
      request = { url, headers: shown, body: safe(body) }
      response = null
      chunks = []
      bytes = 0
    },
    onResponse(given) {
      response = given
    },
    onBody(chunk) {
      if (bytes < maxShownBytes) chunks.push(chunk)
      bytes += chunk.length
    },
  }
  return {
    watch,
    read(): Pick<N8nTrial, 'request' | 'response'> {
      if (!response) return { request, response: null }
      const body = Buffer.concat(chunks).subarray(0, maxShownBytes).toString('utf8')
      return { request, response: { ...response, body: safe(withoutStack(body)), isCut: bytes > maxShownBytes } }
    },
  }
}

/** n8n tells its own insides in some errors. They are nothing that anybody here can mend. */
const withoutStack = (body: string) =>
  body.replaceAll('\0', '').replace(/"(stacktrace|stack)"\s*:\s*"(?:[^"\\]|\\.)*"?/g, '"$1":"…"')
