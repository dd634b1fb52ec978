import { type AuditActor, recordAccountAudit } from '../../platform/audit.ts'
import { isUniqueViolation, type Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PersonActor, RequestOrigin } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import * as store from './accounts.store.ts'
import type { AccountsCore } from './core.ts'
import type { LinkRow } from './links.ts'
import type { PasswordSignIn } from './password-sign-in.ts'
import type { Registration } from './registration.ts'

/** Another address, once both mailboxes have confirmed it. */
export function createEmailChange(
  core: AccountsCore,
  deps: { passwordSignIn: PasswordSignIn; registration: Registration },
) {
  const { db, mail, links, people } = core

  const purposes = ['email-old', 'email-new'] as const

  const issue = (tx: Tx, user: store.UserRow, purpose: (typeof purposes)[number], email: string) =>
    links.issueIn(tx, { id: newId(), userId: user.id, purpose, email })

  async function mailOld(tx: Tx, user: store.UserRow, newEmail: string): Promise<void> {
    const { name, email: to, locale } = user
    const url = await issue(tx, user, 'email-old', newEmail)
    if (url) await mail.send(tx, { to, locale, template: 'email-change-old', values: { name, newEmail, url } })
  }

  /** The same to see for an address that somebody else has: they are told, and the caller is not. */
  async function mailNew(tx: Tx, user: store.UserRow, newEmail: string): Promise<void> {
    const { name, email: oldEmail, locale } = user
    const other = await store.lockByEmail(tx, newEmail)
    const url = await issue(tx, user, 'email-new', newEmail)
    if (other && other.email_verified_at !== null) return deps.registration.mailAlreadyRegistered(tx, newEmail)
    if (url)
      await mail.send(tx, { to: newEmail, locale, template: 'email-change-new', values: { name, oldEmail, url } })
  }

  /** The two links of a change that is not complete. */
  async function openIn(tx: Tx, userId: string) {
    const open = await links.listIn(tx, userId, ...purposes)
    const [old, fresh] = purposes.map((purpose) => open.find((one) => one.purpose === purpose))
    return old && fresh?.email ? { old, fresh, email: fresh.email } : null
  }

  async function apply(tx: Tx, user: store.UserRow, newEmail: string, actor: AuditActor): Promise<void> {
    await store.deleteUnverified(tx, newEmail)
    await tx.query('update users set email = $2 where id = $1', [user.id, newEmail]).catch((error: unknown) => {
      throw isUniqueViolation(error) ? new AppError('EMAIL_TAKEN', { cause: error }) : error
    })
    // What was mailed to the old address is good for nothing now.
    await links.dropIn(tx, user.id, 'reset', 'unlock', 'email-old', 'email-new')
    await recordAccountAudit(tx, {
      actor,
      action: 'account.email_changed',
      target: { kind: 'user', id: user.id, name: user.name },
      before: { email: user.email },
      after: { email: newEmail },
    })
    const { name, email: to, locale } = user
    await mail.send(tx, { to, locale, template: 'email-changed', values: { name, newEmail } })
    tx.afterCommit(() => people.invalidate(user.id))
  }

  /** Whether the other of the two has been confirmed, in time, for the same address. */
  const isOtherConfirmed = async (tx: Tx, { purpose, email, user_id }: LinkRow, now: Date) =>
    (
      await tx.query(
        `select 1 from account_links
         where user_id = $1 and purpose = $2 and email = $3 and used_at is not null and expires_at > $4`,
        [user_id, purpose === 'email-old' ? 'email-new' : 'email-old', email, now],
      )
    ).length > 0

  return {
    /**
     * Mails a link to both addresses.
     * @throws AppError WRONG_PASSWORD, ACCOUNT_LOCKED, MAIL_NOT_CONFIGURED.
     */
    async ask(actor: PersonActor, { email, password }: { email: string; password: string }): Promise<void> {
      if (!core.mail.isReadable) throw new AppError('MAIL_NOT_CONFIGURED')
      await deps.passwordSignIn.confirmPassword(actor, password)
      await db.global(async (tx) => {
        const user = await store.lockExisting(tx, actor.userId)
        if (user.email === email) return
        await recordAccountAudit(tx, {
          actor,
          action: 'account.email_change_asked',
          target: { kind: 'user', id: user.id },
          after: { email },
        })
        await mailOld(tx, user, email)
        await mailNew(tx, user, email)
      })
    },

    /** The change that waits; null: none does. */
    pending: (userId: string) =>
      db.global(async (tx) => {
        const open = await openIn(tx, userId)
        if (!open) return null
        const { old, fresh, email } = open
        return {
          email,
          isOldConfirmed: old.used_at !== null,
          isNewConfirmed: fresh.used_at !== null,
          expiresAt: new Date(Math.min(old.expires_at.getTime(), fresh.expires_at.getTime())).toISOString(),
        }
      }),

    /** Mails what is still to be confirmed. @throws AppError NOT_FOUND when nothing waits; so does `cancel`. */
    resend: (actor: PersonActor): Promise<void> =>
      db.global(async (tx) => {
        const user = await store.lockExisting(tx, actor.userId)
        const open = await openIn(tx, user.id)
        if (!open) throw new AppError('NOT_FOUND')
        const { old, fresh, email } = open
        const target = { kind: 'user', id: user.id }
        await recordAccountAudit(tx, { actor, action: 'account.email_change_resent', target, after: { email } })
        await (old.used_at ? links.prolongIn(tx, old) : mailOld(tx, user, email))
        await (fresh.used_at ? links.prolongIn(tx, fresh) : mailNew(tx, user, email))
      }),

    cancel: (actor: PersonActor): Promise<void> =>
      db.global(async (tx) => {
        const open = await openIn(tx, actor.userId)
        if (!open) throw new AppError('NOT_FOUND')
        await links.dropIn(tx, actor.userId, ...purposes)
        const target = { kind: 'user', id: actor.userId }
        const before = { email: open.email }
        await recordAccountAudit(tx, { actor, action: 'account.email_change_cancelled', target, before })
      }),

    /** @throws AppError INVALID_LINK, EMAIL_TAKEN. */
    confirm: (token: string, from: RequestOrigin): Promise<{ isChanged: boolean }> =>
      db.global(async (tx) => {
        const { user_id } = await links.peekIn(tx, token, 'email-old', 'email-new')
        // Both may be confirmed at the same moment: the second waits here, and sees the first.
        const user = await store.lockExisting(tx, user_id)
        const link = await links.useIn(tx, token, 'email-old', 'email-new')
        if (link.email === null || !(await isOtherConfirmed(tx, link, new Date(core.nowMs())))) {
          return { isChanged: false }
        }
        await apply(tx, user, link.email, { kind: 'anyone', userId: user.id, name: user.name, from })
        return { isChanged: true }
      }),
  }
}

export type EmailChange = ReturnType<typeof createEmailChange>
