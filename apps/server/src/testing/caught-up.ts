import { setTimeout as sleep } from 'node:timers/promises'
import type { TestApp } from './test-app.ts'

const withinMs = 20_000

/** Waits until all that follow the event log have read what is in it by now. */
export async function caughtUp({ db }: TestApp): Promise<void> {
  const [head] = await db.query<{ xid: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as xid')
  const deadline = performance.now() + withinMs
  while (performance.now() < deadline) {
    // The log is read up to the oldest transaction that runs, so first nothing may run any more from before.
    const [lowest] = await db.query<{ isPast: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as "isPast"',
      [head?.xid],
    )
    const [row] = await db.query<{ rest: number }>(
      `select count(*) as rest from event_log_readers r, event_log_after(r.xid, r.event_id, 1000) e where e.xid < $1::xid8`,
      [head?.xid],
    )
    if (lowest?.isPast && row?.rest === 0) return
    await sleep(50)
  }
  throw new Error('The event log was not read in time.')
}
