import type { Tx } from '../../../platform/database/database.ts'
import type { Asked, CapScope, ModelCall } from '../types.ts'
import type { CapKey } from './periods.ts'

/** The keyed network of who asked, as it was noted with the answer; null where it is not known. */
export const readAddress = async (tx: Tx, answerId: string): Promise<string | null> =>
  (
    await tx.maybeOne<{ source: string | null }>('select source from answers where workspace_id = $1 and id = $2', [
      tx.workspaceId,
      answerId,
    ])
  )?.source ?? null

/**
 * Takes an amount of each cap, or of none: `held` are the caps it was taken of. What is full already is not touched; what
 * others fill at the same moment is found under the row's lock. Rows are taken in the order of their names, always.
 */
export const takeOfCaps = (tx: Tx, microUsd: number, keys: (CapKey & { cap: number | null })[]) =>
  tx.one<{ full: CapScope[]; held: CapScope[] }>(
    `with wanted as (
       select * from unnest($3::text[], $4::text[], $5::date[], $6::bigint[]) as w (scope, key, period, cap)
     ), too_much as (
       select w.scope from wanted w
       left join ai_cap_use u
         on u.workspace_id = $1 and u.scope = w.scope and u.key = w.key and u.period = w.period
       where coalesce(u.micro_usd, 0) + $2::bigint > w.cap
     ), held as (
       insert into ai_cap_use as u (workspace_id, scope, key, period, micro_usd)
         select $1, w.scope, w.key, w.period, $2::bigint from wanted w
         where not exists (select from too_much) order by w.scope
         on conflict (workspace_id, scope, key, period) do update set micro_usd = u.micro_usd + excluded.micro_usd
           where not exists (
             select from wanted w where w.scope = excluded.scope and u.micro_usd + excluded.micro_usd > w.cap)
         returning scope
     )
     select array(select scope from too_much) as full, array(select scope from held) as held`,
    [
      tx.workspaceId,
      microUsd,
      keys.map(({ scope }) => scope),
      keys.map(({ key }) => key),
      keys.map(({ period }) => period),
      keys.map(({ cap }) => cap),
    ],
  )

/** Corrects what was taken once it is known what it came to. @returns what is now taken of each cap. */
export const correctCaps = (tx: Tx, microUsd: number, keys: CapKey[]) =>
  tx.query<{ scope: CapScope; micro_usd: number }>(
    `insert into ai_cap_use as u (workspace_id, scope, key, period, micro_usd)
       select $1, w.scope, w.key, w.period, $2::bigint
       from unnest($3::text[], $4::text[], $5::date[]) as w (scope, key, period) order by w.scope
       on conflict (workspace_id, scope, key, period) do update set micro_usd = u.micro_usd + excluded.micro_usd
       returning scope, micro_usd`,
    [
      tx.workspaceId,
      microUsd,
      keys.map(({ scope }) => scope),
      keys.map(({ key }) => key),
      keys.map(({ period }) => period),
    ],
  )

export type NewCall = {
  id: string
  day: string
  startedAt: Date
  lapsesAt: Date
  purpose: ModelCall['purpose']
  providerId: string
  kind: string
  model: string
  asked: Asked | null
  address: string | null
  inputTokens: number
  outputTokens: number
  isPriced: boolean
  costMicroUsd: number
}

export const insertCall = (tx: Tx, call: NewCall) =>
  tx.query(
    `insert into ai_calls (workspace_id, id, day, started_at, lapses_at, purpose, provider_id, kind, model, chat_id,
       answer_id, message_id, visitor_id, address_hash, input_tokens, output_tokens, is_priced, cost_micro_usd)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      tx.workspaceId,
      call.id,
      call.day,
      call.startedAt,
      call.lapsesAt,
      call.purpose,
      call.providerId,
      call.kind,
      call.model,
      call.asked?.chatId ?? null,
      call.asked?.answerId ?? null,
      call.asked?.messageId ?? null,
      call.asked?.visitorId ?? null,
      call.address,
      call.inputTokens,
      call.outputTokens,
      call.isPriced,
      call.costMicroUsd,
    ],
  )

export type CallEnd = {
  outcome: 'done' | 'failed' | 'abandoned'
  inputTokens: number
  outputTokens: number
  isEstimated: boolean
  costMicroUsd: number
  durationMs: number
  firstTokenMs: number | null
  status: number | null
}

/** @returns false when it has ended before: it lapsed. */
export const endCall = async (tx: Tx, id: string, end: CallEnd): Promise<boolean> =>
  (
    await tx.query(
      `update ai_calls set outcome = $3, input_tokens = $4, output_tokens = $5, is_estimated = $6, cost_micro_usd = $7,
         duration_ms = $8, first_token_ms = $9, status = $10
       where workspace_id = $1 and id = $2 and outcome = 'running' returning id`,
      [
        tx.workspaceId,
        id,
        end.outcome,
        end.inputTokens,
        end.outputTokens,
        end.isEstimated,
        end.costMicroUsd,
        Math.round(end.durationMs),
        end.firstTokenMs === null ? null : Math.round(end.firstTokenMs),
        end.status,
      ],
    )
  ).length === 1

/** What is added to a day's row. */
export type SpendDelta = {
  day: string
  providerId: string
  model: string
  kind: string
  calls: number
  failed: number
  abandoned: number
  unpriced: number
  refused: number
  inputTokens: number
  outputTokens: number
  costMicroUsd: number
}

export const addSpend = (tx: Tx, delta: SpendDelta) =>
  tx.query(
    `insert into ai_spend as s (workspace_id, day, provider_id, model, kind, calls, failed, abandoned, unpriced, refused,
       input_tokens, output_tokens, cost_micro_usd)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (workspace_id, day, provider_id, model) do update set
       calls = s.calls + excluded.calls, failed = s.failed + excluded.failed,
       abandoned = s.abandoned + excluded.abandoned, unpriced = s.unpriced + excluded.unpriced,
       refused = s.refused + excluded.refused, input_tokens = s.input_tokens + excluded.input_tokens,
       output_tokens = s.output_tokens + excluded.output_tokens,
       cost_micro_usd = s.cost_micro_usd + excluded.cost_micro_usd`,
    [
      tx.workspaceId,
      delta.day,
      delta.providerId,
      delta.model,
      delta.kind,
      delta.calls,
      delta.failed,
      delta.abandoned,
      delta.unpriced,
      delta.refused,
      delta.inputTokens,
      delta.outputTokens,
      delta.costMicroUsd,
    ],
  )
