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
import { type EventStream, openEventStream } from '../../platform/http/sse.ts'
import { LiveEvent } from '../../platform/realtime/live-event.ts'
import type { Presence } from '../../platform/realtime/presence.ts'
import type { Identities } from '../identity/index.ts'
import { findOpenAnswer } from './answers.store.ts'
import type { ChatService } from './chat.service.ts'
import { findSummary } from './chat.store.ts'
import { type Presenter, presentAnswer, presentMarks, presentState, type SummaryRow } from './chat-rows.ts'
import type { Duty } from './duty.ts'
import { followAsVisitor } from './follow-as.ts'
import { waitForEvents } from './long-poll.ts'
import { messagePage, newestPage, noChat } from './message-pages.ts'
import type { StreamWalls } from './stream-walls.ts'
import { membersKey } from './topics.ts'
import type { VisitorGate } from './visitor-gate.ts'
import type { VisitorLimits } from './visitor-limits.ts'
import { type VisitorTokens, verifiedUntil } from './visitor-tokens.ts'

const firstPage = 50

/** What a visitor's browser calls. */
export function visitorRoutes(deps: {
  db: Database
  present: Presenter
  chats: ChatService
  tokens: VisitorTokens
  gate: VisitorGate
  walls: StreamWalls
  identities: Pick<Identities, 'verify'>
  limits: VisitorLimits
  presence: Presence
  /** What those who follow their chat stand on. */
  following: Parameters<typeof followAsVisitor>[0]
  sourceOf: (address: string) => string
  /** Somebody who has no chat under way opens the widget. */
  onOpened: (workspaceId: string, widgetId: string) => void
  duty: Pick<Duty, 'backAt'>
}) {
  const { db, present, chats, tokens, gate, walls, identities, limits, presence } = deps

  /** Nothing of the request is seen from here: it is not kept in memory for as long as the stream lives. */
  function stream(open: EventStream, workspaceId: string, chatId: string, after: number): void {
    const following = followAsVisitor(
      deps.following,
      { workspaceId, chatId, after, room: () => open.room(), isStream: true },
      (live) => open.send(live),
      // The client comes back with its last number.
      () => open.end(),
    )
    open.onEnd(following.stop)
    following.ready.then(
      (lastSeq) => open.send(new LiveEvent({ type: 'ready', lastSeq })),
      () => open.end(),
    )
  }

  return (app: FastifyInstance): void => {
    route(app, startSession, async ({ actor, body, params }) => {
      const proof = body.identity ? await identities.verify(actor.workspaceId, params.widgetKey, body.identity) : null
      const known = body.token ? await gate.read(body.token, actor) : null
      const token = proof
        ? await chats.enter(actor, proof, known, body.startNew)
        : known && !body.startNew
          ? known
          : tokens.fresh(actor, known)
      gate.assertWelcome(token, actor)
      const opened = () => deps.onOpened(actor.workspaceId, actor.widgetId)
      const nothingYet = {
        token: tokens.issue(token),
        verifiedUntil: verifiedUntil(token),
        memberOnline: presence.isOnline(membersKey(actor.workspaceId)),
        backAt: await deps.duty.backAt(actor.workspaceId),
        ...noChat,
      }
      if (!proof && token !== known) {
        opened()
        return nothingYet
      }
      const session = await db.transaction(actor.workspaceId, async (tx) => {
        const chat = await findSummary(tx, token.sessionId)
        if (!chat) return nothingYet
        const newest = await newestPage(tx, present, token.sessionId, firstPage)
        const answer = presentAnswer(await findOpenAnswer(tx, token.sessionId))
        return {
          ...nothingYet,
          chat: presentVisitorChat(chat),
          ...newest,
          answer,
        }
      })
      if (!session.chat && !known) opened()
      return session
    })

    route(app, postVisitorMessage, async ({ actor, body, raw, reply }) => {
      const token = await gate.require(body.token, actor)
      if (actor.isPaused) throw new AppError('WIDGET_PAUSED')
      const giveBack = await limits.takeMessage(token, raw, reply)
      const { message, isNew } = await chats.postAsVisitor(token, body, deps.sourceOf(raw.ip))
      if (!isNew) giveBack()
      return message
    })

    route(app, listVisitorMessages, async ({ actor, body }) => {
      const token = await gate.require(body.token, actor)
      const { messages, nextCursor } = await db.transaction(actor.workspaceId, (tx) =>
        messagePage(tx, present, token.sessionId, body),
      )
      return page(messages, nextCursor)
    })

    route(app, requestPerson, async ({ actor, body }) => {
      const chat = await chats.requestPerson(await gate.require(body.token, actor))
      return { ...chat, backAt: await deps.duty.backAt(actor.workspaceId) }
    })

    streamRoute(app, streamVisitor, async ({ actor, body, raw, reply }) => {
      const token = await gate.require(body.token, actor)
      const open = openEventStream(raw, reply)
      stream(open, token.workspaceId, token.sessionId, body.after)
      open.onEnd(walls.add(raw, token, open))
    })

    route(app, pollVisitor, async ({ actor, body, raw, reply }) => {
      const token = await gate.require(body.token, actor)
      const events = await waitForEvents<ChatEvent>(reply, body.waitMs, (send, fail) => {
        const { ready, stop } = followAsVisitor(
          deps.following,
          { workspaceId: token.workspaceId, chatId: token.sessionId, after: body.after, isStream: false },
          ({ event }) => send(event),
          fail,
        )
        // The next one is told what exactly is refused.
        const leave = walls.add(raw, token, { end: () => fail(new AppError('INVALID_VISITOR_TOKEN')) })
        const end = () => {
          leave()
          stop()
        }
        return { ready, stop: end }
      })
      return { events }
    })
  }
}

const presentVisitorChat = (row: SummaryRow): VisitorChat => ({
  ...presentState(row),
  id: row.id,
  lastSeq: row.last_seq,
  marks: presentMarks(row),
  rating: row.rating,
})
