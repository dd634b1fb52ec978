import type { Reader } from '@minichat/contracts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { readSession } from './chat.store.ts'
import type { ChatCore } from './chat-core.ts'
import { moveReader, readersOf } from './readers.store.ts'

/** How far each member has read. Takes no lock of the chat and leaves no event in it: visitors' messages wait for nobody. */
export function createReaders({ db, pass }: ChatCore) {
  return {
    /** @returns everybody who has read it. The others who look at it are told. */
    readUpTo({ workspaceId, userId, name }: MemberActor, chatId: string, upTo: number): Promise<Reader[]> {
      return db.transaction(workspaceId, async (tx) => {
        if (!(await readSession(tx, chatId))) throw new AppError('NOT_FOUND')
        const readSeq = await moveReader(tx, chatId, userId, upTo)
        if (readSeq !== null) {
          tx.afterCommit(() => pass(workspaceId, chatId, { type: 'seen', memberId: userId, name, readSeq }))
        }
        return readersOf(tx, chatId)
      })
    },
  }
}
