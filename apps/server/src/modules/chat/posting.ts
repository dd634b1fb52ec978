import type { Message } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { sqlState } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import { hasMessage, lastReplyByAnother } from './chat.store.ts'
import type { ChatCore } from './chat-core.ts'
import type { Handling } from './handling.ts'
import type { MessageWriter, NewMessage, Outcome } from './message-writer.ts'
import { answersTopic } from './topics.ts'
import type { VisitorToken } from './visitor-tokens.ts'

const foreignKeyViolation = '23503'

export type VisitorMessage = {
  clientMessageId: string
  text: string
  locale?: 'en' | 'th' | undefined
  pageUrl?: string | undefined
}

/** Messages of visitors and members. */
export function createPosting(core: ChatCore, handling: Handling, writer: MessageWriter) {
  const { db, hub, publish, withLock } = core

  /** @throws AppError for whatever the chat does not take. */
  async function post(
    row: NewMessage,
    author: { id: string | null; name: string | null },
  ): Promise<{ message: Message; isNew: boolean }> {
    const written: Outcome = await writer.write(row).catch((error: unknown) => {
      // The widget was found a moment ago, and has gone with its workspace.
      throw sqlState(error) === foreignKeyViolation ? new AppError('WIDGET_NOT_FOUND', { cause: error }) : error
    })
    // Whoever may begin a chat, and finds none afterwards, is blocked.
    if (written.outcome === 'not_found') throw new AppError(row.begin ? 'VISITOR_BLOCKED' : 'NOT_FOUND')
    if (written.outcome === 'closed') throw new AppError('SESSION_CLOSED')
    if (written.outcome === 'full') throw new AppError('SESSION_FULL')
    if (written.outcome === 'conflict') throw new AppError('CLIENT_MESSAGE_ID_REUSED')
    const message: Message = {
      id: written.message_id,
      chatId: row.sessionId,
      seq: written.seq,
      author: { kind: row.authorKind, ...author },
      text: row.text,
      clientMessageId: row.clientMessageId,
      state: 'complete',
      answersSeq: null,
      editedAt: null,
      citations: [],
      offersPerson: false,
      quickReplies: [],
      rating: null,
      ratingReason: null,
      createdAt: written.created_at.toISOString(),
    }
    const isNew = written.outcome === 'new'
    if (isNew) {
      publish(row.workspaceId, row.sessionId, { type: 'message.created', seq: message.seq, message })
      if (written.answer_created) hub.publish(answersTopic, null)
    }
    return { message, isNew }
  }

  return {
    /**
     * A visitor's message. The rows of visitor and chat are made with the first one.
     * @param source who asks, as a keyed hash of the address; null where it is not known.
     */
    postAsVisitor(token: VisitorToken, message: VisitorMessage, source: string | null) {
      const { workspaceId, sessionId, visitorId, widgetId } = token
      const row: NewMessage = {
        workspaceId,
        sessionId,
        messageId: newId(),
        clientMessageId: message.clientMessageId,
        authorKind: 'visitor',
        authorId: visitorId,
        text: message.text,
        answerId: newId(),
        source,
        begin: { widgetId, locale: message.locale ?? null, pageUrl: message.pageUrl ?? null },
      }
      return post(row, { id: null, name: null })
    },

    /** A member's reply; takes the chat over first where the AI or somebody else has it. */
    async postAsMember(
      member: MemberActor,
      chatId: string,
      message: { clientMessageId: string; text: string; unlessRepliedAfter?: number | undefined },
    ): Promise<Message> {
      const { workspaceId } = member
      const assertNoOtherReply = async (tx: Tx) => {
        const { unlessRepliedAfter: after } = message
        if (after !== undefined && (await lastReplyByAnother(tx, chatId, member.userId)) > after) {
          throw new AppError('REPLIED_MEANWHILE')
        }
      }
      const isRepeat = await db.transaction(workspaceId, async (tx) => {
        const isKnown = await hasMessage(tx, chatId, message.clientMessageId)
        // Before the AI is silenced for nothing, and once more under the lock.
        if (!isKnown) await assertNoOtherReply(tx)
        return isKnown
      })
      // A repeat changes nothing, also when the chat has been handed back since.
      if (!isRepeat) {
        await handling.hush(workspaceId, chatId)
        await withLock(workspaceId, chatId, async (tx, session) => {
          await assertNoOtherReply(tx)
          if (session.status === 'open') await handling.takeOverIn(tx, chatId, session, member)
        })
      }
      const row: NewMessage = {
        workspaceId,
        sessionId: chatId,
        messageId: newId(),
        clientMessageId: message.clientMessageId,
        authorKind: 'member',
        authorId: member.userId,
        text: message.text,
        answerId: null,
        source: null,
        begin: null,
      }
      return (await post(row, { id: member.userId, name: member.name })).message
    },
  }
}
