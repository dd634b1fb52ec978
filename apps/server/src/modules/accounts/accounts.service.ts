import { createHash, randomBytes } from 'node:crypto'
import { isStrongPassword, type Locale, type Me } from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { sessionEndTopic } from '../../platform/http/session-end.ts'
import { newId } from '../../platform/ids.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import * as store from './accounts.store.ts'
import type { Passwords } from './passwords.ts'

const sessionDays = 30

type Device = { userAgent: string; address: string }
/** `token` is for the cookie; only its hash is stored. */
export type SignedIn = { me: Me; token: string; maxAgeSeconds: number }

const hashOf = (token: string) => createHash('sha256').update(token).digest()
const newToken = () => randomBytes(32).toString('base64url')

/** @param makeWorkspace makes a workspace with its first widget, in the transaction of that workspace. */
export function createAccountsService(deps: {
  db: Database
  hub: Hub
  passwords: Passwords
  makeWorkspace: (tx: Tx, workspace: { name: string; locale: 'en' | 'th' }) => Promise<void>
}) {
  const { db, hub, passwords } = deps

  async function meOf(userId: string): Promise<Me> {
    const [user] = await db.query<{ id: string; name: string; email: string; locale: Locale; is_operator: boolean }>(
      'select id, name, email, locale, is_operator from users where id = $1',
      [userId],
    )
    if (!user) throw new AppError('NOT_SIGNED_IN')
    const memberships = await db.query<store.MembershipRow>(store.membershipsQuery, [userId])
    return {
      user: {
        id: user.id,
        name: user.name,
        email: user.email,
        username: null,
        locale: user.locale,
        isOperator: user.is_operator,
      },
      workspaces: memberships.map((row) => ({
        id: row.workspace_id,
        name: row.name,
        role: row.role,
        isSample: row.is_sample,
      })),
    }
  }

  async function openSession(tx: Tx, userId: string, device: Device): Promise<string> {
    const token = newToken()
    await store.insertSession(tx, { id: newId(), userId, tokenHash: hashOf(token), ...device, days: sessionDays })
    return token
  }

  const signedIn = async (userId: string, token: string): Promise<SignedIn> => ({
    me: await meOf(userId),
    token,
    maxAgeSeconds: sessionDays * 24 * 3600,
  })

  return {
    meOf,

    isSetUp: () => db.global(store.hasUsers),

    /** A new one-time token while there is no account; null afterwards. Earlier tokens end. */
    makeSetupToken: (): Promise<string | null> =>
      db.global(async (tx) => {
        await store.lockAccounts(tx)
        if (await store.hasUsers(tx)) return null
        const token = newToken()
        await store.replaceSetupLink(tx, hashOf(token))
        return token
      }),

    /** Makes the first account: owner of a new workspace, of the sample one, and operator. */
    async setUp(
      input: {
        token: string
        name: string
        email: string
        password: string
        workspaceName: string
        locale: 'en' | 'th'
      },
      device: Device,
    ): Promise<SignedIn> {
      if (await db.global(store.hasUsers)) throw new AppError('SETUP_DONE')
      if (!(await db.global((tx) => store.isSetupLink(tx, hashOf(input.token)))))
        throw new AppError('INVALID_SETUP_LINK')
      if (!isStrongPassword(input.password)) throw new AppError('WEAK_PASSWORD')
      const passwordHash = await passwords.hash(input.password)
      const userId = newId()
      const token = await db.transaction(newId(), async (tx) => {
        await store.lockAccounts(tx)
        if (await store.hasUsers(tx)) throw new AppError('SETUP_DONE')
        if (!(await store.isSetupLink(tx, hashOf(input.token)))) throw new AppError('INVALID_SETUP_LINK')
        await store.insertUser(tx, { ...input, id: userId, passwordHash, isOperator: true })
        await deps.makeWorkspace(tx, { name: input.workspaceName, locale: input.locale })
        await store.insertMembership(tx, userId, 'owner')
        await store.dropSetupLinks(tx)
        return openSession(tx, userId, device)
      })
      const sampleId = (await db.query<{ id: string | null }>('select sample_workspace() as id'))[0]?.id
      if (sampleId) await db.transaction(sampleId, (tx) => store.insertMembership(tx, userId, 'owner'))
      return signedIn(userId, token)
    },

    async logIn(input: { email: string; password: string }, device: Device): Promise<SignedIn> {
      const attempt = await db.global((tx) => store.countAttempt(tx, input.email))
      const isRight = await passwords.matches(input.password, attempt?.password_hash ?? null)
      if (!attempt || !isRight) {
        const seconds = await db.global((tx) => store.lockedForSeconds(tx, input.email))
        if (seconds > 0) throw new AppError('ACCOUNT_LOCKED', { retryAfterSeconds: seconds })
        throw new AppError('WRONG_CREDENTIALS')
      }
      const token = await db.global(async (tx) => {
        if (!(await store.clearAttempts(tx, attempt))) throw new AppError('WRONG_CREDENTIALS')
        return openSession(tx, attempt.id, device)
      })
      return signedIn(attempt.id, token)
    },

    /** Ends the session; streams that it holds open end at once. */
    async logOut(token: string): Promise<void> {
      const ended = await db.global((tx) => store.deleteSession(tx, hashOf(token)))
      if (ended) hub.publish(sessionEndTopic(ended.id), null)
    },

    findSession: async (token: string) =>
      (await db.query<store.SessionRow>(store.sessionQuery, [hashOf(token)]))[0] ?? null,
    membershipsOf: (userId: string) => db.query<store.MembershipRow>(store.membershipsQuery, [userId]),
    deleteExpiredSessions: () => db.global(store.deleteExpiredSessions),

    /** Everybody with an account, by address. */
    people: () => db.query<store.PersonRow>(store.peopleQuery),
    isKnown: (email: string) => db.global((tx) => store.isKnown(tx, email)),
    /** @returns false when there is no such account; so does `unlock`. */
    makeOperator: (email: string) => db.global((tx) => store.setOperator(tx, email)),
    unlock: (email: string) => db.global((tx) => store.unlock(tx, email)),

    /**
     * Sets a password without knowing the old one, takes a lock off and ends every sign-in session with its streams.
     * @returns how many sessions ended, or null when there is no such account.
     * @throws AppError WEAK_PASSWORD.
     */
    async resetPassword(email: string, password: string): Promise<number | null> {
      if (!isStrongPassword(password)) throw new AppError('WEAK_PASSWORD')
      const passwordHash = await passwords.hash(password)
      const ended = await db.global(async (tx) => {
        const user = await store.setPassword(tx, email, passwordHash)
        return user ? store.deleteSessionsOf(tx, user.id) : null
      })
      for (const { id } of ended ?? []) hub.publish(sessionEndTopic(id), null)
      return ended?.length ?? null
    },
  }
}

export type AccountsService = ReturnType<typeof createAccountsService>
