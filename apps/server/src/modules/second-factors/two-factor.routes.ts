import {
  disableTwoFactor,
  forgetDevice,
  getTwoFactor,
  logInWithCode,
  renewBackupCodes,
  setUpTwoFactor,
  verifyTwoFactor,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { originOf } from '../../platform/http/actor.ts'
import { route } from '../../platform/http/route.ts'
import type { AccountAccess } from './account-access.ts'
import { type TrustedDevices, trustedDays } from './trusted-devices.ts'
import type { TwoFactorService } from './two-factor.service.ts'

export const deviceCookie = 'minichat_device'

export function twoFactorRoutes(deps: {
  twoFactor: TwoFactorService
  devices: TrustedDevices
  accounts: AccountAccess
  isHttps: boolean
}) {
  const { twoFactor, devices, accounts } = deps

  return (app: FastifyInstance): void => {
    route(app, getTwoFactor, ({ actor }) => twoFactor.status(actor.userId))

    route(app, setUpTwoFactor, ({ actor, body }) => twoFactor.setUp(actor, body.password))

    route(app, verifyTwoFactor, ({ actor, body }) => twoFactor.verify(actor, body.code))

    route(app, logInWithCode, async ({ body, raw, reply }) => {
      const userAgent = (raw.headers['user-agent'] ?? '').slice(0, 300)
      const from = { ...originOf(raw), userAgent }
      const signIn = async () => {
        const { userId, deviceToken } = await twoFactor.answerChallenge(body, from)
        return { me: await accounts.completeSignIn(userId, { raw, reply }, { by: 'code' }), deviceToken }
      }
      const name = twoFactor.accountOf(body.challenge)
      const { me, deviceToken } = await accounts.tellRefused(raw, { step: 'code', name }, signIn())
      if (deviceToken !== null) {
        reply.setCookie(deviceCookie, deviceToken, {
          path: '/api/v1/auth',
          httpOnly: true,
          sameSite: 'lax',
          // On plain http in a local network the browser would drop a Secure cookie.
          secure: deps.isHttps || raw.protocol === 'https',
          maxAge: trustedDays * 24 * 3600,
        })
      }
      return { status: 'signed-in' as const, me }
    })

    route(app, disableTwoFactor, async ({ actor, body }) => {
      await twoFactor.disable(actor, body.password)
      return {}
    })

    route(app, renewBackupCodes, ({ actor, body }) => twoFactor.renewBackupCodes(actor, body.password))

    route(app, forgetDevice, async ({ actor, params }) => {
      await devices.forget(actor, params.deviceId)
      return {}
    })
  }
}
