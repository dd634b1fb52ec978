import type { Locale, Me } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { hashOfToken, newToken } from '../../platform/secrets/random-token.ts'
import * as store from './accounts.store.ts'
import type { SignInCompletion } from './complete-sign-in.ts'
import type { AccountsCore } from './core.ts'
import { assertGoodPassword } from './password-rule.ts'
import type { Exchange } from './session-cookies.ts'

/** Makes a workspace with its first widget, in the transaction of that workspace. */
export type MakeWorkspace = (tx: Tx, workspace: { name: string; locale: Locale }) => Promise<void>

type SetUpInput = {
  token: string
  name: string
  email: string
  password: string
  workspaceName: string
  locale: Locale
}

/** The first account of an installation. */
export function createSetUp(core: AccountsCore, deps: { signIn: SignInCompletion; makeWorkspace: MakeWorkspace }) {
  const { db, passwords, nowMs } = core

  async function assertMayBegin(tx: Tx, token: string): Promise<void> {
    if (await store.hasUsers(tx)) throw new AppError('SETUP_DONE')
    if (!(await store.isSetupLink(tx, hashOfToken(token)))) throw new AppError('INVALID_SETUP_LINK')
  }

  return {
    isSetUp: () => db.global(store.hasUsers),

    /** A new one-time token while there is no account; null afterwards. Earlier tokens end. */
    makeSetupToken: (): Promise<string | null> =>
      db.global(async (tx) => {
        await store.lockAccounts(tx)
        if (await store.hasUsers(tx)) return null
        const token = newToken()
        await store.replaceSetupLink(tx, hashOfToken(token))
        return token
      }),

    /** Makes the first account: owner of a new workspace, of the sample one, and operator. */
    async setUp(input: SetUpInput, exchange: Exchange): Promise<Me> {
      await db.global((tx) => assertMayBegin(tx, input.token))
      assertGoodPassword(input.password, [input.name, input.email, input.workspaceName])
      const passwordHash = await passwords.hash(input.password)
      const userId = newId()
      await db.transaction(newId(), async (tx) => {
        await store.lockAccounts(tx)
        await assertMayBegin(tx, input.token)
        const { name, email, locale } = input
        const now = new Date(nowMs())
        await store.insertUser(tx, {
          id: userId,
          name,
          email,
          locale,
          passwordHash,
          isOperator: true,
          isVerified: true,
          now,
        })
        await deps.makeWorkspace(tx, { name: input.workspaceName, locale })
        await store.insertMembership(tx, userId, 'owner')
        await store.dropSetupLinks(tx)
      })
      const [sample] = await db.query<{ id: string | null }>('select sample_workspace() as id')
      if (sample?.id) await db.transaction(sample.id, (tx) => store.insertMembership(tx, userId, 'owner'))
      return deps.signIn.completeSignIn(userId, exchange, { by: 'set-up' })
    },
  }
}

export type SetUp = ReturnType<typeof createSetUp>
