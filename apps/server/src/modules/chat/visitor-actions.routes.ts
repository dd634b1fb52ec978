import {
  editVisitorMessage,
  eraseVisitor,
  exportVisitor,
  markVisitorChat,
  rateAnswer,
  rateChat,
  regenerateAnswer,
  removeVisitorMessage,
  resetVisitorChat,
  stopAnswer,
  tellWhereabouts,
  trackVisitor,
  typeAsVisitor,
  updateVisitor,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import type { VisitorActor } from '../../platform/http/actor.ts'
import { route } from '../../platform/http/route.ts'
import type { Presence } from '../../platform/realtime/presence.ts'
import type { ChatService } from './chat.service.ts'
import type { Duty } from './duty.ts'
import { noChat } from './message-pages.ts'
import { membersKey } from './topics.ts'
import type { VisitorGate } from './visitor-gate.ts'
import type { VisitorLimits } from './visitor-limits.ts'
import { type VisitorToken, type VisitorTokens, verifiedUntil } from './visitor-tokens.ts'

/** What a visitor does in a chat beyond writing. */
export function visitorActionRoutes(deps: {
  chats: ChatService
  tokens: VisitorTokens
  gate: VisitorGate
  limits: VisitorLimits
  presence: Presence
  duty: Pick<Duty, 'backAt'>
  describeDevice: (userAgent: string) => string
}) {
  const { chats, tokens, gate, limits, presence, duty, describeDevice } = deps

  /** The token of somebody who has not done too much in the last minute. */
  async function visitorOf(text: string, actor: VisitorActor): Promise<VisitorToken> {
    const token = await gate.require(text, actor)
    await limits.takeSignal(token)
    return token
  }

  return (app: FastifyInstance): void => {
    // What may have the AI answer once more costs what a message costs.
    route(app, editVisitorMessage, async ({ actor, body, raw, reply }) => {
      const token = await gate.require(body.token, actor)
      await limits.takeMessage(token, raw, reply)
      return chats.editAsVisitor(token, body)
    })

    route(app, removeVisitorMessage, async ({ actor, body }) =>
      chats.removeAsVisitor(await visitorOf(body.token, actor), body.messageId),
    )

    route(app, markVisitorChat, async ({ actor, body }) => {
      const token = await visitorOf(body.token, actor)
      return chats.mark('visitor', token.workspaceId, token.sessionId, body)
    })

    route(app, typeAsVisitor, async ({ actor, body }) => {
      const token = await visitorOf(body.token, actor)
      chats.typeAsVisitor(token)
      return {}
    })

    route(app, stopAnswer, async ({ actor, body }) => {
      await chats.stopAnswer(await visitorOf(body.token, actor))
      return {}
    })

    route(app, regenerateAnswer, async ({ actor, body, raw, reply }) => {
      const token = await gate.require(body.token, actor)
      if (actor.isPaused) throw new AppError('WIDGET_PAUSED')
      await limits.takeMessage(token, raw, reply)
      await chats.regenerate(token, body.messageId)
      return {}
    })

    route(app, rateAnswer, async ({ actor, body }) => {
      const { token, ...said } = body
      return chats.rateAnswer(await visitorOf(token, actor), said)
    })

    route(app, resetVisitorChat, async ({ actor, body }) => {
      const token = await visitorOf(body.token, actor)
      await chats.reset(token)
      return {
        token: tokens.issue(token.proof ? chats.next(token) : tokens.fresh(actor, token)),
        verifiedUntil: verifiedUntil(token),
        memberOnline: presence.isOnline(membersKey(actor.workspaceId)),
        backAt: await duty.backAt(actor.workspaceId),
        ...noChat,
      }
    })

    route(app, updateVisitor, async ({ actor, body }) => {
      const { token: text, ...change } = body
      return chats.updateVisitor(await visitorOf(text, actor), change)
    })

    route(app, rateChat, async ({ actor, body }) => {
      await chats.rate(await visitorOf(body.token, actor), body)
      return {}
    })

    route(app, trackVisitor, async ({ actor, body }) => {
      const token = await visitorOf(body.token, actor)
      await chats.track(token, body)
      return {}
    })

    route(app, tellWhereabouts, async ({ actor, body, raw }) => {
      const { token: text, ...told } = body
      const device = describeDevice(raw.headers['user-agent'] ?? '')
      await chats.noteWhereabouts(await visitorOf(text, actor), { ...told, device }, actor.needsConsent)
      return {}
    })

    route(app, exportVisitor, async ({ actor, body }) => chats.exportVisitor(await visitorOf(body.token, actor)))

    route(app, eraseVisitor, async ({ actor, body }) => {
      await chats.eraseVisitor(await visitorOf(body.token, actor))
      return {}
    })
  }
}
