import { randomBytes } from 'node:crypto'
import type { Locale } from '@minichat/contracts'
import { recordAccountAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { RequestOrigin } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import { jobs } from '../../platform/jobs/jobs.ts'
import * as store from './accounts.store.ts'
import type { AccountsCore } from './core.ts'
import { assertGoodPassword } from './password-rule.ts'
import type { MakeWorkspace } from './set-up.ts'

export type NewPerson = { name: string; email: string; password: string; locale: Locale }

/** Accounts that people make themselves, or are invited to. */
export function createRegistration(core: AccountsCore, makeWorkspace: MakeWorkspace) {
  const { db, mail, links, passwords, nowMs, publicUrl } = core
  const now = () => new Date(nowMs())

  async function mailVerification(tx: Tx, id: string, to: Pick<store.UserRow, 'id' | 'name' | 'email' | 'locale'>) {
    const url = await links.issueIn(tx, { id, userId: to.id, purpose: 'verify' })
    if (!url) return
    const { name, email, locale } = to
    await mail.send(tx, { to: email, locale, template: 'verify-email', values: { name, url } })
  }

  /** Somebody who has an account, or writes another's address, learns it by mail alone. */
  async function mailAlreadyRegistered(tx: Tx, email: string): Promise<void> {
    const user = await store.lockByEmail(tx, email)
    if (!user) return
    const values = {
      name: user.name,
      signInUrl: `${publicUrl()}/sign-in`,
      resetUrl: `${publicUrl()}/forgot-password`,
    }
    await mail.send(tx, { to: email, locale: user.locale, template: 'already-registered', values })
  }

  async function verifyIn(tx: Tx, user: store.UserRow, actor: Parameters<typeof recordAccountAudit>[1]['actor']) {
    await store.setVerified(tx, user.id, now())
    await recordAccountAudit(tx, {
      actor,
      action: 'account.email_verified',
      target: { kind: 'user', id: user.id, name: user.name },
    })
    tx.afterCommit(() => core.people.invalidate(user.id))
  }

  return {
    mailAlreadyRegistered,

    /**
     * Takes as long for an address that is known.
     * @param admit counts the registration; a weak password is no registration yet.
     * @throws AppError WEAK_PASSWORD, and what `admit` throws.
     */
    async register(
      person: NewPerson & { workspaceName: string },
      from: RequestOrigin,
      admit: () => Promise<void>,
    ): Promise<void> {
      const { name, email, locale, workspaceName } = person
      assertGoodPassword(person.password, [name, email, workspaceName])
      await admit()
      const passwordHash = await passwords.hash(person.password)
      const id = newId()
      await db.global(async (tx) => {
        await store.deleteUnverified(tx, email)
        const user = { id, name, email, locale, passwordHash, now: now() }
        const isNew = await store.insertUser(tx, { ...user, isVerified: false, pendingWorkspace: workspaceName })
        if (!isNew) return mailAlreadyRegistered(tx, email)
        await mailVerification(tx, newId(), user)
        const actor = { kind: 'anyone', userId: id, name, from } as const
        await recordAccountAudit(tx, { actor, action: 'account.registered', target: { kind: 'user', id, name } })
      })
    },

    /** @throws AppError INVALID_LINK. */
    verifyByLink: (token: string, from: RequestOrigin): Promise<{ email: string }> =>
      db.global(async (tx) => {
        const link = await links.useIn(tx, token, 'verify')
        const user = await store.lockExisting(tx, link.user_id)
        await verifyIn(tx, user, { kind: 'anyone', userId: user.id, name: user.name, from })
        return { email: user.email }
      }),

    /** Makes the workspace that was asked for at registration, when its owner signs in for the first time. */
    makePendingWorkspace: (userId: string): Promise<void> =>
      db.transaction(newId(), async (tx) => {
        const { pending_workspace: name, locale } = await store.lockExisting(tx, userId)
        if (name === null) return
        await makeWorkspace(tx, { name, locale })
        await store.insertMembership(tx, userId, 'owner')
        await store.dropPendingWorkspace(tx, userId)
        tx.afterCommit(() => core.people.invalidate(userId))
      }),

    /** For whoever gets no mail. @returns false when there is no such account. */
    verifyByOperator: (email: string): Promise<boolean> =>
      db.global(async (tx) => {
        const user = await store.lockByEmail(tx, email)
        if (user && user.email_verified_at === null) await verifyIn(tx, user, { kind: 'system' })
        return user !== undefined
      }),

    /** Looked up by a job, so that the answer takes as long for an address that is not known. */
    resendLater: (email: string) =>
      db.global((tx) => jobs.enqueue(tx, 'accounts.resend_verification', { email, id: newId() })),

    resend: ({ email, id }: { email: string; id: string }): Promise<void> =>
      db.global(async (tx) => {
        const user = await store.lockByEmail(tx, email)
        if (user && user.email_verified_at === null) await mailVerification(tx, id, user)
      }),

    /**
     * An account whose address an account elsewhere has proven, without a password that anybody knows: who wants one
     * sets it by "forgot password".
     * @param workspaceName of a workspace of their own, made at the first sign-in; null: they are invited to one.
     * @param also done in the same transaction.
     * @throws AppError EMAIL_TAKEN; REGISTRATION_CLOSED while the first account, an operator's, is still to be made.
     */
    async createProven(
      person: Omit<NewPerson, 'password'>,
      options: { workspaceName: string | null; from: RequestOrigin; also: (tx: Tx, userId: string) => Promise<void> },
    ): Promise<{ id: string }> {
      const { workspaceName, from, also } = options
      if (!(await db.global(store.hasUsers))) throw new AppError('REGISTRATION_CLOSED')
      const passwordHash = await passwords.hash(randomBytes(32).toString('base64url'))
      const id = newId()
      await db.global(async (tx) => {
        await store.deleteUnverified(tx, person.email)
        const user = { ...person, id, passwordHash, now: now(), isVerified: true, hasPassword: false }
        const isNew = await store.insertUser(tx, { ...user, pendingWorkspace: workspaceName ?? undefined })
        if (!isNew) throw new AppError('EMAIL_TAKEN')
        const actor = { kind: 'anyone', userId: id, name: person.name, from } as const
        const target = { kind: 'user', id, name: person.name }
        await recordAccountAudit(tx, { actor, action: 'account.registered', target })
        await also(tx, id)
      })
      return { id }
    },

    /**
     * An account whose address is proven already, as by an invitation.
     * @throws AppError WEAK_PASSWORD, EMAIL_TAKEN.
     */
    async createVerified({ password, ...person }: NewPerson): Promise<{ id: string }> {
      assertGoodPassword(password, [person.name, person.email])
      const passwordHash = await passwords.hash(password)
      const id = newId()
      await db.global(async (tx) => {
        await store.deleteUnverified(tx, person.email)
        const isNew = await store.insertUser(tx, { ...person, id, passwordHash, now: now(), isVerified: true })
        if (!isNew) throw new AppError('EMAIL_TAKEN')
      })
      return { id }
    },
  }
}

export type Registration = ReturnType<typeof createRegistration>
