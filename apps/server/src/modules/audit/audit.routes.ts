import { exportAudit, exportLogs, listAudit, listLogs } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { downloadRoute, page, route } from '../../platform/http/route.ts'
import { exportFile } from './audit.export.ts'
import { listEntries, listLogEntries } from './audit.store.ts'

export function auditRoutes(db: Database, nowMs: () => number) {
  return (app: FastifyInstance): void => {
    route(app, listAudit, async ({ actor, query: { cursor, limit, ...filter } }) => {
      const place = placeOf(cursor, limit)
      return pageOf(await db.transaction(actor.workspaceId, (tx) => listEntries(tx, filter, place)), limit)
    })

    downloadRoute(app, exportAudit, async ({ actor, query: { format, ...filter } }) =>
      exportFile(format, nowMs(), (place) => db.transaction(actor.workspaceId, (tx) => listEntries(tx, filter, place))),
    )

    route(app, listLogs, async ({ query: { cursor, limit, ...filter } }) =>
      pageOf(await listLogEntries(db, filter, placeOf(cursor, limit)), limit),
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

function pageOf<T extends { id: string; at: string }>(found: T[], limit: number) {
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  return page(shown, last ? encodeCursor(last) : null)
}
