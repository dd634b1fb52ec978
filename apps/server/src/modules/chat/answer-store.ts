import type { ChatCore } from './chat-core.ts'
import type { StoredCitation } from './chat-rows.ts'

/** An answer as whoever writes it knows it. */
export type WrittenAnswer = {
  workspaceId: string
  chatId: string
  answerId: string
  questionSeq: number
  epoch: number
  owner: string
  attempt: number
}

export type AnswerResult = {
  text: string
  citations: StoredCitation[]
  offersPerson: boolean
  outcome: 'done' | 'failed'
  problem: string | null
  responder: string
  firstDeltaMs: number | null
  totalMs: number
}

/** Where finished answers go, under the fence. */
export function createAnswerStore({ withLock, storeAiMessage }: ChatCore) {
  return {
    /**
     * Stores a finished answer, unless the chat changed hands since its question: then nothing is stored.
     * @returns whether it was stored.
     */
    storeAnswer(answer: WrittenAnswer, result: AnswerResult): Promise<boolean> {
      return withLock(answer.workspaceId, answer.chatId, async (tx, session) => {
        if (session.status !== 'open' || session.handled_by !== 'ai' || session.epoch !== answer.epoch) return false
        const mine = await tx.query(
          `update answers set status = $5, text = '', lease_owner = null, lease_until = null, responder = $6, problem = $7,
             first_delta_ms = $8, total_ms = $9
           where workspace_id = $1 and id = $2 and status = 'running' and lease_owner = $3 and attempt = $4
           returning id`,
          [
            answer.workspaceId,
            answer.answerId,
            answer.owner,
            answer.attempt,
            result.outcome,
            result.responder,
            result.problem,
            result.firstDeltaMs,
            result.totalMs,
          ],
        )
        if (mine.length === 0) return false
        await storeAiMessage(tx, answer.chatId, {
          answerId: answer.answerId,
          questionSeq: answer.questionSeq,
          text: result.text,
          state: 'complete',
          citations: result.citations,
          offersPerson: result.offersPerson,
        })
        return true
      })
    },
  }
}
