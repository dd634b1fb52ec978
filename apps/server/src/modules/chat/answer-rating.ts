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
     * The same once more changes nothing: a reason stays for as long as the answer is rated down.
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
          `update chat_messages m set rating = new.rating, rating_reason = new.reason
           from (
             select $4::text as rating,
               case when $4 = 'down' then coalesce($5, (
                 select k.rating_reason from chat_messages k
                 where k.workspace_id = $1 and k.session_id = $2 and k.seq = $3)) end as reason
           ) new
           where m.workspace_id = $1 and m.session_id = $2 and m.seq = $3
             and (m.rating, m.rating_reason) is distinct from (new.rating, new.reason)
           returning m.seq`,
          [workspaceId, sessionId, found.seq, rating, reason],
        )
        if (changed.length > 0) await recordMessage(tx, sessionId, 'message.edited', found.seq)
        return present.message(workspaceId, await findMessage(tx, sessionId, found.seq))
      })
    },
  }
}
