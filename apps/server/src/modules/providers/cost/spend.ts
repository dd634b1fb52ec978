import { type AiSpend, type AiSums, quotaState } from '@minichat/contracts'
import type { Tx } from '../../../platform/database/database.ts'
import { readCaps } from './caps.ts'
import { capOf } from './notices.ts'
import { capKeysFor, dayOf, monthOf, nextMonthOf } from './periods.ts'

const dayMs = 24 * 3600_000

const sums = `coalesce(sum(cost_micro_usd), 0)::bigint as "costMicroUsd", coalesce(sum(calls), 0)::bigint as calls,
  coalesce(sum(failed), 0)::bigint as failed, coalesce(sum(abandoned), 0)::bigint as abandoned,
  coalesce(sum(refused), 0)::bigint as refused, coalesce(sum(unpriced), 0)::bigint as unpriced,
  coalesce(sum(input_tokens), 0)::bigint as "inputTokens", coalesce(sum(output_tokens), 0)::bigint as "outputTokens"`

const none: AiSums = {
  costMicroUsd: 0,
  calls: 0,
  failed: 0,
  abandoned: 0,
  refused: 0,
  unpriced: 0,
  inputTokens: 0,
  outputTokens: 0,
}

/** What the transaction's workspace spent: today, this month, and over the last days. */
export async function readSpend(tx: Tx, dayCount: number, nowMs: number): Promise<AiSpend> {
  const today = dayOf(nowMs)
  const first = dayOf(nowMs - (dayCount - 1) * dayMs)
  const byDay = await tx.query<AiSums & { day: string }>(
    `select day::text as day, ${sums} from ai_spend where workspace_id = $1 and day >= $2 group by day`,
    [tx.workspaceId, first],
  )
  const known = new Map(byDay.map((row) => [row.day, row]))
  return {
    today: (await sumSince(tx, today)) ?? none,
    month: (await sumSince(tx, monthOf(today))) ?? none,
    caps: await capUse(tx, today),
    days: Array.from({ length: dayCount }, (_, index) => {
      const day = dayOf(nowMs - (dayCount - 1 - index) * dayMs)
      return known.get(day) ?? { ...none, day }
    }),
    providers: await tx.query(
      `select provider_id as "providerId", max(kind) as kind, ${sums} from ai_spend
       where workspace_id = $1 and day >= $2 group by provider_id order by "costMicroUsd" desc, calls desc, provider_id`,
      [tx.workspaceId, first],
    ),
    models: await tx.query(
      `select model, max(kind) as kind, ${sums} from ai_spend
       where workspace_id = $1 and day >= $2 group by model order by "costMicroUsd" desc, calls desc, model`,
      [tx.workspaceId, first],
    ),
    resetsAt: nextMonthOf(nowMs),
  }
}

const sumSince = (tx: Tx, day: string) =>
  tx.maybeOne<AiSums>(`select ${sums} from ai_spend where workspace_id = $1 and day >= $2`, [tx.workspaceId, day])

/** How far the caps of the workspace are used, reservations included. */
async function capUse(tx: Tx, today: string): Promise<AiSpend['caps']> {
  const caps = await readCaps(tx)
  const keys = capKeysFor({ day: today, visitorId: null, address: null })
  const rows = await tx.query<{ scope: string; micro_usd: number }>(
    `select u.scope, u.micro_usd from ai_cap_use u
     join unnest($2::text[], $3::date[]) as w (scope, period) on w.scope = u.scope and w.period = u.period
     where u.workspace_id = $1 and u.key = ''`,
    [tx.workspaceId, keys.map(({ scope }) => scope), keys.map(({ period }) => period)],
  )
  return (['day', 'workspace'] as const).map((scope) => {
    const usedMicroUsd = rows.find((row) => row.scope === scope)?.micro_usd ?? 0
    const capMicroUsd = capOf(caps, scope)
    return { scope, usedMicroUsd, capMicroUsd, state: quotaState(usedMicroUsd, capMicroUsd) }
  })
}
