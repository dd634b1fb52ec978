import { isOpenAt, openSince } from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { ChatService } from '../chat/index.ts'
import * as store from './assignment.store.ts'
import { hoursOf } from './pick-member.ts'

const workspacesAtOnce = 500
const waitsAtOnce = 100
const minuteMs = 60_000

/** Looks after visitors who wait: gives their chats to whoever is free, and tells the team of those whom nobody answers. */
export function createWaits(deps: {
  db: Database
  mail: Mail
  publicUrl: () => string
  chats: () => Pick<ChatService, 'giveWaiting' | 'markOverdue'>
  nowMs: () => number
}) {
  const { db, mail, chats, nowMs } = deps

  /** Since when somebody must have waited to have waited so many minutes of the hours; null: nobody has. */
  async function dueBefore(tx: Tx, stage: store.WaitStage): Promise<{ since: Date; minutes: number } | null> {
    const settings = await store.readSettings(tx)
    const minutes = stage === 'told' ? settings.tellMinutes : settings.mailMinutes
    if (minutes === null) return null
    const hours = hoursOf(settings, await store.timeZoneOf(tx))
    // Nobody is there to be told; they are when the day begins.
    const since = isOpenAt(hours, nowMs()) ? openSince(hours, nowMs(), minutes * minuteMs) : null
    return since === null ? null : { since: new Date(since), minutes }
  }

  async function tellOfWaits(workspaceId: string): Promise<void> {
    const found = await db.transaction(workspaceId, async (tx) => {
      const due = await dueBefore(tx, 'told')
      return due && { due, waits: await store.untoldWaits(tx, 'told', due.since, waitsAtOnce) }
    })
    for (const { id, waiting_since } of found?.waits ?? []) {
      const take = (tx: Tx) => store.takeNotice(tx, id, 'told', found?.due.since ?? waiting_since)
      await chats().markOverdue(workspaceId, id, waiting_since, take)
    }
  }

  /** One letter to each member, however many visitors it is about. */
  const mailOfWaits = (workspaceId: string): Promise<void> =>
    db.transaction(workspaceId, async (tx) => {
      const due = await dueBefore(tx, 'mailed')
      if (!due) return
      const waits = await store.untoldWaits(tx, 'mailed', due.since, waitsAtOnce)
      const taken: string[] = []
      for (const { id } of waits) if (await store.takeNotice(tx, id, 'mailed', due.since)) taken.push(id)
      if (taken.length === 0) return
      const url = `${deps.publicUrl()}/chats/${taken[0]}`
      for (const { email, locale, name, workspace } of await store.mailAddresses(tx)) {
        const values = { name, workspace, count: taken.length, minutes: due.minutes, url }
        await mail.send(tx, { to: email, locale, template: 'visitors-wait', values })
      }
    })

  return {
    /** Of all workspaces in which somebody waits. */
    async lookAfter(signal: AbortSignal): Promise<void> {
      for (let after: string | null = null; ; ) {
        const rows: { id: string }[] = await db.query('select waiting_workspaces($1, $2) as id', [
          after,
          workspacesAtOnce,
        ])
        for (const { id } of rows) {
          if (signal.aborted) return
          await chats().giveWaiting(id)
          await tellOfWaits(id)
          await mailOfWaits(id)
        }
        after = rows.at(-1)?.id ?? null
        if (rows.length < workspacesAtOnce) return
      }
    },
  }
}
