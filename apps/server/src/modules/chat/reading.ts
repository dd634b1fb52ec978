import type { ChatSummary, Message } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { findSummaries, findSummary } from './chat.store.ts'
import { type ChatFilter, listSummaries } from './chat-list.store.ts'
import { type Presenter, presentSummary } from './chat-rows.ts'
import { messagePage } from './message-pages.ts'

type PageQuery = { cursor?: string | undefined; limit: number }

/** Reading chats page by page, without a trace in them: for members and for operators who look in. */
export function createChatReading(present: Presenter) {
  return {
    async listChats(
      tx: Tx,
      { cursor, limit, ...filter }: PageQuery & ChatFilter,
    ): Promise<{ chats: ChatSummary[]; nextCursor: string | null }> {
      const before = cursor ? decodeCursor(cursor) : null
      const rows = await listSummaries(tx, filter, { before, limit: limit + 1 })
      const shown = rows.slice(0, limit)
      const last = rows.length > shown.length ? shown.at(-1) : undefined
      return {
        chats: shown.map(presentSummary),
        nextCursor: last ? encodeCursor({ at: last.last_active_at, id: last.id }) : null,
      }
    },

    /** In any order; those that are not there are left out. */
    findChats: async (tx: Tx, chatIds: string[]): Promise<ChatSummary[]> =>
      (await findSummaries(tx, chatIds)).map(presentSummary),

    /** @throws AppError NOT_FOUND. */
    async listMessages(
      tx: Tx,
      chatId: string,
      query: PageQuery,
    ): Promise<{ messages: Message[]; nextCursor: string | null }> {
      if (!(await findSummary(tx, chatId))) throw new AppError('NOT_FOUND')
      return messagePage(tx, present, chatId, query)
    },
  }
}

export type ChatReading = ReturnType<typeof createChatReading>
