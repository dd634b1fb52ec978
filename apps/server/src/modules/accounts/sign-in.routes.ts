import { getAuthOptions, getSetup, logIn, setUp, unlockAccount } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config.ts'
import { originOf } from '../../platform/http/actor.ts'
import { route } from '../../platform/http/route.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Locks } from './locks.ts'
import type { PasswordSignIn } from './password-sign-in.ts'
import type { TellRefused } from './refused-sign-ins.ts'
import type { SetUp } from './set-up.ts'

export type AuthProvider = { id: string; name: string }

export function signInRoutes(deps: {
  setUp: SetUp
  passwordSignIn: PasswordSignIn
  tellRefused: TellRefused
  locks: Locks
  hasSample: () => Promise<boolean>
  registration: Config['registration']
  mail: Mail
  providers: readonly AuthProvider[]
}) {
  const { registration, mail } = deps

  return (app: FastifyInstance): void => {
    route(app, getSetup, async () => {
      const [isSetUp, hasSample] = await Promise.all([deps.setUp.isSetUp(), deps.hasSample()])
      return { needed: !isSetUp, hasSample, registration }
    })

    route(app, setUp, (request) => deps.setUp.setUp(request.body, request))

    route(app, getAuthOptions, async () => ({
      registration,
      sendsMail: mail.isConfigured,
      mailbox: mail.mailbox,
      providers: [...deps.providers],
    }))

    route(app, logIn, (request) => {
      const signingIn = deps.passwordSignIn.logIn(request.body, request)
      return deps.tellRefused(request.raw, { step: 'password', name: request.body.email }, signingIn)
    })

    route(app, unlockAccount, ({ body, raw }) => deps.locks.unlockByLink(body.token, originOf(raw)))
  }
}
