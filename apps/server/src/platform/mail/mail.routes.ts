import { listMails as listMailsEndpoint, type MailRecord } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../database/database.ts'
import { decodeCursor } from '../http/cursor.ts'
import { pageOf } from '../http/page-of.ts'
import { route } from '../http/route.ts'
import { listMails, type MailRow } from './mails.store.ts'

/** For operators: what became of mails. */
export function mailRoutes(app: FastifyInstance, db: Database): void {
  route(app, listMailsEndpoint, async ({ query }) => {
    const rows = await listMails(db, {
      status: query.status ?? null,
      before: query.cursor ? decodeCursor(query.cursor).id : null,
      limit: query.limit + 1,
    })
    return pageOf(rows.map(present), query.limit, ({ createdAt, id }) => ({ at: createdAt, id }))
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
