import type { Locale } from '@minichat/contracts'
import { changesBetween, recordAccountAudit } from '../../platform/audit.ts'
import { isUniqueViolation } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PersonActor } from '../../platform/http/actor.ts'
import * as store from './accounts.store.ts'
import type { AccountsCore } from './core.ts'

/** @throws AppError USERNAME_TAKEN. */
export async function changeProfile(
  { db, people }: AccountsCore,
  actor: PersonActor,
  change: { name?: string; username?: string | null; locale?: Locale },
): Promise<void> {
  await db
    .global(async (tx) => {
      const user = await store.lockExisting(tx, actor.userId)
      const before = { name: user.name, username: user.username, locale: user.locale }
      const after = { ...before, ...change }
      const changes = changesBetween(before, after)
      if (!changes) return
      await tx.query('update users set name = $2, username = $3, locale = $4 where id = $1', [
        user.id,
        after.name,
        after.username,
        after.locale,
      ])
      await recordAccountAudit(tx, {
        actor,
        action: 'account.changed',
        target: { kind: 'user', id: user.id },
        ...changes,
      })
      tx.afterCommit(() => people.invalidate(user.id))
    })
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? new AppError('USERNAME_TAKEN', { cause: error }) : error
    })
}
