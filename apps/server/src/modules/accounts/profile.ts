import type { Guide, Locale } from '@minichat/contracts'
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
  change: { name?: string; username?: string | null; locale?: Locale; timeZone?: string | null },
): Promise<void> {
  await db
    .global(async (tx) => {
      const user = await store.lockExisting(tx, actor.userId)
      const before = { name: user.name, username: user.username, locale: user.locale, timeZone: user.time_zone }
      const after = { ...before, ...change }
      const changes = changesBetween(before, after)
      if (!changes) return
      await tx.query('update users set name = $2, username = $3, locale = $4, time_zone = $5 where id = $1', [
        user.id,
        after.name,
        after.username,
        after.locale,
        after.timeZone,
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

/** Guides are shown once: whoever asks first is told that one is new. */
export const noteGuides = ({ db }: Pick<AccountsCore, 'db'>, userId: string, guides: Guide[]) =>
  db.global(async (tx) => {
    const { guides_seen: before } = await store.lockExisting(tx, userId)
    const added = [...new Set(guides)].filter((guide) => !before.includes(guide))
    const seen = [...before, ...added]
    if (added.length > 0) await tx.query('update users set guides_seen = $2 where id = $1', [userId, seen])
    return { seen, added }
  })
