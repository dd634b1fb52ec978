import {
  type Asked,
  CapReached,
  estimateTokens,
  likelyTokens,
  type Meter,
  mostTokens,
} from '../../modules/providers/index.ts'
import { bodyOf, type CountedCall, type N8nQuestion } from './n8n-call.ts'
import { N8nFailed } from './n8n-failed.ts'

/** What the most is reserved by: few answers in a chat are longer. */
const mostOutputTokens = 1024
/** Workflows have no model; this is what an operator may give a price to. */
const model = 'n8n'

/**
 * One call of a workflow in the books: reserved before it, settled however it ends. n8n says nothing of tokens, so they are
 * estimated by the texts; what has never reached it costs nothing.
 * @throws CapReached.
 */
export async function countCall(
  meter: Meter,
  { workspaceId, linkId }: { workspaceId: string; linkId: string },
  asked: Asked | null,
  question: N8nQuestion,
): Promise<CountedCall> {
  const turns = [{ role: 'user' as const, content: bodyOf(question) }]
  const reservation = await meter.reserve({
    workspaceId,
    asked,
    providerId: linkId,
    kind: 'n8n',
    model,
    purpose: asked ? 'answer' : 'test',
    inputTokens: mostTokens(turns),
    maxOutputTokens: mostOutputTokens,
  })
  if (reservation && 'refusedBy' in reservation) throw new CapReached(reservation.refusedBy)
  const startedAt = performance.now()
  let firstTokenMs: number | null = null
  let text = ''
  let isOver = false

  return {
    onText(piece) {
      firstTokenMs ??= performance.now() - startedAt
      text += piece
    },
    async end(outcome, error) {
      if (isOver) return
      isOver = true
      await reservation?.settle({
        outcome,
        inputTokens: wasNotReached(error) ? 0 : likelyTokens(turns),
        outputTokens: estimateTokens(text),
        isEstimated: true,
        durationMs: performance.now() - startedAt,
        firstTokenMs,
        status: outcome === 'done' ? 200 : error instanceof N8nFailed ? error.status : null,
      })
    },
  }
}

const wasNotReached = (error: unknown) =>
  error instanceof N8nFailed && error.status === null && (error.problem === 'address' || error.isRetryable)
