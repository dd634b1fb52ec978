import { recordAccountAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PersonActor } from '../../platform/http/actor.ts'
import * as store from './accounts.store.ts'
import type { AccountsCore } from './core.ts'
import type { Locks } from './locks.ts'

/** An operator keeps somebody out, until an operator lets them in again. */
export function createOperatorLocks(
  { db, sessions, nowMs }: AccountsCore,
  { locks, onChanged }: { locks: Locks; onChanged: () => void },
) {
  const change = (
    actor: PersonActor,
    userId: string,
    action: string,
    work: (tx: Tx, user: store.UserRow) => Promise<void>,
  ) =>
    db.global(async (tx) => {
      const user = await store.lockUser(tx, userId)
      if (!user) throw new AppError('NOT_FOUND')
      await work(tx, user)
      tx.afterCommit(onChanged)
      await recordAccountAudit(tx, { actor, action, target: { kind: 'user', id: user.id, name: user.name } })
    })

  return {
    /** Ends all of their sessions, open streams included; API keys that they made stop as well. @throws AppError NOT_FOUND. */
    lock: (actor: PersonActor, userId: string): Promise<void> =>
      change(actor, userId, 'account.locked_by_operator', async (tx) => {
        await tx.query('update users set locked_at = $2 where id = $1', [userId, new Date(nowMs())])
        await sessions.endAllIn(tx, userId)
      }),

    /** Takes off what wrong passwords caused as well. @throws AppError NOT_FOUND. */
    unlock: (actor: PersonActor, userId: string): Promise<void> =>
      change(actor, userId, 'account.unlocked', async (tx, user) => {
        await tx.query('update users set locked_at = null where id = $1', [userId])
        await locks.unlockIn(tx, user)
      }),
  }
}
