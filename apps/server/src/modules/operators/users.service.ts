import type { OperatedUser } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PersonActor } from '../../platform/http/actor.ts'
import type { Accounts } from '../accounts/index.ts'
import * as store from './users.store.ts'

export type AccountsForOperators = Pick<Accounts, 'lock' | 'unlock' | 'personChanged' | 'makeResetLinkIn'>

/** What operators do with accounts. Doing the same again changes nothing and is not refused. */
export function createUsersService(db: Database, accounts: AccountsForOperators) {
  /** @param work says what it did, for the audit log; null: nothing. */
  const change = (
    actor: PersonActor,
    userId: string,
    work: (tx: Tx, user: store.LockedUser) => Promise<string | null>,
  ): Promise<OperatedUser> =>
    db.global(async (tx) => {
      const user = await store.lockUserRow(tx, userId)
      if (!user) throw new AppError('NOT_FOUND')
      const action = await work(tx, user)
      if (action) {
        await recordAudit(tx, { actor, action, target: targetOf(user) })
        tx.afterCommit(() => accounts.personChanged(userId))
      }
      const changed = await store.findUser(tx, userId)
      if (!changed) throw new AppError('NOT_FOUND')
      return changed
    })

  const find = (userId: string) =>
    db.global(async (tx) => {
      const user = await store.findUser(tx, userId)
      if (!user) throw new AppError('NOT_FOUND')
      return user
    })

  return {
    async lock(actor: PersonActor, userId: string): Promise<OperatedUser> {
      if (actor.userId === userId) throw new AppError('NOT_YOURSELF')
      if ((await find(userId)).lockedAt === null) await accounts.lock(actor, userId)
      return find(userId)
    },

    /** Takes off what wrong passwords caused as well. */
    async unlock(actor: PersonActor, userId: string): Promise<OperatedUser> {
      await accounts.unlock(actor, userId)
      return find(userId)
    },

    verify: (actor: PersonActor, userId: string) =>
      change(actor, userId, async (tx) =>
        (await store.setVerified(tx, userId)) ? 'account.verified_by_operator' : null,
      ),

    makeOperator: (actor: PersonActor, userId: string) =>
      change(actor, userId, async (tx, user) => {
        if (user.is_operator) return null
        await store.setOperator(tx, userId, true)
        return 'account.made_operator'
      }),

    dismissOperator: (actor: PersonActor, userId: string): Promise<OperatedUser> =>
      db.global(async (tx) => {
        // All of them before the one: two who dismiss each other wait here, and the second is refused.
        const operators = await store.lockOperators(tx)
        const user = await store.lockUserRow(tx, userId)
        if (!user) throw new AppError('NOT_FOUND')
        if (user.is_operator) {
          if (operators.every((id) => id === userId)) throw new AppError('LAST_OPERATOR')
          await store.setOperator(tx, userId, false)
          await recordAudit(tx, { actor, action: 'account.dismissed_as_operator', target: targetOf(user) })
          tx.afterCommit(() => accounts.personChanged(userId))
        }
        return (await store.findUser(tx, userId)) as OperatedUser
      }),

    makeResetLink: (actor: PersonActor, userId: string) =>
      db.global(async (tx) => {
        const user = await store.lockUserRow(tx, userId)
        if (!user) throw new AppError('NOT_FOUND')
        await recordAudit(tx, { actor, action: 'account.reset_link_made', target: targetOf(user) })
        return accounts.makeResetLinkIn(tx, userId)
      }),
  }
}

const targetOf = ({ id, name, email }: store.LockedUser) => ({ kind: 'account', id, name: `${name} <${email}>` })
