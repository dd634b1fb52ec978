import type { Database } from '../../platform/database/database.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { followedMemberships, hintMembershipEnd } from '../../platform/realtime/memberships.ts'

const lookEveryMs = 1000

/** Once a second, ends the streams of memberships that ended where nobody could tell this process. */
export function watchMemberships(db: Database, hub: Hub): { stop(): void } {
  let isLooking = false
  async function look() {
    const open = followedMemberships()
    if (isLooking || open.length === 0) return
    isLooking = true
    try {
      const standing = await db.query<{ workspace_id: string; user_id: string }>(
        'select * from standing_memberships($1, $2)',
        [open.map(({ workspaceId }) => workspaceId), open.map(({ userId }) => userId)],
      )
      const keys = new Set(standing.map((row) => `${row.workspace_id} ${row.user_id}`))
      for (const pair of open) if (!keys.has(`${pair.workspaceId} ${pair.userId}`)) hintMembershipEnd(hub, pair)
    } catch {
      // The database is away for a moment; nobody can be served meanwhile either.
    } finally {
      isLooking = false
    }
  }
  const timer = setInterval(() => void look(), lookEveryMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
