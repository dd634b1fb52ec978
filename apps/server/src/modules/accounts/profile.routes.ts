import {
  cancelEmailChange,
  changeEmail,
  confirmEmail,
  getEmailChange,
  getMe,
  type Me,
  markGuides,
  resendEmailChange,
  updateMe,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { type MemberActor, originOf } from '../../platform/http/actor.ts'
import type { CallerKey } from '../../platform/http/authorise.ts'
import { route } from '../../platform/http/route.ts'
import type { SignInCompletion } from './complete-sign-in.ts'
import type { AccountsCore } from './core.ts'
import type { EmailChange } from './email-change.ts'
import type { MailLimits } from './mail-limits.ts'
import { changeProfile, noteGuides } from './profile.ts'

/** What an API key is told of itself. */
export type MeOfKey = (actor: MemberActor, key: CallerKey) => Promise<Me>

export function profileRoutes(deps: {
  core: AccountsCore
  emailChange: EmailChange
  limits: MailLimits
  signIn: SignInCompletion
  meOfKey: MeOfKey
}) {
  const { emailChange, signIn, meOfKey } = deps

  return (app: FastifyInstance): void => {
    route(app, getMe, ({ actor, raw }) =>
      actor.kind === 'member' && raw.apiKey ? meOfKey(actor, raw.apiKey) : signIn.meOf(actor.userId, raw.sessionId),
    )

    route(app, updateMe, async ({ actor, body, raw }) => {
      await changeProfile(deps.core, actor, body)
      return signIn.meOf(actor.userId, raw.sessionId)
    })

    route(app, markGuides, ({ actor, body }) => noteGuides(deps.core, actor.userId, body.seen))

    route(app, changeEmail, async ({ actor, body }) => {
      await emailChange.ask(actor, body)
      return {}
    })

    route(app, getEmailChange, ({ actor }) => emailChange.pending(actor.userId))

    route(app, resendEmailChange, async ({ actor, raw }) => {
      await deps.limits.takeMail(raw, 'change', actor.userId)
      await emailChange.resend(actor)
      return {}
    })

    route(app, cancelEmailChange, async ({ actor }) => {
      await emailChange.cancel(actor)
      return {}
    })

    route(app, confirmEmail, ({ body, raw }) => emailChange.confirm(body.token, originOf(raw)))
  }
}
