import type { Database } from '../../platform/database/database.ts'
import { DatabaseUnavailable } from '../../platform/database/database.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { writeSeen } from './assignment.store.ts'

const tellEveryMs = 60_000

/**
 * Who has a dashboard open at this process, written down every minute: so all processes know it, and who is gone is so
 * for all of them by itself.
 * @param onHere somebody has come.
 */
export function createAttendance(deps: {
  db: Database
  log: Logger
  nowMs: () => number
  onHere: (workspaceId: string) => Promise<void>
}) {
  const { db, log, nowMs, onHere } = deps
  type Here = { workspaceId: string; userId: string; streams: number; toldAt: number }
  const here = new Map<string, Here>()

  async function tell(one: Here): Promise<void> {
    one.toldAt = nowMs()
    const at = new Date(one.toldAt)
    await db.transaction(one.workspaceId, (tx) => writeSeen(tx, one.userId, at))
  }

  function failed(error: unknown): void {
    if (!(error instanceof DatabaseUnavailable)) log.error({ err: error }, 'Who is here could not be written down.')
  }

  /** Also forgets who has left so long ago that they would be told anew. */
  async function tellAll(): Promise<void> {
    for (const [key, one] of [...here]) {
      if (one.streams > 0) await tell(one).catch(failed)
      else if (nowMs() - one.toldAt >= tellEveryMs) here.delete(key)
    }
  }

  const timer = setInterval(() => void tellAll(), tellEveryMs)
  timer.unref()

  return {
    /** They are here until the returned function is called, and a little longer. */
    enter(workspaceId: string, userId: string): () => void {
      const key = `${workspaceId}:${userId}`
      const one = here.get(key) ?? { workspaceId, userId, streams: 0, toldAt: Number.NEGATIVE_INFINITY }
      here.set(key, one)
      one.streams += 1
      if (nowMs() - one.toldAt >= tellEveryMs) {
        tell(one)
          .then(() => onHere(workspaceId))
          .catch(failed)
      }
      return () => {
        one.streams -= 1
      }
    },
    stop: () => clearInterval(timer),
  }
}
