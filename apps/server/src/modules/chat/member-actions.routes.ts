import {
  assignChat,
  blockVisitor,
  changeChats,
  editReply,
  getInboxCounts,
  labelChat,
  listMessageVersions,
  markChat,
  markChatSpam,
  markDelivered,
  mergeVisitor,
  readChat,
  removeNote,
  removeReply,
  reopenChat,
  snoozeChat,
  typeInChat,
  undoChatChanges,
  writeNote,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { page, route } from '../../platform/http/route.ts'
import type { ChatService } from './chat.service.ts'
import { countsFor, readCounts } from './inbox-counts.store.ts'

/** What members do in chats beyond replying and handing over. */
export function memberActionRoutes({ db, chats }: { db: Database; chats: ChatService }) {
  return (app: FastifyInstance): void => {
    route(app, reopenChat, ({ actor, params }) => chats.reopen(actor, params.chatId))

    route(app, editReply, ({ actor, params, body }) =>
      chats.editAsMember(actor, params.chatId, params.messageId, body.text),
    )
    route(app, removeReply, ({ actor, params }) => chats.removeAsMember(actor, params.chatId, params.messageId))
    route(app, listMessageVersions, async ({ actor, params }) =>
      page(await chats.versionsOf({ workspaceId: actor.workspaceId, ...params }), null),
    )

    route(app, assignChat, ({ actor, params, body }) => chats.assign(actor, params.chatId, body.memberId))
    route(app, labelChat, ({ actor, params, body }) => chats.setLabels(actor, params.chatId, body.labelIds))
    route(app, snoozeChat, ({ actor, params, body }) =>
      chats.snooze(actor, params.chatId, body.until === null ? null : new Date(body.until)),
    )
    route(app, markChatSpam, ({ actor, params, body }) => chats.markSpam(actor, params.chatId, body.isSpam))
    route(app, blockVisitor, ({ actor, params, body }) => chats.blockVisitor(actor, params.chatId, body.isBlocked))
    route(app, mergeVisitor, ({ actor, params, body }) => chats.mergeVisitor(actor, params.chatId, body.visitorId))
    route(app, changeChats, ({ actor, body }) => chats.changeChats(actor, body.chatIds, body.action))
    route(app, undoChatChanges, ({ actor, body }) => chats.undoChanges(actor, body.chats))
    route(app, writeNote, ({ actor, params, body }) => chats.writeNote(actor, params.chatId, body))
    route(app, removeNote, ({ actor, params }) => chats.removeNote(actor, params.chatId, params.noteId))

    route(app, getInboxCounts, async ({ actor }) =>
      countsFor(await db.transaction(actor.workspaceId, readCounts), actor.userId),
    )

    route(app, markChat, async ({ actor, params, body }) => {
      const marks = await chats.mark('member', actor.workspaceId, params.chatId, body)
      if (body.readSeq !== undefined) await chats.seeMentions(actor, params.chatId, body.readSeq)
      return marks
    })
    route(app, readChat, ({ actor, params, body }) => chats.readUpTo(actor, params.chatId, body.readSeq))
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
