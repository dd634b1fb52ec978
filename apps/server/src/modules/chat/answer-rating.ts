import type { Message, Rating, RatingReason } from '@minichat/contracts'
import { AppError } from '../../platform/errors.ts'
import { findMessage } from './chat.store.ts'
import type { ChatCore } from './chat-core.ts'
import { findMessageById } from './editing.store.ts'
import type { VisitorToken } from './visitor-tokens.ts'

/** What visitors say of answers. */
export function createAnswerRating({ present, withLock, recordMessage }: ChatCore) {
  return {
    /**
     * The same once more changes nothing.
     * @throws AppError NOT_FOUND also for what the AI has not said, and what is removed.
     */
    rateAnswer(
      { workspaceId, sessionId }: VisitorToken,
      { messageId, rating, reason }: { messageId: string; rating: Rating | null; reason: RatingReason | null },
    ): Promise<Message> {
      return withLock(workspaceId, sessionId, async (tx) => {
        const found = await findMessageById(tx, sessionId, messageId)
        if (found?.author_kind !== 'ai' || found.state === 'removed') throw new AppError('NOT_FOUND')
        const changed = await tx.query(
          `update chat_messages set rating = $4::text, rating_reason = $5::text
           where workspace_id = $1 and session_id = $2 and seq = $3
             and (rating, rating_reason) is distinct from ($4::text, $5::text) returning seq`,
          [workspaceId, sessionId, found.seq, rating, rating === 'down' ? reason : null],
        )
        if (changed.length > 0) await recordMessage(tx, sessionId, 'message.edited', found.seq)
        return present.message(workspaceId, await findMessage(tx, sessionId, found.seq))
      })
    },
  }
}
