import type { AiCaps } from '@minichat/contracts'
import type { Tx } from '../../../platform/database/database.ts'

/** Until a workspace sets its own: no flood gets beyond what a small site would spend in its best month. */
export const defaultCaps: AiCaps = {
  visitorMicroUsd: 500_000,
  addressMicroUsd: 2_000_000,
  dayMicroUsd: 20_000_000,
  monthMicroUsd: 200_000_000,
}

type CapsRow = {
  visitor_micro_usd: number | null
  address_micro_usd: number | null
  day_micro_usd: number | null
  month_micro_usd: number | null
}

export async function readCaps(tx: Tx): Promise<AiCaps> {
  const row = await tx.maybeOne<CapsRow>(
    `select visitor_micro_usd, address_micro_usd, day_micro_usd, month_micro_usd from ai_caps where workspace_id = $1`,
    [tx.workspaceId],
  )
  if (!row) return defaultCaps
  return {
    visitorMicroUsd: row.visitor_micro_usd,
    addressMicroUsd: row.address_micro_usd,
    dayMicroUsd: row.day_micro_usd,
    monthMicroUsd: row.month_micro_usd,
  }
}

/** Two who change them at once do it one after the other. Calls go on meanwhile. */
export const lockCaps = (tx: Tx) =>
  tx.query('select 1 from workspaces where id = $1 for no key update', [tx.workspaceId])

export const writeCaps = (tx: Tx, caps: AiCaps) =>
  tx.query(
    `insert into ai_caps (workspace_id, visitor_micro_usd, address_micro_usd, day_micro_usd, month_micro_usd)
     values ($1, $2, $3, $4, $5)
     on conflict (workspace_id) do update set visitor_micro_usd = excluded.visitor_micro_usd,
       address_micro_usd = excluded.address_micro_usd, day_micro_usd = excluded.day_micro_usd,
       month_micro_usd = excluded.month_micro_usd`,
    [tx.workspaceId, caps.visitorMicroUsd, caps.addressMicroUsd, caps.dayMicroUsd, caps.monthMicroUsd],
  )
