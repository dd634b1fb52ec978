import {
  type Assignment,
  type AssignmentChange,
  changeAssignment,
  type Duty,
  getAssignment,
  listDuty,
  setAway,
  setCapacity,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { changesBetween, recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { route } from '../../platform/http/route.ts'
import * as store from './assignment.store.ts'
import { hereMs } from './pick-member.ts'

/** What the dashboard calls. */
export function assignmentRoutes(deps: {
  db: Database
  nowMs: () => number
  onHoursChanged: (workspaceId: string) => void
  /** Somebody may be free now. */
  onFree: (workspaceId: string) => Promise<void>
}) {
  const { db, nowMs, onHoursChanged, onFree } = deps

  const read = async (tx: Tx): Promise<Assignment> => ({
    timeZone: await store.timeZoneOf(tx),
    ...(await store.readSettings(tx)),
  })

  async function dutyOf(tx: Tx, memberId: string): Promise<Duty> {
    const row = await store.findDuty(tx, memberId)
    if (!row) throw new AppError('NOT_FOUND')
    return present(row)
  }

  const present = (row: store.DutyRow): Duty => ({
    memberId: row.id,
    name: row.name,
    isAway: row.is_away,
    isHere: row.seen_at !== null && row.seen_at.getTime() > nowMs() - hereMs,
    capacity: row.capacity,
    openChats: row.open_chats,
  })

  const change = (actor: MemberActor, wanted: AssignmentChange): Promise<Assignment> =>
    db.transaction(actor.workspaceId, async (tx) => {
      await store.makeSettings(tx)
      const before = (await store.lockSettings(tx)) ?? store.noSettings
      const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
      const after = { ...before, ...given }
      await store.writeSettings(tx, after)
      const changes = changesBetween(before, after)
      if (changes) await recordAudit(tx, { actor, action: 'assignment.changed', ...changes })
      tx.afterCommit(() => onHoursChanged(actor.workspaceId))
      return read(tx)
    })

  return (app: FastifyInstance): void => {
    route(app, getAssignment, ({ actor }) => db.transaction(actor.workspaceId, read))

    route(app, changeAssignment, async ({ actor, body }) => {
      const changed = await change(actor, body)
      await onFree(actor.workspaceId)
      return changed
    })

    route(app, listDuty, ({ actor }) =>
      db.transaction(actor.workspaceId, async (tx) => (await store.listDutyRows(tx)).map(present)),
    )

    route(app, setAway, async ({ actor, body }) => {
      const duty = await db.transaction(actor.workspaceId, async (tx) => {
        await store.writeAway(tx, actor.userId, body.isAway)
        return dutyOf(tx, actor.userId)
      })
      if (!body.isAway) await onFree(actor.workspaceId)
      return duty
    })

    route(app, setCapacity, async ({ actor, params, body }) => {
      const duty = await db.transaction(actor.workspaceId, async (tx) => {
        const before = await dutyOf(tx, params.memberId)
        await store.writeCapacity(tx, params.memberId, body.capacity)
        if (before.capacity !== body.capacity) {
          const capacity = { before: { capacity: before.capacity }, after: { capacity: body.capacity } }
          const target = { kind: 'user', id: params.memberId, name: before.name }
          await recordAudit(tx, { actor, action: 'duty.capacity_changed', target, ...capacity })
        }
        return dutyOf(tx, params.memberId)
      })
      await onFree(actor.workspaceId)
      return duty
    })
  }
}
