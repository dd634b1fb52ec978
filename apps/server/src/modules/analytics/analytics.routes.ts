import {
  compareProviders,
  getAnalytics,
  listCommonQuestions,
  listCountedChats,
  listWorkload,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { page, route } from '../../platform/http/route.ts'
import type { ChatReading } from '../chat/index.ts'
import { dayRangeOf, readAnalytics, readProviders, readQuestions, readWorkload } from './figures.service.ts'
import { readCountedChats } from './figures.store.ts'

export function analyticsRoutes({ db, reading }: { db: Database; reading: ChatReading }) {
  return (app: FastifyInstance): void => {
    route(app, getAnalytics, ({ actor, query }) => db.snapshot(actor.workspaceId, (tx) => readAnalytics(tx, query)))
    route(app, listCommonQuestions, async ({ actor, query }) =>
      page(await db.snapshot(actor.workspaceId, (tx) => readQuestions(tx, query, query.only)), null),
    )
    route(app, compareProviders, async ({ actor, query }) =>
      page(await db.snapshot(actor.workspaceId, (tx) => readProviders(tx, query)), null),
    )
    route(app, listWorkload, async ({ actor, query }) =>
      page(await db.snapshot(actor.workspaceId, (tx) => readWorkload(tx, query)), null),
    )
    route(app, listCountedChats, async ({ actor, query }) => {
      const { figure: metric, of: who, bin = null, weekday = null, hour = null, limit } = query
      const before = query.cursor ? decodeCursor(query.cursor) : null
      const counted = await db.snapshot(actor.workspaceId, async (tx) => {
        const { range } = await dayRangeOf(tx, query)
        const rows = await readCountedChats(
          tx,
          range,
          { metric, who, bin, weekday, hour },
          { before, limit: limit + 1 },
        )
        const chats = await reading.findChats(
          tx,
          rows.map(({ session_id }) => session_id),
        )
        return { rows, chats: new Map(chats.map((chat) => [chat.id, chat])) }
      })
      const shown = counted.rows.slice(0, limit)
      const last = counted.rows.length > limit ? shown.at(-1) : undefined
      const items = shown.flatMap(({ session_id, at, times, seq }) => {
        const chat = counted.chats.get(session_id)
        return chat ? [{ chat, times, lastAt: at.toISOString(), lastSeq: seq }] : []
      })
      return page(items, last ? encodeCursor({ at: last.at, id: last.session_id }) : null)
    })
  }
}
