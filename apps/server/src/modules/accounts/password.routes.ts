import { changePassword, forgotPassword, resetPassword } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { originOf } from '../../platform/http/actor.ts'
import { route } from '../../platform/http/route.ts'
import type { MailLimits } from './mail-limits.ts'
import type { PasswordChange } from './password-change.ts'

export function passwordRoutes({ passwordChange, limits }: { passwordChange: PasswordChange; limits: MailLimits }) {
  return (app: FastifyInstance): void => {
    route(app, changePassword, async ({ actor, body, raw }) => {
      await passwordChange.change(actor, raw.sessionId, body)
      return {}
    })

    route(app, forgotPassword, async ({ body, raw }) => {
      await limits.takeMail(raw, 'reset', body.email)
      await passwordChange.forgotLater(body.email)
      return {}
    })

    route(app, resetPassword, ({ body, raw }) => passwordChange.resetByLink(body, originOf(raw)))
  }
}
