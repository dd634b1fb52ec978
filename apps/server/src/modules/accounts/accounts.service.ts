import { createHash, randomBytes } from 'node:crypto'
import { isStrongPassword } from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import * as store from './accounts.store.ts'
import type { SignInCompletion } from './complete-sign-in.ts'
import type { Passwords } from './passwords.ts'
import type { Exchange } from './session-cookies.ts'
import type { Sessions } from './sessions.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest()
const newToken = () => randomBytes(32).toString('base64url')

/** @param makeWorkspace makes a workspace with its first widget, in the transaction of that workspace. */
export function createAccountsService(deps: {
  db: Database
  passwords: Passwords
  sessions: Sessions
  signIn: SignInCompletion
  makeWorkspace: (tx: Tx, workspace: { name: string; locale: 'en' | 'th' }) => Promise<void>
}) {
  const { db, passwords, sessions, signIn } = deps

  return {
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
      exchange: Exchange,
    ) {
      if (await db.global(store.hasUsers)) throw new AppError('SETUP_DONE')
      if (!(await db.global((tx) => store.isSetupLink(tx, hashOf(input.token)))))
        throw new AppError('INVALID_SETUP_LINK')
      if (!isStrongPassword(input.password)) throw new AppError('WEAK_PASSWORD')
      const passwordHash = await passwords.hash(input.password)
      const userId = newId()
      await db.transaction(newId(), async (tx) => {
        await store.lockAccounts(tx)
        if (await store.hasUsers(tx)) throw new AppError('SETUP_DONE')
        if (!(await store.isSetupLink(tx, hashOf(input.token)))) throw new AppError('INVALID_SETUP_LINK')
        await store.insertUser(tx, { ...input, id: userId, passwordHash, isOperator: true })
        await deps.makeWorkspace(tx, { name: input.workspaceName, locale: input.locale })
        await store.insertMembership(tx, userId, 'owner')
        await store.dropSetupLinks(tx)
      })
      const sampleId = (await db.query<{ id: string | null }>('select sample_workspace() as id'))[0]?.id
      if (sampleId) await db.transaction(sampleId, (tx) => store.insertMembership(tx, userId, 'owner'))
      return signIn.completeSignIn(userId, exchange, { by: 'set-up' })
    },

    async logIn(input: { email: string; password: string }, exchange: Exchange) {
      const attempt = await db.global((tx) => store.countAttempt(tx, input.email))
      const isRight = await passwords.matches(input.password, attempt?.password_hash ?? null)
      if (!attempt || !isRight) {
        const seconds = await db.global((tx) => store.lockedForSeconds(tx, input.email))
        if (seconds > 0) throw new AppError('ACCOUNT_LOCKED', { retryAfterSeconds: seconds })
        throw new AppError('WRONG_CREDENTIALS')
      }
      if (!(await db.global((tx) => store.clearAttempts(tx, attempt)))) throw new AppError('WRONG_CREDENTIALS')
      return signIn.completeSignIn(attempt.id, exchange, { by: 'password', passwordHash: attempt.password_hash })
    },

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
      return db.global(async (tx) => {
        const user = await store.setPassword(tx, email, passwordHash)
        return user ? sessions.endAllIn(tx, user.id) : null
      })
    },
  }
}

export type AccountsService = ReturnType<typeof createAccountsService>
