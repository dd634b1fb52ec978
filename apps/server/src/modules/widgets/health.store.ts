import type { WidgetProblemKind } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

export type Problem = {
  widgetId: string
  kind: WidgetProblemKind
  /** Such as 2026-11-25, UTC. */
  day: string
  detail: string
  origin: string
  browser: string
  at: Date
}

export const countProblem = (tx: Tx, problem: Problem) =>
  tx.query(
    `insert into widget_problems (workspace_id, widget_id, day, kind, last_detail, last_origin, last_browser, last_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id, widget_id, day, kind) do update set count = widget_problems.count + 1,
       last_detail = excluded.last_detail, last_origin = excluded.last_origin, last_browser = excluded.last_browser,
       last_at = excluded.last_at`,
    [
      tx.workspaceId,
      problem.widgetId,
      problem.day,
      problem.kind,
      problem.detail,
      problem.origin,
      problem.browser,
      problem.at,
    ],
  )

type ProblemRow = {
  day: string
  kind: WidgetProblemKind
  count: number
  last_detail: string
  last_origin: string
  last_browser: string
  last_at: Date
}

/** From a day on, the newest first. */
export const listProblems = (tx: Tx, widgetId: string, fromDay: string) =>
  tx.query<ProblemRow>(
    `select day::text as day, kind, count, last_detail, last_origin, last_browser, last_at from widget_problems
     where workspace_id = $1 and widget_id = $2 and day >= $3 order by day desc, last_at desc`,
    [tx.workspaceId, widgetId, fromDay],
  )
