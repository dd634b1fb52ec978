import type { Tx } from './database/database.ts'
import type { MemberActor, PersonActor, RequestOrigin } from './http/actor.ts'
import { newId } from './ids.ts'

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
  if (tx.workspaceId === null) return recordAccountAudit(tx, entry)
  await tx.query(
    `insert into audit_entries (${columns}, workspace_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [...valuesOf(entry, kindInWorkspace(entry.actor)), tx.workspaceId],
  )
}

/** The same, to the accounts' log, also in the transaction of a workspace: for what outlives it. */
export async function recordAccountAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.query(
    `insert into account_audit_entries (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    valuesOf(entry, entry.actor.kind === 'member' ? 'person' : entry.actor.kind),
  )
}

function valuesOf({ actor, action, target, before, after }: AuditEntry, kind: string): unknown[] {
  const who = actor.kind === 'system' ? { userId: null, name: 'MiniChat', from: null } : actor
  return [
    newId(),
    kind,
    who.userId,
    who.name,
    action,
    target?.kind ?? null,
    target?.id ?? null,
    target?.name ?? null,
    before ? JSON.stringify(before) : null,
    after ? JSON.stringify(after) : null,
    who.from?.address ?? null,
    who.from?.requestId ?? null,
  ]
}

function kindInWorkspace(actor: AuditActor): string {
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
