import type { CallDeps, N8nEndpoint, N8nQuestion, Watch } from './n8n-call.ts'
import { N8nFailed } from './n8n-failed.ts'
import { connectionFailed, endedBy, postQuestion } from './post-question.ts'
import { readBody } from './read-body.ts'
import type { Directives } from './reply-shape.ts'

/** Once words have been shown, nobody looks at half an answer for longer. */
const gapMs = 25_000

/**
 * Asks a workflow whose reply is the answer, whole or streamed.
 * @throws N8nFailed.
 */
export async function* askDirectly(
  deps: CallDeps,
  endpoint: N8nEndpoint,
  question: N8nQuestion,
  signal: AbortSignal,
): AsyncGenerator<string, Directives> {
  const { timeoutMs } = endpoint.settings
  const gap = new AbortController()
  const whole = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs), gap.signal])
  const { body, call } = await postQuestion(deps, endpoint, question, { signal: whole, silenceMs: timeoutMs })
  let timer: NodeJS.Timeout | undefined
  try {
    const pieces = readBody(watched(body, deps.watch))
    for (;;) {
      const next = await pieces.next()
      clearTimeout(timer)
      if (next.done) {
        await call.end('done')
        return next.value
      }
      call.onText(next.value)
      yield next.value
      timer = setTimeout(() => gap.abort(new DOMException('Nothing more came.', 'TimeoutError')), gapMs)
    }
  } catch (error) {
    const failed = isBroken(error, whole)
      ? new N8nFailed('broken-stream', 'the reply broke off')
      : connectionFailed(error, whole)
    await call.end(endedBy(whole), failed)
    throw failed
  } finally {
    clearTimeout(timer)
    body.destroy()
    // Whoever listened has left.
    await call.end('abandoned')
  }
}

const isBroken = (error: unknown, signal: AbortSignal) =>
  !signal.aborted &&
  /UND_ERR_SOCKET|ECONNRESET|UND_ERR_ABORTED|UND_ERR_RES_/.test((error as { code?: string }).code ?? '')

async function* watched(body: AsyncIterable<Buffer>, watch: Watch | undefined): AsyncGenerator<Buffer> {
  for await (const chunk of body) {
    watch?.onBody?.(chunk)
    yield chunk
  }
}
