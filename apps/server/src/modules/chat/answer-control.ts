import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import {
  cancelAnswersTo,
  findOpenAnswer,
  insertNextAnswer,
  isAiPaused,
  isStillAsked,
  replaceAnswersTo,
} from './answers.store.ts'
import type { SessionRow } from './chat.store.ts'
import type { ChatCore } from './chat-core.ts'
import { findMessageById, lastSaid } from './editing.store.ts'
import type { Handling } from './handling.ts'
import { answersTopic } from './topics.ts'
import type { VisitorToken } from './visitor-tokens.ts'

/** What visitors, or changes of their questions, do to answers. Functions `…In` run under the chat's lock. */
export function createAnswerControl(core: ChatCore, handling: Handling, maxMessages: number) {
  const { hub, withLock, recordMessage, silenceAi, endCancelled } = core

  /** The AI has the chat, is not paused, and is shown the question; and the chat is not full. */
  const canAnswer = async (tx: Tx, chatId: string, session: SessionRow, questionSeq: number) =>
    session.status === 'open' &&
    session.handled_by === 'ai' &&
    session.message_count < maxMessages &&
    questionSeq > session.context_seq &&
    (await isStillAsked(tx, chatId, questionSeq)) &&
    !(await isAiPaused(tx, chatId))

  /** Whatever the AI has said to the question is kept as replaced, and it is answered anew. */
  async function answerAnewIn(tx: Tx, chatId: string, session: SessionRow, questionSeq: number): Promise<void> {
    for (const { seq } of await replaceAnswersTo(tx, chatId, questionSeq)) {
      await recordMessage(tx, chatId, 'message.edited', seq)
    }
    await insertNextAnswer(tx, chatId, { id: newId(), questionSeq, epoch: session.epoch })
    tx.afterCommit(() => hub.publish(answersTopic, null))
  }

  /** Answers to a question under way are dropped with what was shown of them. @returns whether there were any. */
  async function dropAnswersIn(tx: Tx, chatId: string, questionSeq: number): Promise<boolean> {
    const dropped = await cancelAnswersTo(tx, chatId, questionSeq)
    for (const { id } of dropped) endCancelled(tx, chatId, id, 'lost')
    return dropped.length > 0
  }

  return {
    dropAnswersIn,

    /** A question has another text now. @param isWanted whether one that is answered already is to be answered again. */
    async followEditIn(tx: Tx, chatId: string, session: SessionRow, questionSeq: number, isWanted: boolean) {
      const wasUnderWay = await dropAnswersIn(tx, chatId, questionSeq)
      if ((wasUnderWay || isWanted) && (await canAnswer(tx, chatId, session, questionSeq))) {
        await answerAnewIn(tx, chatId, session, questionSeq)
      }
    },

    /** The visitor has read enough: what was shown is kept as stopped. */
    async stopAnswer({ workspaceId, sessionId }: VisitorToken): Promise<void> {
      await handling.hush(workspaceId, sessionId)
      await withLock(workspaceId, sessionId, (tx) => silenceAi(tx, sessionId, 'stopped'))
    },

    /** @throws AppError NOTHING_TO_ANSWER unless it is the newest that was said, and the AI can answer. */
    regenerate({ workspaceId, sessionId }: VisitorToken, messageId: string): Promise<void> {
      return withLock(workspaceId, sessionId, async (tx, session) => {
        const answer = await findMessageById(tx, sessionId, messageId)
        if (!answer) throw new AppError('NOT_FOUND')
        if (session.status === 'closed') throw new AppError('SESSION_CLOSED')
        const isReplaceable =
          answer.question_seq !== null &&
          (await lastSaid(tx, sessionId)) === answer.seq &&
          !(await findOpenAnswer(tx, sessionId)) &&
          (await canAnswer(tx, sessionId, session, answer.question_seq))
        if (!isReplaceable || answer.question_seq === null) throw new AppError('NOTHING_TO_ANSWER')
        await answerAnewIn(tx, sessionId, session, answer.question_seq)
      })
    },
  }
}

export type AnswerControl = ReturnType<typeof createAnswerControl>
