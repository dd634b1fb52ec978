import type { BulkAction, ChatBefore } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import type { Assigning } from './assigning.ts'
import { findSummary } from './chat.store.ts'
import { type ChatCore, chatTarget } from './chat-core.ts'
import type { Handling } from './handling.ts'
import type { Labelling } from './labelling.ts'
import { findMember } from './notes.store.ts'
import type { Snoozing } from './snoozing.ts'
import type { Spam } from './spam.ts'

type UseCases = Pick<Handling, 'close'> & Assigning & Labelling & Snoozing & Spam

/** The same with many chats, and back. Each is a transaction of its own: what one refuses holds up no other. */
export function createBulk(core: ChatCore, chats: UseCases) {
  const { db, withLock, changeState } = core

  async function readBefore({ workspaceId }: MemberActor, chatId: string): Promise<ChatBefore> {
    const row = await db.transaction(workspaceId, (tx) => findSummary(tx, chatId))
    if (!row) throw new AppError('NOT_FOUND')
    return {
      chatId,
      isOpen: row.status === 'open',
      handledBy: row.handled_by,
      memberId: row.member_id,
      assigneeId: row.assignee_id,
      labelIds: row.label_ids,
      snoozedUntil: row.snoozed_until?.toISOString() ?? null,
      isSpam: row.spam_at !== null,
    }
  }

  function apply(member: MemberActor, { chatId, labelIds }: ChatBefore, action: BulkAction): Promise<unknown> {
    switch (action.type) {
      case 'close':
        return chats.close(member, chatId)
      case 'assign':
        return chats.assign(member, chatId, action.memberId)
      case 'label': {
        const kept = labelIds.filter((id) => !action.removeIds.includes(id))
        return chats.setLabels(member, chatId, [...new Set([...kept, ...action.addIds])])
      }
      case 'snooze':
        return chats.snooze(member, chatId, action.until === null ? null : new Date(action.until))
      case 'spam':
        return chats.markSpam(member, chatId, action.isSpam)
    }
  }

  /** Open as it was, with whoever had it: closing it is taken back, nobody takes it over by that. */
  function openAgain(member: MemberActor, { chatId, handledBy, memberId }: ChatBefore): Promise<void> {
    return withLock(member.workspaceId, chatId, async (tx, session) => {
      if (session.status === 'open') return
      if (session.erased_at) throw new AppError('CHAT_ERASED')
      const holder = memberId === null ? undefined : await findMember(tx, memberId)
      const change = {
        status: 'open',
        handledBy: holder ? handledBy : 'ai',
        memberId: holder?.id ?? null,
        epoch: session.epoch + 1,
      } as const
      await changeState(tx, chatId, session, 'chat.reopened', change, holder?.name ?? null)
      await recordAudit(tx, { actor: member, action: 'chat.reopened', target: chatTarget(chatId) })
    })
  }

  async function restore(member: MemberActor, before: ChatBefore): Promise<void> {
    const { chatId } = before
    const now = await readBefore(member, chatId)
    if (now.isSpam !== before.isSpam) await chats.markSpam(member, chatId, before.isSpam)
    if (before.isOpen) await openAgain(member, before)
    await chats.setLabels(member, chatId, before.labelIds)
    if (!before.isOpen) return
    await chats.assign(member, chatId, before.assigneeId)
    if (now.snoozedUntil !== before.snoozedUntil) {
      await chats.snooze(member, chatId, before.snoozedUntil === null ? null : new Date(before.snoozedUntil))
    }
  }

  /** What a chat refuses, for the caller to tell; anything else is a bug. */
  async function each<T>(items: readonly T[], idOf: (item: T) => string, work: (item: T) => Promise<void>) {
    const refused: { chatId: string; code: string }[] = []
    for (const item of items) {
      try {
        await work(item)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        refused.push({ chatId: idOf(item), code: error.code })
      }
    }
    return refused
  }

  return {
    async changeChats(member: MemberActor, chatIds: string[], action: BulkAction) {
      const before: ChatBefore[] = []
      const refused = await each(
        [...new Set(chatIds)],
        (chatId) => chatId,
        async (chatId) => {
          const known = await readBefore(member, chatId)
          await apply(member, known, action)
          before.push(known)
        },
      )
      return { before, refused }
    },

    async undoChanges(member: MemberActor, chatsBefore: ChatBefore[]) {
      return {
        refused: await each(
          chatsBefore,
          ({ chatId }) => chatId,
          (before) => restore(member, before),
        ),
      }
    },
  }
}
