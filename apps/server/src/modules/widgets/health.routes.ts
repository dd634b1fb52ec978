import { getWidgetHealth, reportWidgetProblem } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import { browserOf } from './browser-name.ts'
import { countProblem, listProblems } from './health.store.ts'
import { findWidget } from './widgets.store.ts'

const reportsPerMinute = 60
const maxWidgetsCounted = 10_000
const shownDays = 30
const dayMs = 24 * 3600_000

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** What widgets report of their own failures, and what owners see of it. */
export function healthRoutes({ db, nowMs }: { db: Database; nowMs: () => number }) {
  const isWelcome = createReportLimit(nowMs)

  return (app: FastifyInstance): void => {
    route(app, reportWidgetProblem, async ({ actor, body, raw }) => {
      if (!isWelcome(actor.widgetId)) return {}
      const problem = {
        widgetId: actor.widgetId,
        kind: body.kind,
        day: dayOf(nowMs()),
        detail: withoutPaths(body.detail),
        origin: originOf(body.origin),
        browser: browserOf(raw.headers['user-agent'] ?? ''),
        at: new Date(nowMs()),
      }
      await db.transaction(actor.workspaceId, (tx) => countProblem(tx, problem))
      return {}
    })

    route(app, getWidgetHealth, ({ actor, params }) =>
      db.transaction(actor.workspaceId, async (tx) => {
        if (!(await findWidget(tx, params.widgetId))) throw new AppError('NOT_FOUND')
        const rows = await listProblems(tx, params.widgetId, dayOf(nowMs() - (shownDays - 1) * dayMs))
        return {
          problems: rows.map((row) => ({
            day: row.day,
            kind: row.kind,
            count: row.count,
            lastDetail: row.last_detail,
            lastOrigin: row.last_origin,
            lastBrowser: row.last_browser,
            lastAt: row.last_at.toISOString(),
          })),
        }
      }),
    )
  }
}

/** A page full of failing widgets must not write to the database without end; what is beyond is not counted. */
function createReportLimit(nowMs: () => number) {
  let endsAt = 0
  let counts = new Map<string, number>()
  return (widgetId: string): boolean => {
    if (nowMs() >= endsAt) {
      endsAt = nowMs() + 60_000
      counts = new Map()
    }
    const count = (counts.get(widgetId) ?? 0) + 1
    if (count > reportsPerMinute || (count === 1 && counts.size >= maxWidgetsCounted)) return false
    counts.set(widgetId, count)
    return true
  }
}

function originOf(address: string): string {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return ''
  return new URL(address).origin
}

/** Paths and queries of addresses can name people; NUL cannot be stored. */
const withoutPaths = (detail: string) =>
  detail.replaceAll('\0', '').replace(/https?:\/\/[^\s"'<>)]+/gi, (address) => originOf(address))
