import { beginVisit, endVisit, getVisit, listVisitedChats, listVisitedMessages } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { page, route } from '../../platform/http/route.ts'
import type { ChatReading } from '../chat/index.ts'
import type { Visits } from './visits.ts'

export function visitsRoutes({ visits, reading }: { visits: Visits; reading: ChatReading }) {
  return (app: FastifyInstance): void => {
    route(app, beginVisit, ({ actor, params, body }) => visits.begin(actor, params.workspaceId, body.reason))
    route(app, getVisit, ({ actor, params }) => visits.get(actor, params.workspaceId, params.visitId))
    route(app, endVisit, async ({ actor, params }) => {
      await visits.end(actor, params.workspaceId, params.visitId)
      return {}
    })
    route(app, listVisitedChats, ({ actor, params, query }) =>
      visits.during(actor, params.workspaceId, params.visitId, async (tx) => {
        const { chats, nextCursor } = await reading.listChats(tx, { ...query, status: 'all' })
        return page(chats, nextCursor)
      }),
    )
    route(app, listVisitedMessages, ({ actor, params, query }) =>
      visits.during(actor, params.workspaceId, params.visitId, async (tx) => {
        const { messages, nextCursor } = await reading.listMessages(tx, params.chatId, query)
        return page(messages, nextCursor)
      }),
    )
  }
}
