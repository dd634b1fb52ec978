import {
  editReply,
  listMessageVersions,
  markChat,
  markDelivered,
  removeReply,
  reopenChat,
  typeInChat,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { page, route } from '../../platform/http/route.ts'
import type { ChatService } from './chat.service.ts'

/** What members do in chats beyond replying and handing over. */
export function memberActionRoutes({ chats }: { chats: ChatService }) {
  return (app: FastifyInstance): void => {
    route(app, reopenChat, ({ actor, params }) => chats.reopen(actor, params.chatId))

    route(app, editReply, ({ actor, params, body }) =>
      chats.editAsMember(actor, params.chatId, params.messageId, body.text),
    )
    route(app, removeReply, ({ actor, params }) => chats.removeAsMember(actor, params.chatId, params.messageId))
    route(app, listMessageVersions, async ({ actor, params }) =>
      page(await chats.versionsOf({ workspaceId: actor.workspaceId, ...params }), null),
    )

    route(app, markChat, ({ actor, params, body }) => chats.mark('member', actor.workspaceId, params.chatId, body))
    route(app, markDelivered, async ({ actor, body }) => {
      await chats.markDelivered(actor.workspaceId, body.chats)
      return {}
    })

    route(app, typeInChat, async ({ actor, params }) => {
      await chats.typeAsMember(actor, params.chatId)
      return {}
    })
  }
}
