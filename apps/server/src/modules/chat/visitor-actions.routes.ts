import {
  editVisitorMessage,
  eraseVisitor,
  exportVisitor,
  markVisitorChat,
  regenerateAnswer,
  removeVisitorMessage,
  resetVisitorChat,
  stopAnswer,
  trackVisitor,
  typeAsVisitor,
  updateVisitor,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import type { Limiter } from '../../platform/limiter.ts'
import type { ChatService } from './chat.service.ts'
import type { VisitorTokens } from './visitor-tokens.ts'

/** What a visitor does in a chat beyond writing. */
export function visitorActionRoutes(deps: { chats: ChatService; tokens: VisitorTokens; messageLimiter: Limiter }) {
  const { chats, tokens, messageLimiter } = deps

  /** What may have the AI answer once more costs what a message costs. */
  async function countAsMessage(visitorId: string): Promise<void> {
    const waitSeconds = await messageLimiter.take(visitorId)
    if (waitSeconds > 0) throw new AppError('RATE_LIMITED', { retryAfterSeconds: waitSeconds })
  }

  return (app: FastifyInstance): void => {
    route(app, editVisitorMessage, async ({ actor, body }) => {
      const token = tokens.require(body.token, actor)
      await countAsMessage(token.visitorId)
      return chats.editAsVisitor(token, body)
    })

    route(app, removeVisitorMessage, async ({ actor, body }) =>
      chats.removeAsVisitor(tokens.require(body.token, actor), body.messageId),
    )

    route(app, markVisitorChat, async ({ actor, body }) => {
      const { workspaceId, sessionId } = tokens.require(body.token, actor)
      return chats.mark('visitor', workspaceId, sessionId, body)
    })

    route(app, typeAsVisitor, async ({ actor, body }) => {
      chats.typeAsVisitor(tokens.require(body.token, actor))
      return {}
    })

    route(app, stopAnswer, async ({ actor, body }) => {
      await chats.stopAnswer(tokens.require(body.token, actor))
      return {}
    })

    route(app, regenerateAnswer, async ({ actor, body }) => {
      const token = tokens.require(body.token, actor)
      if (actor.isPaused) throw new AppError('WIDGET_PAUSED')
      await countAsMessage(token.visitorId)
      await chats.regenerate(token, body.messageId)
      return {}
    })

    route(app, resetVisitorChat, async ({ actor, body }) => {
      const token = tokens.require(body.token, actor)
      await chats.reset(token)
      return {
        token: tokens.issue(tokens.fresh(actor, token.visitorId)),
        memberOnline: false,
        chat: null,
        messages: [],
        changes: [],
        olderCursor: null,
        answer: null,
      }
    })

    route(app, updateVisitor, async ({ actor, body }) => {
      const { token, ...change } = body
      return chats.updateVisitor(tokens.require(token, actor), change)
    })

    route(app, trackVisitor, async ({ actor, body }) => {
      await chats.track(tokens.require(body.token, actor), body)
      return {}
    })

    route(app, exportVisitor, async ({ actor, body }) => chats.exportVisitor(tokens.require(body.token, actor)))

    route(app, eraseVisitor, async ({ actor, body }) => {
      await chats.eraseVisitor(tokens.require(body.token, actor))
      return {}
    })
  }
}
