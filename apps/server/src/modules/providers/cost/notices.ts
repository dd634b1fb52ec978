import { type AiCaps, type Locale, nearShare } from '@minichat/contracts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import type { CapScope } from '../types.ts'
import { monthOf } from './periods.ts'

/** The caps of the whole workspace: people are told of these. */
export type WorkspaceScope = 'day' | 'workspace'
const isOfWorkspace = (scope: CapScope): scope is WorkspaceScope => scope === 'day' || scope === 'workspace'

const rememberedMax = 10_000

/** Mails owners and admins when most of a cap is spent, and when it refuses the first call: each once in its period. */
export function createCapNotices(deps: {
  mail: Mail
  publicUrl: () => string
  listManagers: (tx: Tx) => Promise<{ email: string; locale: Locale }[]>
}) {
  /** What is known to have been sent, so that a busy workspace does not ask at each call. */
  const known = new Set<string>()

  async function give(tx: Tx, scope: WorkspaceScope, day: string, percent: 80 | 100, caps: AiCaps): Promise<void> {
    const capMicroUsd = capOf(caps, scope)
    // Whoever allows nothing knows what happens then.
    if (!capMicroUsd) return
    const period = scope === 'day' ? day : monthOf(day)
    const name = `${tx.workspaceId} ${scope} ${period} ${percent}`
    if (known.has(name)) return
    tx.afterCommit(() => {
      if (known.size >= rememberedMax) known.clear()
      known.add(name)
    })
    const workspace = await noteNotice(tx, scope, period, percent)
    if (workspace === null) return
    for (const { email, locale } of await deps.listManagers(tx)) {
      const values = { workspace, scope, percent, capMicroUsd, url: `${deps.publicUrl()}/settings/ai-cost` } as const
      await deps.mail.send(tx, { to: email, locale, template: 'spend-notice', values })
    }
  }

  return {
    /** @param used what is taken of caps now. */
    async afterSpending(tx: Tx, day: string, used: { scope: CapScope; micro_usd: number }[], caps: AiCaps) {
      for (const { scope, micro_usd } of used) {
        if (!isOfWorkspace(scope)) continue
        const cap = capOf(caps, scope)
        if (cap !== null && micro_usd >= cap * nearShare) await give(tx, scope, day, 80, caps)
      }
    },
    async afterRefusal(tx: Tx, day: string, scope: CapScope, caps: AiCaps) {
      if (isOfWorkspace(scope)) await give(tx, scope, day, 100, caps)
    },
  }
}

export type CapNotices = ReturnType<typeof createCapNotices>

export function capOf(caps: AiCaps, scope: CapScope): number | null {
  switch (scope) {
    case 'visitor':
      return caps.visitorMicroUsd
    case 'address':
      return caps.addressMicroUsd
    case 'day':
      return caps.dayMicroUsd
    case 'workspace':
      return caps.monthMicroUsd
  }
}

/** @returns the workspace's name when it was not sent before, else null. The sample's owners are not bothered. */
async function noteNotice(tx: Tx, scope: WorkspaceScope, period: string, percent: number): Promise<string | null> {
  const row = await tx.maybeOne<{ name: string }>(
    `with noted as (
       insert into ai_cap_notices (workspace_id, scope, period, percent) values ($1, $2, $3, $4)
       on conflict do nothing returning workspace_id
     )
     select w.name from noted n join workspaces w on w.id = n.workspace_id where not w.is_sample`,
    [tx.workspaceId, scope, period, percent],
  )
  return row?.name ?? null
}
