import type { ChatAside, ChatChange, Message, Tracked } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { listMessages } from './chat.store.ts'
import { type Presenter, presentAside } from './chat-rows.ts'
import { newestEvents } from './events.store.ts'

/** What there is of a chat before its first message. */
export const noChat = { chat: null, messages: [], changes: [], olderCursor: null, answer: null }

/** A page of a chat's messages, oldest first; `cursor` is the number before which it ends. */
export async function messagePage(
  tx: Tx,
  present: Presenter,
  chatId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ messages: Message[]; nextCursor: string | null }> {
  const rows = await listMessages(tx, chatId, cursor === undefined ? null : seqOf(cursor), limit + 1)
  const more = rows.length > limit
  const shown = rows.slice(0, limit).reverse()
  return {
    messages: shown.map((row) => present.message(tx.workspaceId as string, row)),
    nextCursor: more ? String(shown[0]?.seq) : null,
  }
}

const asideTypes = [
  'chat.assigned',
  'chat.snoozed',
  'chat.overdue',
  'chat.labelled',
  'chat.spam_marked',
  'visitor.blocked',
  'visitor.merged',
] as const satisfies ChatAside['type'][]

/** The same for what members did among themselves. */
export async function asidesOf(tx: Tx, chatId: string, page: Awaited<ReturnType<typeof newestPage>>) {
  const fromSeq = firstSeqOf(page)
  const rows = await newestEvents(tx, chatId, { types: [...asideTypes], fromSeq, limit: changesAtMost })
  return rows.map(presentAside)
}

/** Where a page begins: what came before the chat's first message belongs to it too. */
const firstSeqOf = ({ messages, olderCursor }: { messages: Message[]; olderCursor: string | null }) =>
  olderCursor === null ? 0 : (messages[0]?.seq ?? 0)

const changesAtMost = 200
const changeTypes = [
  'chat.person_requested',
  'chat.taken_over',
  'chat.handed_back',
  'chat.closed',
  'chat.reset',
  'chat.reopened',
  'chat.erased',
] as const satisfies ChatChange['type'][]

/** The newest page of messages with the changes of hands that fall into it. */
export async function newestPage(tx: Tx, present: Presenter, chatId: string, limit: number) {
  const { messages, nextCursor } = await messagePage(tx, present, chatId, { limit })
  const fromSeq = firstSeqOf({ messages, olderCursor: nextCursor })
  const rows = await newestEvents(tx, chatId, { types: [...changeTypes], fromSeq, limit: changesAtMost })
  const changes = rows.map((row) => present.shared(tx.workspaceId as string, row) as ChatChange)
  return { messages, changes, olderCursor: nextCursor }
}

const trackedAtMost = 20

/** What the page told last of what the visitor does. */
export async function newestTracked(tx: Tx, present: Presenter, chatId: string): Promise<Tracked[]> {
  const rows = await newestEvents(tx, chatId, { types: ['visitor.tracked'], fromSeq: 0, limit: trackedAtMost })
  const tracked = rows.map((row) => present.shared(tx.workspaceId as string, row) as Tracked)
  // What was erased has no name any more.
  return tracked.filter(({ name }) => name !== '')
}

function seqOf(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor)
  throw new AppError('VALIDATION_ERROR', {
    details: [{ path: 'cursor', code: 'invalid', message: 'Not a cursor of this list.' }],
  })
}
