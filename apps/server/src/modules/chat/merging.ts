import type { ChatSummary } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import { type ChatCore, chatTarget } from './chat-core.ts'
import { joinPersons, leavePerson, personOf, samePersons } from './visitors.store.ts'

/**
 * Visitors of whom members say that they are one person: listed together, and nothing else. Their rows stay apart, so
 * that what each may see, export and erase stays their own, and a wrong guess can be taken back.
 */
export function createMerging({ withLock, recordAside, summaryOf }: ChatCore, nowMs: () => number) {
  return {
    /** @param otherId null: the visitor is a person of their own again. */
    mergeVisitor(member: MemberActor, chatId: string, otherId: string | null): Promise<ChatSummary> {
      return withLock(member.workspaceId, chatId, async (tx, { visitor_id: visitorId }) => {
        const known = await samePersons(tx, visitorId)
        const isNews = otherId === null ? known.length > 1 : !known.includes(otherId)
        if (!isNews) return summaryOf(tx, chatId)
        if (otherId === null) await leavePerson(tx, visitorId)
        else {
          const other = await personOf(tx, otherId)
          if (!other) throw new AppError('NOT_FOUND')
          await joinPersons(tx, visitorId, otherId, other.person_id ?? newId())
        }
        const at = new Date(nowMs()).toISOString()
        await recordAside(tx, chatId, 'visitor.merged', { at, byId: member.userId, sameAsId: otherId })
        const action = otherId === null ? 'chat.visitor_split' : 'chat.visitor_merged'
        await recordAudit(tx, { actor: member, action, target: chatTarget(chatId) })
        return summaryOf(tx, chatId)
      })
    },
  }
}
