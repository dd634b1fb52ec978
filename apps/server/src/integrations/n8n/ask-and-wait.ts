import type { CallDeps, N8nEndpoint, N8nQuestion } from './n8n-call.ts'
import { connectionFailed, endedBy, postQuestion } from './post-question.ts'
import { readAcknowledgement } from './read-body.ts'
import type { Reply } from './reply-shape.ts'
import type { Wait, Waits } from './waits.ts'

const acknowledgeWithinMs = 15_000

/**
 * Asks a workflow that acknowledges at once and calls back with its answer. What was acknowledged already, to a process
 * that has died since, is not asked again.
 * @throws N8nFailed.
 */
export async function askAndWait(
  deps: CallDeps & { waits: Waits },
  endpoint: N8nEndpoint,
  question: N8nQuestion,
  wait: Wait,
  { signal, onAcknowledged }: { signal: AbortSignal; onAcknowledged: () => void },
): Promise<Reply> {
  const { waits } = deps
  let isOver = false
  try {
    if (!wait.isAcknowledged) {
      const early = await acknowledged(deps, endpoint, question, wait, signal)
      if (early) return early
    }
    onAcknowledged()
    const reply = await waits.reply(wait, signal)
    isOver = true
    return reply
  } finally {
    // Whoever goes on with an answer that this server gives up, or has lost, goes on with the wait.
    const isLeft = signal.reason === 'stopping' || signal.reason === 'lost'
    if (!isOver && !isLeft) await waits.end(wait).catch(() => {})
  }
}

/** @returns the reply of a workflow that answers at once after all; null for a mere acknowledgement. */
async function acknowledged(
  deps: CallDeps & { waits: Waits },
  endpoint: N8nEndpoint,
  question: N8nQuestion,
  wait: Wait,
  signal: AbortSignal,
): Promise<Reply | null> {
  const soon = AbortSignal.any([signal, AbortSignal.timeout(acknowledgeWithinMs)])
  const { callbackUrl, dueAtMs } = wait
  const metadata = { ...question.metadata, callbackUrl, answerBy: new Date(dueAtMs).toISOString() }
  const asked = { ...question, metadata }
  const { body, call } = await postQuestion(deps, endpoint, asked, { signal: soon, silenceMs: acknowledgeWithinMs })
  try {
    const early = await readAcknowledgement(body)
    await deps.waits.noteAcknowledged(wait)
    if (early) call.onText(early.text)
    await call.end('done')
    return early
  } catch (error) {
    const failed = connectionFailed(error, soon)
    await call.end(endedBy(soon), failed)
    throw failed
  } finally {
    body.destroy()
  }
}
