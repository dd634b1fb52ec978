import type { InboxCounts } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

export type CountRow = { box: string; member_id: string | null; count: number }

/** The workspace's counters, by box and member. */
export const readCounts = (tx: Tx) =>
  tx.query<CountRow>(
    `select box, member_id, sum(change)::integer as count from inbox_counts where workspace_id = $1 group by 1, 2`,
    [tx.workspaceId],
  )

/** What a member is shown of them. */
export function countsFor(rows: readonly CountRow[], memberId: string): InboxCounts {
  const sum = (...boxes: string[]) =>
    rows.reduce((total, { box, count }) => (boxes.includes(box) ? total + count : total), 0)
  const own = (box: string) => rows.find((row) => row.box === box && row.member_id === memberId)?.count ?? 0
  return {
    mine: own('assigned'),
    unassigned: sum('unassigned'),
    open: sum('unassigned', 'assigned'),
    snoozed: sum('snoozed'),
    closed: sum('closed'),
    spam: sum('spam'),
    mentions: own('mentions'),
  }
}

/** Many small changes become one row for each counter. Two at once fold different rows. */
export const foldCounts = (tx: Tx) =>
  tx.query(
    `with gone as (delete from inbox_counts where workspace_id = $1 returning box, member_id, change)
     insert into inbox_counts (workspace_id, box, member_id, change)
       select $1, box, member_id, sum(change) from gone group by 2, 3 having sum(change) <> 0`,
    [tx.workspaceId],
  )
