import {
  closeChat,
  getChat,
  getChatWhereabouts,
  handBackChat,
  type InboxEvent,
  listChatMessages,
  listChats,
  pollInbox,
  replyToChat,
  streamInbox,
  takeOverChat,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { page, route, streamRoute } from '../../platform/http/route.ts'
import { endWithSession } from '../../platform/http/session-end.ts'
import { type EventStream, openEventStream } from '../../platform/http/sse.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { LiveEvent } from '../../platform/realtime/live-event.ts'
import type { Presence } from '../../platform/realtime/presence.ts'
import { findOpenAnswer } from './answers.store.ts'
import type { ChatService } from './chat.service.ts'
import { findSummary } from './chat.store.ts'
import { type Presenter, presentAnswer, presentSummary, presentVisitor } from './chat-rows.ts'
import type { Duty } from './duty.ts'
import { feedHead } from './events.store.ts'
import { followAsMember } from './follow-as.ts'
import { formatCursor, type InboxFeeds } from './inbox-feed.ts'
import { waitForEvents } from './long-poll.ts'
import { asidesOf, newestPage, newestTracked } from './message-pages.ts'
import { newestNotes } from './notes.store.ts'
import type { ChatReading } from './reading.ts'
import { findVisitor, samePersons } from './visitors.store.ts'
import { findWhereaboutsOfChat, readWhereabouts } from './whereabouts.store.ts'

const firstPage = 50

/** What members call. */
export function memberRoutes(deps: {
  db: Database
  hub: Hub
  present: Presenter
  chats: ChatService
  reading: ChatReading
  feeds: InboxFeeds
  presence: Presence
  duty: Pick<Duty, 'enter'>
}) {
  const { db, hub, present, chats, reading } = deps

  return (app: FastifyInstance): void => {
    route(app, listChats, async ({ actor, query }) => {
      const { assignee, mentioned, visitorId, ...rest } = query
      const filter = {
        ...rest,
        assignee: assignee === 'me' ? actor.userId : assignee,
        mentionedId: mentioned && actor.userId,
      }
      const { chats: shown, nextCursor } = await db.transaction(actor.workspaceId, async (tx) => {
        const visitorIds = visitorId && (await samePersons(tx, visitorId))
        return reading.listChats(tx, { ...filter, ...(visitorIds && { visitorIds }) })
      })
      return page(shown, nextCursor)
    })

    route(app, getChat, async ({ actor, params }) =>
      db.transaction(actor.workspaceId, async (tx) => {
        const row = await findSummary(tx, params.chatId)
        const visitor = row && (await findVisitor(tx, row.visitor_id))
        if (!row || !visitor) throw new AppError('NOT_FOUND')
        const newest = await newestPage(tx, present, params.chatId, firstPage)
        const answer = presentAnswer(await findOpenAnswer(tx, params.chatId))
        return {
          chat: presentSummary(row),
          ...newest,
          asides: await asidesOf(tx, params.chatId, newest),
          notes: actor.keyId === null ? await newestNotes(tx, params.chatId) : [],
          answer,
          visitor: presentVisitor(visitor),
          isVisitorBlocked: visitor.blocked_at !== null,
          tracked: await newestTracked(tx, present, params.chatId),
        }
      }),
    )

    route(app, getChatWhereabouts, ({ actor, params }) =>
      db.transaction(actor.workspaceId, async (tx) => {
        const chat = await findWhereaboutsOfChat(tx, params.chatId)
        const whereabouts = chat && (await readWhereabouts(tx, chat.visitor_id))
        if (!chat || !whereabouts) throw new AppError('NOT_FOUND')
        return { ...whereabouts, isConsentRequired: chat.consent_required }
      }),
    )

    route(app, listChatMessages, async ({ actor, params, query }) => {
      const { messages, nextCursor } = await db.transaction(actor.workspaceId, (tx) =>
        reading.listMessages(tx, params.chatId, query),
      )
      return page(messages, nextCursor)
    })

    route(app, replyToChat, ({ actor, params, body }) => chats.postAsMember(actor, params.chatId, body))
    route(app, takeOverChat, ({ actor, params }) => chats.takeOver(actor, params.chatId))
    route(app, handBackChat, ({ actor, params }) => chats.handBack(actor, params.chatId))
    route(app, closeChat, ({ actor, params }) => chats.close(actor, params.chatId))

    streamRoute(app, streamInbox, async ({ actor, query, raw, reply }) => {
      const { workspaceId, userId, keyId, name } = actor
      const isPerson = keyId === null
      const early: LiveEvent[] = []
      let stream: EventStream | null = null
      let hasFailed = false
      // A wrong cursor is refused before the stream is open.
      const following = followAsMember(
        deps,
        {
          workspaceId,
          userId,
          name,
          isPerson,
          cursor: query.cursor,
          chatId: query.chatId,
          room: () => stream?.room() ?? null,
        },
        (live) => (stream ? stream.send(live) : early.push(live)),
        () => {
          hasFailed = true
          stream?.end()
        },
      )
      stream = openEventStream(raw, reply)
      for (const live of early) stream.send(live)
      stream.onEnd(following.stop)
      stream.onEnd(endWithSession(hub, raw, () => stream?.end()))
      if (hasFailed) stream.end()
      following.ready.then(
        (cursor) => stream?.send(new LiveEvent({ type: 'ready', cursor }, cursor)),
        () => stream?.end(),
      )
    })

    route(app, pollInbox, async ({ actor, query, raw, reply }) => {
      const { workspaceId, userId, keyId, name } = actor
      const isPerson = keyId === null
      const from = query.cursor ?? formatCursor(await db.transaction(workspaceId, feedHead))
      const events = await waitForEvents<InboxEvent>(reply, query.waitMs, (send, fail, end) => {
        const { ready, stop } = followAsMember(
          deps,
          { workspaceId, userId, name, isPerson, cursor: from, chatId: query.chatId },
          ({ event }) => send(event),
          fail,
        )
        const leave = endWithSession(hub, raw, end)
        return {
          ready,
          stop() {
            leave()
            stop()
          },
        }
      })
      const last = events.findLast((event) => 'cursor' in event)
      return { cursor: last && 'cursor' in last ? last.cursor : from, events }
    })
  }
}
