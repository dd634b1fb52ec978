import { register, resendVerification, verifyEmail } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config.ts'
import { AppError } from '../../platform/errors.ts'
import { originOf } from '../../platform/http/actor.ts'
import { route } from '../../platform/http/route.ts'
import type { MailLimits } from './mail-limits.ts'
import type { Registration } from './registration.ts'
import type { SetUp } from './set-up.ts'

export function registrationRoutes(deps: {
  registration: Registration
  setUp: SetUp
  policy: Config['registration']
  limits: MailLimits
}) {
  const { registration, limits } = deps

  return (app: FastifyInstance): void => {
    route(app, register, async ({ body, raw }) => {
      // The first account is that of whoever runs the server.
      if (deps.policy !== 'open' || !(await deps.setUp.isSetUp())) throw new AppError('REGISTRATION_CLOSED')
      await registration.register(body, originOf(raw), () => limits.takeRegistration(raw))
      return { email: body.email }
    })

    route(app, verifyEmail, ({ body, raw }) => registration.verifyByLink(body.token, originOf(raw)))

    route(app, resendVerification, async ({ body, raw }) => {
      await limits.takeMail(raw, 'verify', body.email)
      await registration.resendLater(body.email)
      return {}
    })
  }
}
