import { AppError } from '../../platform/errors.ts'
import { writeRating } from './chat.store.ts'
import type { ChatCore } from './chat-core.ts'
import type { VisitorToken } from './visitor-tokens.ts'

/** What visitors say of their chat. */
export function createRating({ withLock, record }: ChatCore) {
  return {
    /**
     * The newest rating counts; the same again changes nothing. A comment that is left out stays as it was.
     * @throws AppError NOT_FOUND before the first message and once the chat is erased.
     */
    rate(
      { workspaceId, sessionId }: Pick<VisitorToken, 'workspaceId' | 'sessionId'>,
      { rating, comment }: { rating: number; comment?: string | undefined },
    ) {
      return withLock(workspaceId, sessionId, async (tx, session) => {
        if (session.erased_at || session.message_count === 0) throw new AppError('NOT_FOUND')
        if (!(await writeRating(tx, sessionId, rating, comment || null))) return
        await record(tx, sessionId, 'chat.rated', { rating }, (seq) => ({ type: 'chat.rated', seq, rating }))
      })
    },
  }
}
