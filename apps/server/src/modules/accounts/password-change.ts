import { type AuditActor, recordAccountAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PersonActor, RequestOrigin } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import { jobs } from '../../platform/jobs/jobs.ts'
import * as store from './accounts.store.ts'
import type { AccountsCore } from './core.ts'
import type { Locks } from './locks.ts'
import { assertGoodPassword } from './password-rule.ts'
import type { PasswordSignIn } from './password-sign-in.ts'
import type { SecondFactor } from './second-factor.ts'

/** Passwords that are changed, forgotten and reset. */
export function createPasswordChange(
  core: AccountsCore,
  deps: { locks: Locks; passwordSignIn: PasswordSignIn; secondFactor: SecondFactor | undefined },
) {
  const { db, mail, links, passwords, sessions, publicUrl } = core

  /** @throws AppError WEAK_PASSWORD, PASSWORD_USED_BEFORE. */
  async function hashNew(user: store.UserRow, password: string): Promise<string> {
    assertGoodPassword(password, [user.name, user.email, user.username ?? ''])
    const earlier = await db.query<{ password_hash: string }>(store.earlierHashesQuery, [user.id])
    const uses = await Promise.all(earlier.map((row) => passwords.matches(password, row.password_hash)))
    if (uses.includes(true)) throw new AppError('PASSWORD_USED_BEFORE')
    return passwords.hash(password)
  }

  async function tellChanged(tx: Tx, { name, email, locale }: store.UserRow): Promise<void> {
    const values = { name, resetUrl: `${publicUrl()}/forgot-password` }
    await mail.send(tx, { to: email, locale, template: 'password-changed', values })
  }

  /** Whoever knew the old one is out everywhere, and no lock keeps the owner out. @returns how many sessions ended. */
  async function resetIn(tx: Tx, user: store.UserRow, hash: string, actor: AuditActor): Promise<number> {
    await store.setPassword(tx, user.id, hash)
    await deps.locks.unlockIn(tx, user)
    await links.dropIn(tx, user.id, 'reset', 'unlock', 'email-old', 'email-new')
    await deps.secondFactor?.forgetDevices(tx, user.id)
    const target = { kind: 'user', id: user.id, name: user.name }
    await recordAccountAudit(tx, { actor, action: 'account.password_reset', target })
    return sessions.endAllIn(tx, user.id)
  }

  return {
    /** @throws AppError WRONG_PASSWORD, ACCOUNT_LOCKED, WEAK_PASSWORD, PASSWORD_USED_BEFORE. */
    async change(
      actor: PersonActor,
      sessionId: string | null,
      input: { currentPassword: string; password: string },
    ): Promise<void> {
      await deps.passwordSignIn.confirmPassword(actor, input.currentPassword)
      const [user] = await db.query<store.UserRow>(store.userQuery, [actor.userId])
      if (!user) throw new AppError('NOT_SIGNED_IN')
      const hash = await hashNew(user, input.password)
      await db.global(async (tx) => {
        const { password_hash: current } = await store.lockExisting(tx, user.id)
        if (current !== user.password_hash) throw new AppError('WRONG_PASSWORD')
        await store.setPassword(tx, user.id, hash)
        await links.dropIn(tx, user.id, 'reset')
        await recordAccountAudit(tx, {
          actor,
          action: 'account.password_changed',
          target: { kind: 'user', id: user.id },
        })
        await tellChanged(tx, user)
        await sessions.endAllIn(tx, user.id, { except: sessionId })
      })
    },

    /** Looked up by a job, so that the answer takes as long for an address that is not known. */
    forgotLater: (email: string) =>
      db.global((tx) => jobs.enqueue(tx, 'accounts.forgot_password', { email, id: newId() })),

    forgot: ({ email, id }: { email: string; id: string }): Promise<void> =>
      db.global(async (tx) => {
        const user = await store.lockByEmail(tx, email)
        if (!user || user.email_verified_at === null) return
        const url = await links.issueIn(tx, { id, userId: user.id, purpose: 'reset' })
        if (!url) return
        await mail.send(tx, {
          to: email,
          locale: user.locale,
          template: 'password-reset',
          values: { name: user.name, url },
        })
      }),

    /** @throws AppError INVALID_LINK, WEAK_PASSWORD, PASSWORD_USED_BEFORE; a link whose password is refused stays good. */
    async resetByLink(input: { token: string; password: string }, from: RequestOrigin): Promise<{ email: string }> {
      const user = await db.global(async (tx) =>
        store.lockExisting(tx, (await links.peekIn(tx, input.token, 'reset')).user_id),
      )
      const hash = await hashNew(user, input.password)
      await db.global(async (tx) => {
        await links.useIn(tx, input.token, 'reset')
        await resetIn(tx, user, hash, { kind: 'anyone', userId: user.id, name: user.name, from })
        await tellChanged(tx, user)
      })
      return { email: user.email }
    },

    /**
     * Sets a password by `npm run admin`, without knowing the old one.
     * @returns how many sessions ended, or null when there is no such account.
     * @throws AppError WEAK_PASSWORD, PASSWORD_USED_BEFORE.
     */
    async resetByOperator(email: string, password: string): Promise<number | null> {
      const user = await db.global((tx) => store.lockByEmail(tx, email))
      if (!user) return null
      const hash = await hashNew(user, password)
      return db.global((tx) => resetIn(tx, user, hash, { kind: 'system' }))
    },
  }
}

export type PasswordChange = ReturnType<typeof createPasswordChange>
