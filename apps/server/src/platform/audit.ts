import type { Tx } from './database/database.ts'
import type { MemberActor, PersonActor, RequestOrigin } from './http/actor.ts'
import { newId } from './ids.ts'
import type { Module } from './module.ts'

/** Who did it. `anyone`: nobody was signed in, as when a password is reset by a link. */
export type AuditActor =
  | MemberActor
  | PersonActor
  | { kind: 'anyone'; userId: string | null; name: string; from: RequestOrigin }
  | { kind: 'system' }

export type AuditEntry = {
  actor: AuditActor
  /** `area.what_happened`, such as `team.role_changed`. */
  action: string
  target?: { kind: string; id: string; name?: string }
  /** What changed, old and new: never a secret, never what visitors wrote. */
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

const columns = `id, actor_kind, actor_id, actor_name, action, target_kind, target_id, target_name, before, after,
  address, request_id`

/**
 * Adds an entry to the audit log, as a row of the transaction that makes the change: to that of the transaction's
 * workspace, or to the accounts' one where it has none.
 */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const { actor, target, before, after } = entry
  const isSystem = actor.kind === 'system'
  const values = [
    newId(),
    kindOf(actor, tx.workspaceId !== null),
    isSystem ? null : actor.userId,
    isSystem ? 'MiniChat' : actor.name,
    entry.action,
    target?.kind ?? null,
    target?.id ?? null,
    target?.name ?? null,
    before ? JSON.stringify(before) : null,
    after ? JSON.stringify(after) : null,
    isSystem ? null : actor.from.address,
    isSystem ? null : actor.from.requestId,
  ]
  if (tx.workspaceId === null) {
    await tx.query(
      `insert into account_audit_entries (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      values,
    )
  } else {
    await tx.query(
      `insert into audit_entries (${columns}, workspace_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [...values, tx.workspaceId],
    )
  }
}

/** The same, always to the accounts' log: for what is about a person and happens together with a change to a workspace. */
export const recordAccountAudit = (tx: Tx, entry: AuditEntry): Promise<void> =>
  recordAudit({ ...tx, workspaceId: null }, entry)

function kindOf(actor: AuditActor, inWorkspace: boolean): string {
  if (!inWorkspace) return actor.kind === 'member' ? 'person' : actor.kind
  if (actor.kind === 'member') return actor.keyId === null ? 'member' : 'key'
  // A person who is not there as a member is there as an operator.
  return actor.kind === 'person' ? 'operator' : 'system'
}

/** Only the fields that differ, for `before` and `after`; null when nothing changed. */
export function changesBetween<T extends Record<string, unknown>>(
  before: T,
  after: T,
): { before: Partial<T>; after: Partial<T> } | null {
  const changed = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  if (changed.length === 0) return null
  const only = (all: T) => Object.fromEntries(changed.map((key) => [key, all[key]])) as Partial<T>
  return { before: only(before), after: only(after) }
}

export const auditModule = (): Module => ({
  name: 'audit',
  tables: [
    {
      name: 'audit_entries',
      scope: 'tenant',
      personalData: [
        { columns: ['actor_id', 'actor_name', 'target_name', 'before', 'after', 'address'], of: 'member' },
      ],
    },
    {
      name: 'account_audit_entries',
      scope: 'global',
      personalData: [
        { columns: ['actor_id', 'actor_name', 'target_name', 'before', 'after', 'address'], of: 'member' },
      ],
    },
  ],
})
