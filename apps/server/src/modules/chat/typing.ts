import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { readSession } from './chat.store.ts'
import type { ChatCore } from './chat-core.ts'
import type { VisitorToken } from './visitor-tokens.ts'

/** Who is writing: passes by and is not stored. */
export function createTyping({ db, pass }: ChatCore) {
  return {
    typeAsVisitor({ workspaceId, sessionId }: VisitorToken): void {
      pass(workspaceId, sessionId, { type: 'typing', who: 'visitor', memberId: null, name: null })
    },

    async typeAsMember(
      { workspaceId, userId, name }: Pick<MemberActor, 'workspaceId' | 'userId' | 'name'>,
      chatId: string,
    ): Promise<void> {
      const chat = await db.transaction(workspaceId, (tx) => readSession(tx, chatId))
      if (!chat) throw new AppError('NOT_FOUND')
      pass(workspaceId, chatId, { type: 'typing', who: 'member', memberId: userId, name })
    },
  }
}
