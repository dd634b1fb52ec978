import { changeEmail, confirmEmail, getMe, updateMe } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/http/route.ts'
import { originOf, type SignInCompletion } from './complete-sign-in.ts'
import type { AccountsCore } from './core.ts'
import type { EmailChange } from './email-change.ts'
import { changeProfile } from './profile.ts'

export function profileRoutes(deps: { core: AccountsCore; emailChange: EmailChange; signIn: SignInCompletion }) {
  const { emailChange, signIn } = deps

  return (app: FastifyInstance): void => {
    route(app, getMe, ({ actor }) => signIn.meOf(actor.userId))

    route(app, updateMe, async ({ actor, body }) => {
      await changeProfile(deps.core, actor, body)
      return signIn.meOf(actor.userId)
    })

    route(app, changeEmail, async ({ actor, body }) => {
      await emailChange.ask(actor, body)
      return {}
    })

    route(app, confirmEmail, ({ body, raw }) => emailChange.confirm(body.token, originOf(raw)))
  }
}
