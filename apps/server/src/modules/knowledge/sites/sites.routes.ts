import {
  createSite,
  deleteSite,
  getSite,
  listSitePages,
  listSites,
  previewSite,
  readSite,
  type SitePage,
  stopSite,
  updateSite,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../../platform/errors.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import { page, route } from '../../../platform/http/route.ts'
import type { AssertRoomFor } from '../knowledge.routes.ts'
import { pageAddress } from './page-address.ts'
import { countPages, listPages } from './pages.store.ts'
import { previewSite as preview } from './preview-site.ts'
import type { ReadSiteDeps } from './read-site.ts'
import { addSite, changeSite, presentSite, readAgain, removeSite, stopReading } from './sites.service.ts'
import { findSite, listSites as listSiteRows } from './sites.store.ts'

/** Each is a few calls to somebody else's server. */
const previews = { max: 20, timeWindow: 60_000 }

export function registerSiteRoutes(app: FastifyInstance, deps: ReadSiteDeps & { assertRoomFor: AssertRoomFor }): void {
  const { db, jobs } = deps
  const now = () => new Date(deps.nowMs())

  route(app, listSites, async ({ query, actor }) =>
    db.transaction(actor.workspaceId, async (tx) => {
      const after = query.cursor ? decodeCursor(query.cursor) : null
      const rows = await listSiteRows(tx, query, after, query.limit + 1)
      const shown = rows.slice(0, query.limit)
      const countsOf = await countPages(
        tx,
        shown.map(({ id }) => id),
      )
      const items = shown.map((row) => presentSite(row, countsOf(row.id)))
      return page(items, cursorOf(rows, query.limit))
    }),
  )

  route(app, getSite, async ({ params: { siteId }, actor }) =>
    db.transaction(actor.workspaceId, async (tx) => {
      const row = await findSite(tx, siteId)
      if (!row) throw new AppError('NOT_FOUND')
      return presentSite(row, (await countPages(tx, [siteId]))(siteId))
    }),
  )

  route(app, previewSite, async ({ body }) => preview(deps, { ...body, url: check(body.url) }), {
    rateLimit: previews,
  })

  route(app, createSite, async ({ body, actor }) => {
    const url = check(body.url)
    return db.transaction(actor.workspaceId, async (tx) => {
      await deps.assertRoomFor(tx, 'knowledgeSources')
      return addSite(actor, tx, jobs, { ...body, url, name: body.name ?? nameOf(url) })
    })
  })

  route(app, updateSite, ({ params, body, actor }) =>
    db.transaction(actor.workspaceId, (tx) => changeSite(actor, tx, params.siteId, body)),
  )

  route(app, readSite, ({ params, actor }) =>
    db.transaction(actor.workspaceId, (tx) => readAgain(actor, tx, jobs, params.siteId, now())),
  )

  route(app, stopSite, ({ params, actor }) =>
    db.transaction(actor.workspaceId, (tx) => stopReading(actor, tx, params.siteId, now())),
  )

  route(app, deleteSite, async ({ params, actor }) => {
    await db.transaction(actor.workspaceId, (tx) => removeSite(actor, tx, params.siteId))
    return {}
  })

  route(app, listSitePages, async ({ params: { siteId }, query, actor }) =>
    db.transaction(actor.workspaceId, async (tx) => {
      if (!(await findSite(tx, siteId))) throw new AppError('NOT_FOUND')
      const after = query.cursor ? decodeCursor(query.cursor) : null
      const rows = await listPages(tx, siteId, { state: query.state, after, limit: query.limit + 1 })
      const items = rows.slice(0, query.limit).map(
        ({ id, url, depth, state, problem, documentId, title, lookedAt }): SitePage => ({
          id,
          url,
          depth,
          state,
          problem,
          documentId,
          title,
          lookedAt: lookedAt?.toISOString() ?? null,
        }),
      )
      return page(items, cursorOf(rows, query.limit))
    }),
  )

  /** Refused already here by how it is written; what a name leads to is seen at each connection. */
  function check(address: string): string {
    const url = deps.outgoing.check(address)
    const spelled = pageAddress(url.href)
    if (!spelled) throw new AppError('ADDRESS_NOT_ALLOWED')
    return spelled
  }
}

function cursorOf(rows: { id: string; createdAt: Date }[], limit: number): string | null {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return last ? encodeCursor({ at: last.createdAt, id: last.id }) : null
}

function nameOf(address: string): string {
  const { hostname, pathname } = new URL(address)
  const path = pathname.replace(/\/$/, '').replace(/^\/sitemap[\w-]*\.(?:xml|txt)(?:\.gz)?$/, '')
  try {
    return `${hostname}${decodeURI(path)}`.slice(0, 200)
  } catch {
    return `${hostname}${path}`.slice(0, 200)
  }
}
