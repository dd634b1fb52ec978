import type { Tx } from '../../platform/database/database.ts'
import type { ChatCore } from './chat-core.ts'
import type { StoredCitation } from './chat-rows.ts'
import type { Handling } from './handling.ts'

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
  quickReplies: string[]
  /** The question was a wish for a person, or whoever answered hands the chat over. */
  asksForPerson: boolean
  outcome: 'done' | 'failed'
  problem: string | null
  responder: string
  firstDeltaMs: number | null
  totalMs: number
  /** Written in the transaction that stores the answer, so only if it is stored. */
  alongWith?: (tx: Tx) => Promise<unknown>
}

/** Where answers end, under the chat's lock and only for whoever still has the lease. */
export function createAnswerStore(core: ChatCore, handling: Handling) {
  const { withLock, storeAiMessage, endAnswer } = core

  /** @returns false when the answer is not ours any more. */
  async function settle(
    tx: Tx,
    answer: WrittenAnswer,
    status: 'done' | 'failed' | 'cancelled',
    result: AnswerResult | null,
  ): Promise<boolean> {
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
        status,
        result?.responder,
        result?.problem,
        result?.firstDeltaMs,
        result?.totalMs,
      ],
    )
    return mine.length === 1
  }

  return {
    /**
     * Stores a finished answer, unless the chat changed hands since its question: then nothing is stored.
     * @returns whether it was stored.
     */
    storeAnswer(answer: WrittenAnswer, result: AnswerResult): Promise<boolean> {
      const { chatId, answerId } = answer
      return withLock(answer.workspaceId, chatId, async (tx, session) => {
        const isTheirs = session.status === 'open' && session.handled_by === 'ai' && session.epoch === answer.epoch
        if (!isTheirs) {
          if (await settle(tx, answer, 'cancelled', null)) endAnswer(tx, chatId, answerId, 'lost')
          return false
        }
        if (!(await settle(tx, answer, result.outcome, result))) return false
        if (result.asksForPerson) await handling.requestPersonIn(tx, chatId, session)
        await storeAiMessage(tx, chatId, {
          answerId,
          questionSeq: answer.questionSeq,
          text: result.text,
          state: 'complete',
          citations: result.citations,
          offersPerson: result.offersPerson,
          quickReplies: result.quickReplies,
        })
        await result.alongWith?.(tx)
        endAnswer(tx, chatId, answerId, result.outcome)
        return true
      })
    },

    /** Nothing is answered: the question was taken back, or the AI is paused and people are asked instead. */
    dropAnswer(answer: WrittenAnswer, { asksForPerson }: { asksForPerson: boolean }): Promise<void> {
      return withLock(answer.workspaceId, answer.chatId, async (tx, session) => {
        if (!(await settle(tx, answer, 'cancelled', null))) return
        if (asksForPerson && session.status === 'open') await handling.requestPersonIn(tx, answer.chatId, session)
        endAnswer(tx, answer.chatId, answer.answerId, 'lost')
      })
    },
  }
}
