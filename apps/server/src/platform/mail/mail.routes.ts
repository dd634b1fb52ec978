import { listMails as listMailsEndpoint, type MailRecord } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../database/database.ts'
import { decodeCursor, encodeCursor } from '../http/cursor.ts'
import { page, route } from '../http/route.ts'
import { listMails, type MailRow } from './mails.store.ts'

/** For operators: what became of mails. */
export function mailRoutes(app: FastifyInstance, db: Database): void {
  route(app, listMailsEndpoint, async ({ query }) => {
    const rows = await listMails(db, {
      status: query.status ?? null,
      before: query.cursor ? decodeCursor(query.cursor).id : null,
      limit: query.limit + 1,
    })
    const shown = rows.slice(0, query.limit)
    const last = shown.at(-1)
    return page(
      shown.map(present),
      rows.length > shown.length && last ? encodeCursor({ at: last.created_at, id: last.id }) : null,
    )
  })
}

const present = (row: MailRow): MailRecord => ({
  id: row.id,
  to: row.to_address,
  template: row.template,
  locale: row.locale,
  status: row.status,
  attempts: row.attempts,
  error: row.error,
  createdAt: row.created_at.toISOString(),
  sentAt: row.sent_at?.toISOString() ?? null,
})
