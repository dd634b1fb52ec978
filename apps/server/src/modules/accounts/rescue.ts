import { recordAccountAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import * as store from './accounts.store.ts'
import type { AccountsCore } from './core.ts'
import type { Locks } from './locks.ts'
import type { SecondFactor } from './second-factor.ts'

/** What `npm run admin` does for people, without mail and without anybody being signed in. */
export function createRescue(core: AccountsCore, deps: { locks: Locks; secondFactor: SecondFactor | undefined }) {
  const { db, people, nowMs } = core

  /** @returns null when there is no such account. */
  const forPerson = <T>(email: string, action: string, work: (tx: Tx, user: store.UserRow) => Promise<T>) =>
    db.global(async (tx) => {
      const user = await store.lockByEmail(tx, email)
      if (!user) return null
      const result = await work(tx, user)
      const target = { kind: 'user', id: user.id, name: user.name }
      await recordAccountAudit(tx, { actor: { kind: 'system' }, action, target })
      tx.afterCommit(() => people.invalidate(user.id))
      return { result }
    })

  return {
    /** Everybody with an account, by address. */
    people: () => db.query<store.PersonRow>(store.peopleQuery, [new Date(nowMs())]),

    /** @returns false when there is no such account; so does `unlock`. */
    makeOperator: async (email: string): Promise<boolean> =>
      (await forPerson(email, 'account.made_operator', (tx, user) => store.setOperator(tx, user.id))) !== null,

    /** Takes off what wrong passwords caused, and what an operator did. */
    unlock: async (email: string): Promise<boolean> =>
      (await forPerson(email, 'account.unlocked', async (tx, user) => {
        await deps.locks.unlockIn(tx, user)
        await tx.query('update users set locked_at = null where id = $1', [user.id])
      })) !== null,

    /** @returns whether it was on; null when there is no such account. */
    disableTwoFactor: async (email: string): Promise<boolean | null> => {
      const done = await forPerson(email, 'account.two_factor_off', (tx, user) =>
        Promise.resolve(deps.secondFactor?.disable(tx, user.id) ?? false),
      )
      return done && done.result
    },
  }
}
