import { recordAudit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { endMemberStreamsIn } from './member-streams.ts'
import * as store from './workspaces.store.ts'

export type SecondFactorRuleDeps = {
  db: Database
  hub: Hub
  holdsSecondFactor: (actor: MemberActor) => Promise<boolean>
  /** What is kept in memory of everybody's memberships is read anew. Call it after the commit. */
  allMembershipsChanged: () => void
}

/**
 * Whether every member needs a second factor.
 * @throws AppError SECOND_FACTOR_REQUIRED for an owner who has none: they would shut themselves out.
 */
export async function changeSecondFactorRule(
  { db, hub, holdsSecondFactor, allMembershipsChanged }: SecondFactorRuleDeps,
  actor: MemberActor,
  isRequired: boolean,
): Promise<store.WorkspaceRow> {
  if (isRequired && !(await holdsSecondFactor(actor))) throw new AppError('SECOND_FACTOR_REQUIRED')
  return db.transaction(actor.workspaceId, async (tx) => {
    await store.lockWorkspace(tx)
    const row = await store.readWorkspace(tx)
    if (!row) throw new AppError('NOT_FOUND')
    const wasRequired = row.second_factor_required
    if (wasRequired === isRequired) return row
    await store.writeSecondFactorRequired(tx, isRequired)
    await recordAudit(tx, {
      actor,
      action: 'workspace.changed',
      before: { secondFactorRequired: wasRequired },
      after: { secondFactorRequired: isRequired },
    })
    tx.afterCommit(allMembershipsChanged)
    if (isRequired) await endMemberStreamsIn(tx, hub)
    return { ...row, second_factor_required: isRequired }
  })
}
