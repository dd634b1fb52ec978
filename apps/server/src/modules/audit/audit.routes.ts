import { exportAudit, exportLogs, listAudit, listLogs } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { decodeCursor } from '../../platform/http/cursor.ts'
import { pageOf } from '../../platform/http/page-of.ts'
import { downloadRoute, route } from '../../platform/http/route.ts'
import { exportFile } from './audit.export.ts'
import { listEntries, listLogEntries } from './audit.store.ts'

export function auditRoutes(db: Database, nowMs: () => number) {
  return (app: FastifyInstance): void => {
    route(app, listAudit, async ({ actor, query: { cursor, limit, ...filter } }) => {
      const place = placeOf(cursor, limit)
      const found = await db.transaction(actor.workspaceId, (tx) => listEntries(tx, filter, place))
      return pageOf(found, limit, (entry) => entry)
    })

    downloadRoute(app, exportAudit, async ({ actor, query: { format, ...filter } }) =>
      exportFile(format, nowMs(), (place) => db.transaction(actor.workspaceId, (tx) => listEntries(tx, filter, place))),
    )

    route(app, listLogs, async ({ query: { cursor, limit, ...filter } }) =>
      pageOf(await listLogEntries(db, filter, placeOf(cursor, limit)), limit, (entry) => entry),
    )

    downloadRoute(app, exportLogs, async ({ query: { format, ...filter } }) =>
      exportFile(format, nowMs(), (place) => listLogEntries(db, filter, place)),
    )
  }
}

/** One more than asked for tells whether there is a next page. */
const placeOf = (cursor: string | undefined, limit: number) => ({
  beforeId: cursor === undefined ? null : decodeCursor(cursor).id,
  limit: limit + 1,
})
