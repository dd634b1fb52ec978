import { isOpenAt, nextOpening } from '@minichat/contracts'
import { createCache } from '../../platform/cache.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { jobs } from '../../platform/jobs/jobs.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Module } from '../../platform/module.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import type { ChatService, Duty } from '../chat/index.ts'
import { assignmentRoutes } from './assignment.routes.ts'
import { readSettings, timeZoneOf } from './assignment.store.ts'
import { createAttendance } from './attendance.ts'
import { hoursOf, pickMember } from './pick-member.ts'
import { createWaits } from './waits.ts'

export { hereMs } from './pick-member.ts'

/** Office hours, who is on duty, which member gets which chat, and that nobody waits unseen. */
export function createAssignmentModule(deps: {
  db: Database
  hub: Hub
  log: Logger
  mail: Mail
  publicUrl: () => string
  /** Made after this, which they ask for members. */
  chats: () => Pick<ChatService, 'giveWaiting' | 'markOverdue'>
  nowMs: () => number
}): Module & { duty: Duty & { isOpen: (workspaceId: string) => Promise<boolean> } } {
  const { db, hub, nowMs, chats } = deps
  const hours = createCache({
    name: 'office-hours',
    hub,
    ttlMs: 60_000,
    maxEntries: 5000,
    nowMs,
    load: (workspaceId) =>
      db.transaction(workspaceId, async (tx) => hoursOf(await readSettings(tx), await timeZoneOf(tx))),
  })
  const hasRules = async (tx: Tx) => (await readSettings(tx)).rules.length > 0
  const giveSoon = (workspaceId: string): Promise<void> =>
    db.transaction(workspaceId, async (tx) => {
      if (await hasRules(tx)) await jobs.enqueue(tx, 'assignment.give', { workspaceId }, { key: `give:${workspaceId}` })
    })
  const attendance = createAttendance({ ...deps, onHere: giveSoon })
  const waits = createWaits(deps)

  const module: Module = {
    name: 'assignment',
    tables: [
      { name: 'assignment_settings', scope: 'tenant', personalData: [] },
      { name: 'member_duty', scope: 'tenant', personalData: [{ columns: ['user_id', 'seen_at'], of: 'member' }] },
      { name: 'wait_notices', scope: 'tenant', personalData: [] },
    ],
    routes: assignmentRoutes({ db, nowMs, onHoursChanged: hours.invalidate, onFree: giveSoon }),
    jobs: {
      'assignment.give': ({ workspaceId }) => chats().giveWaiting(String(workspaceId)),
      'assignment.look_after_waits': (_payload, { signal }) => waits.lookAfter(signal),
    },
    schedule: { 'assignment.look_after_waits': '* * * * *' },
    async stop() {
      attendance.stop()
    },
  }
  return {
    ...module,
    /** What chats ask for. */
    duty: {
      hasRules,
      pick: (tx: Tx, chatId: string) => pickMember(tx, chatId, nowMs()),
      enter: attendance.enter,
      /** Whether the team is there, by its hours. */
      isOpen: async (workspaceId: string) => isOpenAt(await hours.get(workspaceId), nowMs()),
      /** When the team is there again; null while it is, and where nobody knows. */
      async backAt(workspaceId: string): Promise<string | null> {
        const known = await hours.get(workspaceId)
        if (isOpenAt(known, nowMs())) return null
        const at = nextOpening(known, nowMs())
        return at === null ? null : new Date(at).toISOString()
      },
    },
  }
}
