import type { AuditActor } from '../../platform/audit.ts'
import { recordAccountAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { RequestOrigin } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import { jobs } from '../../platform/jobs/jobs.ts'
import * as store from './accounts.store.ts'
import type { AccountsCore } from './core.ts'
import { accountCounter, deleteCountsOf, nameSubject, personSubject, resetGuesses } from './guess-counters.ts'

type Lock = ({ name: string } | { userId: string }) & RequestOrigin & { minutes: number }

/** Locks that wrong passwords caused: telling the owner, and taking them off. */
export function createLocks({ db, mail, links }: AccountsCore) {
  /** Every count that may keep somebody out. */
  async function unlockIn(tx: Tx, user: store.UserRow): Promise<void> {
    const names = [user.email, user.username].filter((name) => name !== null)
    await deleteCountsOf(tx, [...names.map(nameSubject), personSubject(user.id)])
    await resetGuesses(tx, [accountCounter(user.id)])
  }

  return {
    unlockIn,

    /** Looks for the owner later; there may be none. */
    tellIn: (tx: Tx, lock: Lock) => jobs.enqueue(tx, 'accounts.tell_locked', { ...lock, id: newId() }),

    async tell(lock: Lock & { id: string }): Promise<void> {
      await db.global(async (tx) => {
        const user = await tx.maybeOne<store.UserRow>('name' in lock ? store.byNameQuery : store.userQuery, [
          'name' in lock ? lock.name : lock.userId,
        ])
        const url = user && (await links.issueIn(tx, { id: lock.id, userId: user.id, purpose: 'unlock' }))
        if (!user || !url) return
        const { name, email: to, locale } = user
        const { minutes, address, requestId } = lock
        await mail.send(tx, { to, locale, template: 'account-locked', values: { name, url, minutes, address } })
        await recordAccountAudit(tx, {
          actor: { kind: 'anyone', userId: null, name: '', from: { address, requestId } },
          action: 'account.locked',
          target: { kind: 'user', id: user.id, name },
          after: { minutes },
        })
      })
    },

    /** @throws AppError INVALID_LINK. */
    unlockByLink: (token: string, from: RequestOrigin): Promise<{ email: string }> =>
      db.global(async (tx) => {
        const link = await links.useIn(tx, token, 'unlock')
        const user = await store.lockExisting(tx, link.user_id)
        await unlockIn(tx, user)
        const actor: AuditActor = { kind: 'anyone', userId: user.id, name: user.name, from }
        await recordAccountAudit(tx, { actor, action: 'account.unlocked', target: { kind: 'user', id: user.id } })
        return { email: user.email }
      }),
  }
}

export type Locks = ReturnType<typeof createLocks>
