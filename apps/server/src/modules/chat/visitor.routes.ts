import {
  type ChatEvent,
  listVisitorMessages,
  pollVisitor,
  postVisitorMessage,
  requestPerson,
  startSession,
  streamVisitor,
  type VisitorChat,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { page, route, streamRoute } from '../../platform/http/route.ts'
import { openEventStream } from '../../platform/http/sse.ts'
import type { Limiter } from '../../platform/limiter.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { ChatService } from './chat.service.ts'
import { findOpenAnswer, findSummary } from './chat.store.ts'
import { type Presenter, presentAnswer, presentMarks, presentState, type SummaryRow } from './chat-rows.ts'
import { followChat } from './live.ts'
import { waitForEvents } from './long-poll.ts'
import { messagePage, newestPage } from './message-pages.ts'
import type { VisitorTokens } from './visitor-tokens.ts'

const firstPage = 50

/** What a visitor's browser calls. */
export function visitorRoutes(deps: {
  db: Database
  hub: Hub
  present: Presenter
  chats: ChatService
  tokens: VisitorTokens
  messageLimiter: Limiter
}) {
  const { db, present, chats, tokens, messageLimiter } = deps

  return (app: FastifyInstance): void => {
    route(app, startSession, async ({ actor, body }) => {
      const known = body.token ? tokens.read(body.token, actor) : null
      const token = known && !body.startNew ? known : tokens.fresh(actor, known?.visitorId)
      const nothingYet = {
        token: tokens.issue(token),
        memberOnline: false,
        chat: null,
        messages: [],
        changes: [],
        olderCursor: null,
        answer: null,
      }
      if (token !== known) return nothingYet
      return db.transaction(actor.workspaceId, async (tx) => {
        const chat = await findSummary(tx, token.sessionId)
        if (!chat) return nothingYet
        const newest = await newestPage(tx, present, token.sessionId, firstPage)
        const answer = presentAnswer(await findOpenAnswer(tx, token.sessionId))
        return { token: tokens.issue(token), memberOnline: false, chat: presentVisitorChat(chat), ...newest, answer }
      })
    })

    route(app, postVisitorMessage, async ({ actor, body }) => {
      const token = tokens.require(body.token, actor)
      if (actor.isPaused) throw new AppError('WIDGET_PAUSED')
      const waitSeconds = await messageLimiter.take(token.visitorId)
      if (waitSeconds > 0) throw new AppError('RATE_LIMITED', { retryAfterSeconds: waitSeconds })
      const { message, isNew } = await chats.postAsVisitor(token, body, null)
      if (!isNew) messageLimiter.giveBack(token.visitorId)
      return message
    })

    route(app, listVisitorMessages, async ({ actor, body }) => {
      const token = tokens.require(body.token, actor)
      const { messages, nextCursor } = await db.transaction(actor.workspaceId, (tx) =>
        messagePage(tx, present, token.sessionId, body),
      )
      return page(messages, nextCursor)
    })

    route(app, requestPerson, async ({ actor, body }) => {
      const chat = await chats.requestPerson(tokens.require(body.token, actor))
      return chat
    })

    streamRoute(app, streamVisitor, async ({ actor, body, raw, reply }) => {
      const token = tokens.require(body.token, actor)
      const stream = openEventStream(raw, reply)
      const send = (event: ChatEvent) => stream.send(event, 'seq' in event ? event.seq : undefined)
      const chat = { workspaceId: actor.workspaceId, chatId: token.sessionId, after: body.after }
      const following = followChat(deps, chat, send, (error) => {
        raw.log.warn({ err: error }, 'a stream ended')
        stream.end()
      })
      stream.onEnd(following.stop)
      following.ready.then(
        (lastSeq) => stream.send({ type: 'ready', lastSeq } as ChatEvent),
        () => stream.end(),
      )
    })

    route(app, pollVisitor, async ({ actor, body, reply }) => {
      const token = tokens.require(body.token, actor)
      const chat = { workspaceId: actor.workspaceId, chatId: token.sessionId, after: body.after }
      const events = await waitForEvents<ChatEvent>(reply, body.waitMs, (send, fail) =>
        followChat(deps, chat, send, fail),
      )
      return { events }
    })
  }
}

const presentVisitorChat = (row: SummaryRow): VisitorChat => ({
  ...presentState(row),
  id: row.id,
  lastSeq: row.last_seq,
  marks: presentMarks(row),
})
