import type { Redis } from 'ioredis'
import type { Config } from '../../config.ts'
import type { Database } from '../../platform/database/database.ts'
import { inTurns } from '../../platform/database/in-turns.ts'
import type { Identify } from '../../platform/http/authorise.ts'
import type { Module } from '../../platform/module.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { createPresence } from '../../platform/realtime/presence.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Identities } from '../identity/index.ts'
import { createChatService } from './chat.service.ts'
import { createPresenter } from './chat-rows.ts'
import type { Duty } from './duty.ts'
import { createInboxFeeds } from './inbox-feed.ts'
import { memberRoutes } from './member.routes.ts'
import { memberActionRoutes } from './member-actions.routes.ts'
import type { WriterOptions } from './message-writer.ts'
import type { OnMentioned } from './notes.ts'
import { createQuestionSources } from './question-sources.ts'
import { createQueues } from './queue.ts'
import { type ChatReading, createChatReading } from './reading.ts'
import { createStreamWalls } from './stream-walls.ts'
import { memberKey, visitorKey } from './topics.ts'
import { visitorRoutes } from './visitor.routes.ts'
import { visitorActionRoutes } from './visitor-actions.routes.ts'
import { createVisitorGate } from './visitor-gate.ts'
import { createVisitorLimits } from './visitor-limits.ts'
import { createVisitorTokens } from './visitor-tokens.ts'

export type { AnswerResult } from './answer-store.ts'
export { isAiPaused } from './answers.store.ts'
export type { ChatService } from './chat.service.ts'
export type { Duty } from './duty.ts'
export type { LoggedEvent } from './event-log.store.ts'
export { createEventLogReader } from './event-log.ts'
export type { WriterOptions } from './message-writer.ts'
export { followMissedEvents } from './missed-events.ts'
export type { ChatReading } from './reading.ts'
export { answersTopic, chatTopic, dropTopic, silenceTopic } from './topics.ts'

/** Thousands of visitors may come back at once; what they write meanwhile goes first. */
const visitorsReadingAtOnce = 4

/** Chats: sessions, messages, their events, and following them live. */
export function createChatModule(deps: {
  db: Database
  hub: Hub
  secrets: Secrets
  redis: Redis | null
  limits: Config['visitorLimits']
  maxMessages: number
  writer: WriterOptions
  sourceUrl: (workspaceId: string, passageId: string) => string
  identities: Identities
  /** Finds a widget, and refuses pages that may not use it. */
  visitorOf: Identify['visitor']
  onOpened: (workspaceId: string, widgetId: string) => void
  duty: Duty
  onMentioned: OnMentioned
  describeDevice: (userAgent: string) => string
  nowMs: () => number
}): Module & {
  chats: ReturnType<typeof createChatService>
  reading: ChatReading
  /** Whether the visitor of a chat has its page open, as far as this process knows. */
  isVisitorThere: (workspaceId: string, chatId: string) => boolean
  /** Whether a member has the workspace's dashboard open, likewise. */
  isMemberThere: (workspaceId: string, userId: string) => boolean
} {
  const { nowMs } = deps
  const present = createPresenter(deps.sourceUrl)
  const reading = createChatReading(present)
  const chats = createChatService({ ...deps, present })
  const tokens = createVisitorTokens(deps.secrets, nowMs)
  const gate = createVisitorGate(tokens, deps.identities)
  const walls = createStreamWalls({ visitorOf: deps.visitorOf, gate, nowMs })
  const presence = createPresence(deps.hub, nowMs)
  const limits = createVisitorLimits(deps.limits, deps.redis, nowMs)
  const feeds = createInboxFeeds({ ...deps, present })
  const sourceOf = createQuestionSources(deps.secrets)
  const following = {
    db: inTurns(deps.db, visitorsReadingAtOnce),
    hub: deps.hub,
    present,
    presence,
    queues: createQueues(deps),
  }

  return {
    name: 'chat',
    chats,
    reading,
    isVisitorThere: (workspaceId, chatId) => presence.isOnline(visitorKey(workspaceId, chatId)),
    isMemberThere: (workspaceId, userId) => presence.isOnline(memberKey(workspaceId, userId)),
    tables: [
      {
        name: 'visitors',
        scope: 'tenant',
        personalData: [
          {
            columns: [
              'name',
              'email',
              'phone',
              'attributes',
              'locale',
              'external_id',
              'verified',
              'device',
              'is_consent_given',
            ],
            of: 'visitor',
          },
        ],
      },
      { name: 'visitor_pages', scope: 'tenant', personalData: [{ columns: ['url'], of: 'visitor' }] },
      {
        name: 'chat_sessions',
        scope: 'tenant',
        personalData: [{ columns: ['page_url', 'last_message_excerpt', 'rating', 'rating_comment'], of: 'visitor' }],
      },
      {
        name: 'chat_messages',
        scope: 'tenant',
        personalData: [
          { columns: ['body', 'citations', 'quick_replies', 'mail'], of: 'visitor' },
          { columns: ['body'], of: 'member' },
        ],
      },
      { name: 'chat_events', scope: 'tenant', personalData: [{ columns: ['data'], of: 'visitor' }] },
      {
        name: 'chat_message_versions',
        scope: 'tenant',
        personalData: [
          { columns: ['body'], of: 'visitor' },
          { columns: ['body'], of: 'member' },
        ],
      },
      { name: 'chat_notes', scope: 'tenant', personalData: [{ columns: ['body'], of: 'member' }] },
      { name: 'chat_mentions', scope: 'tenant', personalData: [] },
      { name: 'chat_readers', scope: 'tenant', personalData: [] },
      { name: 'chat_labels', scope: 'tenant', personalData: [] },
      { name: 'inbox_counts', scope: 'tenant', personalData: [] },
      { name: 'event_log_readers', scope: 'global', personalData: [] },
      { name: 'answers', scope: 'tenant', personalData: [{ columns: ['text', 'source', 'problem'], of: 'visitor' }] },
    ],
    routes(app) {
      const visitors = { chats, tokens, gate, limits, presence, duty: deps.duty, describeDevice: deps.describeDevice }
      visitorRoutes({ ...visitors, ...deps, limits, present, walls, following, sourceOf })(app)
      visitorActionRoutes(visitors)(app)
      memberRoutes({ ...deps, present, chats, reading, feeds, presence })(app)
      memberActionRoutes({ db: deps.db, chats })(app)
    },
    jobs: {
      'chat.close_idle': (_payload, { signal }) => chats.closeIdleChats(signal),
      'chat.fold_counts': (_payload, { signal }) => chats.foldInboxCounts(signal),
      'chat.wake': ({ workspaceId, chatId }) => chats.wake(String(workspaceId), String(chatId)),
      async 'chat.clean_up'(_payload, { signal }) {
        await chats.removeEmptyChats(signal)
        await chats.forgetRemovedTexts(signal)
        await chats.forgetSilentIdentities(signal)
      },
    },
    async stop() {
      presence.stop()
      walls.stop()
    },
    schedule: {
      'chat.close_idle': '*/10 * * * *',
      'chat.fold_counts': '* * * * *',
      'chat.clean_up': '23 * * * *',
    },
  }
}
