import { createHash } from 'node:crypto'
import type { Database } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { ChatService } from '../chat/index.ts'
import * as store from './chat-mail.store.ts'
import type { SenderVerdict } from './check-sender.ts'
import type { IncomingMail } from './read-mail.ts'
import { type NamedThread, type Purpose, type ThreadTokens, tokenIn } from './reply-address.ts'

export type FoundThread = NamedThread & { mailedSeq: number }

/** Finds the chat that a token is of, and takes what was written into it. */
export function createMailTaking(deps: {
  db: Database
  tokens: ThreadTokens
  chats: Pick<ChatService, 'postByMail' | 'mark'>
  inboundAddress: string | null
}) {
  const { db, tokens, chats } = deps

  /** Null for every token that we have not made, and for chats that are gone. */
  async function threadOf(kind: Purpose, token: string): Promise<FoundThread | null> {
    const code = tokens.codeIn(token)
    if (!code) return null
    for (const { workspace_id: workspaceId, session_id: chatId } of await store.placesOfCode(db, code)) {
      const named = { code, workspaceId, chatId }
      if (!tokens.isRight(kind, token, named)) continue
      const found = await db.transaction(workspaceId, async (tx) => ({
        thread: await store.findThread(tx, chatId),
        chat: await store.findMailedChat(tx, chatId),
      }))
      if (found.thread && found.chat) return { ...named, mailedSeq: found.thread.mailed_seq }
    }
    return null
  }

  return {
    threadOf,

    /** The chat that an address for answers is of. */
    async threadAt(address: string): Promise<FoundThread | null> {
      const token = deps.inboundAddress === null ? null : tokenIn(deps.inboundAddress, address)
      return token === null ? null : threadOf('reply', token)
    },

    /**
     * The visitor's words go on in the chat, once for each Message-ID; what was mailed to them counts as read. Whoever else
     * answered is named beside their words. What fails for its sender is refused where its domain asks for that, and where
     * it is not from the visitor's address; else it is taken, and nothing counts as read by it.
     * @throws AppError where the chat takes nothing.
     */
    async take(
      { workspaceId, chatId, mailedSeq }: FoundThread,
      mail: IncomingMail,
      sender: SenderVerdict,
    ): Promise<'taken' | 'known' | 'empty' | 'refused'> {
      const text = mail.text || mail.attachments.map((name) => `📎 ${name}`).join('\n')
      if (text === '') return 'empty'
      const chat = await db.transaction(workspaceId, (tx) => store.findMailedChat(tx, chatId))
      const isOwn = mail.from !== null && mail.from === chat?.email?.toLowerCase()
      if (sender.is === 'failed' && (sender.asksRefusal || !isOwn)) return 'refused'
      const { isNew } = await chats.postByMail(
        workspaceId,
        chatId,
        {
          clientMessageId: `mail-${createHash('sha256').update(mail.messageId).digest('hex').slice(0, 48)}`,
          text,
          mail: {
            from: isOwn ? null : (mail.from ?? '?'),
            isVerified: sender.is === 'verified',
            attachments: mail.attachments,
          },
        },
        (tx) => store.insertChatMail(tx, chatId, { id: newId(), messageId: mail.messageId }),
      )
      if (isNew && isOwn && sender.is !== 'failed')
        await chats.mark('visitor', workspaceId, chatId, { readSeq: mailedSeq })
      return isNew ? 'taken' : 'known'
    },
  }
}

export type MailTaking = ReturnType<typeof createMailTaking>
