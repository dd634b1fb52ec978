import {
  addPasskey,
  beginPasskey,
  beginPasskeyLogIn,
  listPasskeys,
  logInWithPasskey,
  removePasskey,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/http/route.ts'
import type { AccountAccess } from './account-access.ts'
import type { PasskeysService } from './passkeys.service.ts'
import { relyingPartyOf } from './relying-party.ts'

export function passkeysRoutes(deps: {
  passkeys: PasskeysService
  accounts: AccountAccess
  /** null: none was configured. */
  publicUrl: string | null
}) {
  const { passkeys, accounts, publicUrl } = deps

  return (app: FastifyInstance): void => {
    route(app, listPasskeys, ({ actor }) => passkeys.list(actor.userId))

    route(app, beginPasskey, ({ actor, body, raw }) =>
      passkeys.begin(actor, body.password, relyingPartyOf(publicUrl, raw)),
    )

    route(app, addPasskey, ({ actor, body, raw }) => passkeys.add(actor, body, relyingPartyOf(publicUrl, raw)))

    route(app, removePasskey, async ({ actor, params, body }) => {
      await passkeys.remove(actor, params.passkeyId, body.password)
      return {}
    })

    route(app, beginPasskeyLogIn, async ({ raw }) => passkeys.beginLogIn(relyingPartyOf(publicUrl, raw)))

    route(app, logInWithPasskey, async ({ body, raw, reply }) => {
      const signIn = async () => {
        const userId = await passkeys.check(body, relyingPartyOf(publicUrl, raw))
        return accounts.completeSignIn(userId, { raw, reply }, { by: 'passkey' })
      }
      const me = await accounts.tellRefused(raw, { step: 'passkey', name: null }, signIn())
      return { status: 'signed-in' as const, me }
    })
  }
}
