import type { Database } from '../../platform/database/database.ts'
import { sessionEndTopic, sessionsWithStreams } from '../../platform/http/session-end.ts'
import type { Hub } from '../../platform/realtime/hub.ts'

const lookEveryMs = 1000

/**
 * Once a second, ends the streams of sign-in sessions that have expired, or were ended by something that could not tell
 * this process.
 */
export function watchSessions(db: Database, hub: Hub, nowMs: () => number): { stop(): void } {
  let isLooking = false
  async function look() {
    const open = sessionsWithStreams()
    if (isLooking || open.length === 0) return
    isLooking = true
    try {
      const alive = await db.query<{ id: string }>(
        'select id from user_sessions where id = any ($1::uuid[]) and expires_at > $2',
        [open, new Date(nowMs())],
      )
      const ids = new Set(alive.map((row) => row.id))
      for (const id of open) if (!ids.has(id)) hub.hint(sessionEndTopic(id))
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
