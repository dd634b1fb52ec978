import { type Plan, type PlanName, plans, type Quota, quotaState, quotas } from '@minichat/contracts'
import { changesBetween, recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PersonActor } from '../../platform/http/actor.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { adminAddresses } from '../team/index.ts'
import * as store from './plans.store.ts'

const nameOf: Record<Quota, string> = {
  messagesPerMonth: 'messages a month',
  members: 'members',
  widgets: 'widgets',
  knowledgeSources: 'knowledge sources',
  storageBytes: 'bytes of storage',
  apiKeys: 'API keys',
}
const workspacesAtOnce = 200

/** What workspaces may use, and what they do. The sample workspace has no limits. */
export function createPlansService(deps: {
  db: Database
  mail: Mail
  defaultPlan: PlanName
  publicUrl: () => string
  nowMs: () => number
  /** Called when another plan is stored: what is remembered of the old one's limits is out of date. */
  onPlanChanged: () => void
}) {
  const { db, mail, defaultPlan } = deps

  async function planOf(tx: Tx): Promise<{ plan: PlanName | null; name: string }> {
    const row = await store.readPlan(tx)
    if (!row) throw new AppError('NOT_FOUND')
    return { plan: row.is_sample ? null : (row.plan ?? defaultPlan), name: row.name }
  }

  const limitOf = (plan: PlanName | null, quota: Quota): number | null => (plan === null ? null : plans[plan][quota])

  async function usageOf(tx: Tx): Promise<Plan & { name: string }> {
    const { plan, name } = await planOf(tx)
    const used = await store.countAllUse(tx)
    const now = new Date(deps.nowMs())
    return {
      name,
      plan,
      quotas: quotas.map((quota) => {
        const limit = limitOf(plan, quota)
        return { quota, used: used[quota], limit, state: quotaState(used[quota], limit) }
      }),
      resetsAt: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString(),
    }
  }

  /** Mails owners and admins once a month for each quota and step. */
  async function giveNoticesIn(tx: Tx): Promise<void> {
    const row = await store.readPlan(tx)
    if (!row || row.is_deleted) return
    const { name, quotas: found } = await usageOf(tx)
    for (const { quota, limit, state } of found) {
      // Of a single one there is to have, the first uses it up: that is no news.
      if (state === 'ok' || limit === 1) continue
      const percent = state === 'reached' ? 100 : 80
      if (!(await store.noteNotice(tx, quota, percent))) continue
      for (const { email, locale } of await adminAddresses(tx)) {
        const values = { workspace: name, quota, percent, url: `${deps.publicUrl()}/settings/plan` } as const
        await mail.send(tx, { to: email, locale, template: 'quota-notice', values })
      }
    }
  }

  return {
    usageOf,

    /** Of each API key of the transaction's workspace. */
    keyRequestsPerHour: async (tx: Tx) => plans[(await planOf(tx)).plan ?? 'business'].apiRequestsPerHour,

    /**
     * Whether the transaction's workspace may have so many more. Locks the workspace, so that two who add at once are
     * counted one after the other: call it before what it is about.
     * @throws AppError QUOTA_REACHED.
     */
    async assertRoomFor(tx: Tx, quota: Exclude<Quota, 'messagesPerMonth'>, more = 1): Promise<void> {
      await store.lockForAdding(tx)
      const { plan } = await planOf(tx)
      const limit = limitOf(plan, quota)
      if (limit === null || more <= 0) return
      const used = await store.countUse(tx, quota)
      if (used + more <= limit) return
      const message = `The plan “${plan}” allows ${limit} ${nameOf[quota]}; ${used} are used.`
      throw new AppError('QUOTA_REACHED', { details: [{ path: quota, code: 'quota_reached', message }] })
    },

    /** @param plan null: the server's default. */
    changePlan: (actor: PersonActor, workspaceId: string, plan: PlanName | null): Promise<void> =>
      db.transaction(workspaceId, async (tx) => {
        await store.lockForAdding(tx)
        const before = await store.readPlan(tx)
        if (!before) throw new AppError('NOT_FOUND')
        await store.writePlan(tx, plan, plans[plan ?? defaultPlan].messagesPerMonth)
        tx.afterCommit(deps.onPlanChanged)
        const change = changesBetween({ plan: before.plan }, { plan })
        const target = { kind: 'workspace', id: workspaceId, name: before.name }
        if (change) await recordAudit(tx, { actor, action: 'workspace.plan_changed', target, ...change })
      }),

    /** Adds to the months what was said since the last count. @returns how many events were read. */
    countMessages: (max: number) =>
      store.countMessages(
        db,
        {
          free: plans.free.messagesPerMonth,
          pro: plans.pro.messagesPerMonth,
          business: plans.business.messagesPerMonth,
        },
        defaultPlan,
        max,
      ),

    /** Looks at every workspace. Each step of each quota is told once a month, however often this runs. */
    async giveNotices(signal: AbortSignal): Promise<void> {
      let beforeId: string | null = null
      while (!signal.aborted) {
        const ids: string[] = await store.listWorkspaceIds(db, beforeId, workspacesAtOnce)
        for (const id of ids) await db.transaction(id, giveNoticesIn)
        if (ids.length < workspacesAtOnce) return
        beforeId = ids.at(-1) ?? null
      }
    },
  }
}

export type PlansService = ReturnType<typeof createPlansService>
