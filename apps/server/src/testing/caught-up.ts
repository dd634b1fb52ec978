import { setTimeout as sleep } from 'node:timers/promises'
import type { TestApp } from './test-app.ts'

const withinMs = 30_000
const lookEveryMs = 50

/** Waits until all that follow the event log have read what is in it by now. */
export const caughtUp = ({ db }: TestApp): Promise<void> =>
  untilNone(db, (head) =>
    db.query(
      `select 1 from event_log_readers r, event_log_after(r.xid, r.event_id, 1000) e where e.xid < $1::xid8 limit 1`,
      [head],
    ),
  )

/** Waits until analytics have counted what has happened by now. */
export const counted = ({ db }: TestApp): Promise<void> =>
  untilNone(db, () => db.query('select uncounted_workspaces(1)'))

/** The log is read up to the oldest transaction that runs, so first nothing may run any more from before. */
async function untilNone(db: TestApp['db'], rest: (head: string) => Promise<unknown[]>): Promise<void> {
  const [now] = await db.query<{ head: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as head')
  const deadline = performance.now() + withinMs
  while (performance.now() < deadline) {
    const [lowest] = await db.query<{ isPast: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as "isPast"',
      [now?.head],
    )
    if (lowest?.isPast && (await rest(now?.head ?? '0')).length === 0) return
    await sleep(lookEveryMs)
  }
  throw new Error('The event log was not read in time.')
}
