import type { Tx } from '../../platform/database/database.ts'
import { type SummaryRow, summaryColumns, summaryFrom } from './chat-rows.ts'

export type ChatFilter = {
  status: 'open' | 'snoozed' | 'closed' | 'spam' | 'all'
  /** A member's id, or nobody. */
  assignee?: string | undefined
  mentionedId?: string | undefined
  /** Of any of these. */
  visitorIds?: string[] | undefined
  widgetId?: string | undefined
  labelId?: string | undefined
  locale?: string | undefined
  from?: string | undefined
  until?: string | undefined
}

type Page = { before: { at: string; id: string } | null; limit: number }

const boxesOf = {
  open: ['unassigned', 'assigned'],
  snoozed: ['snoozed'],
  closed: ['closed'],
  spam: ['spam'],
  all: ['unassigned', 'assigned', 'snoozed', 'closed'],
} as const

/** The boxes that can hold what is looked for: nobody's open chats have one of their own. */
function boxesFor({ status, assignee }: ChatFilter): readonly string[] {
  const boxes: readonly string[] = boxesOf[status]
  if (assignee === undefined) return boxes
  return boxes.filter((box) => box !== (assignee === 'nobody' ? 'assigned' : 'unassigned'))
}

/**
 * Chats by activity, the newest first. Each box is read by its index and the ranges are merged, so a page costs the same
 * wherever it is. What narrows further is looked up entry by entry, or first where it is rare, as the planner sees fit.
 */
export function listSummaries(tx: Tx, filter: ChatFilter, { before, limit }: Page): Promise<SummaryRow[]> {
  const values: unknown[] = [tx.workspaceId, limit]
  const given = (value: unknown) => `$${values.push(value)}`
  const conditions: string[] = []
  const { assignee, mentionedId, visitorIds, widgetId, labelId, locale, from, until } = filter
  if (before) conditions.push(`(last_active_at, id) < (${given(before.at)}::timestamptz, ${given(before.id)}::uuid)`)
  if (assignee === 'nobody') conditions.push('assignee_id is null')
  else if (assignee !== undefined) conditions.push(`assignee_id = ${given(assignee)}`)
  if (visitorIds) conditions.push(`visitor_id = any (${given(visitorIds)}::uuid[])`)
  if (widgetId) conditions.push(`widget_id = ${given(widgetId)}`)
  if (locale) conditions.push(`locale = ${given(locale)}`)
  if (from) conditions.push(`last_active_at >= ${given(from)}::timestamptz`)
  if (until) conditions.push(`last_active_at < ${given(until)}::timestamptz`)
  if (labelId) conditions.push(hasRow('chat_labels', `l.label_id = ${given(labelId)}`))
  if (mentionedId) conditions.push(hasRow('chat_mentions', `l.member_id = ${given(mentionedId)}`))
  const ranges = boxesFor(filter).map(
    (box) =>
      `(select * from chat_sessions
        where workspace_id = $1 and box = '${box}'${conditions.map((condition) => ` and ${condition}`).join('')}
        order by last_active_at desc, id desc limit $2)`,
  )
  const found = `(select * from (${ranges.join(' union all ')}) part order by last_active_at desc, id desc limit $2)`
  return tx.query<SummaryRow>(
    `select ${summaryColumns} from ${summaryFrom(found)} order by s.last_active_at desc, s.id desc`,
    values,
  )
}

const hasRow = (table: string, condition: string) =>
  `exists (select from ${table} l where l.workspace_id = $1 and l.session_id = chat_sessions.id and ${condition})`
