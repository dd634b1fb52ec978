import type { Message } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { listMessages } from './chat.store.ts'
import type { Presenter } from './chat-rows.ts'

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

function seqOf(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor)
  throw new AppError('VALIDATION_ERROR', {
    details: [{ path: 'cursor', code: 'invalid', message: 'Not a cursor of this list.' }],
  })
}
