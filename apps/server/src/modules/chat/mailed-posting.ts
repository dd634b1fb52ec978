import type { MessageMail } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { findMessage, hasMessage, type SessionRow } from './chat.store.ts'
import type { ChatCore } from './chat-core.ts'
import { type NewMessage, writeRows } from './message-writer.ts'
import { findMember } from './notes.store.ts'
import { answersTopic } from './topics.ts'
import { findVisitor } from './visitors.store.ts'

export type MailedMessage = { clientMessageId: string; text: string; mail: MessageMail }

/** What visitors write by mail. */
export function createMailedPosting(core: ChatCore, maxMessages: number) {
  const { hub, present, publish, withLock, changeState } = core

  /** Open again, with the member who had it, or with the AI where they have left. */
  async function openAgain(tx: Tx, chatId: string, session: SessionRow): Promise<void> {
    const holder = session.member_id === null ? undefined : await findMember(tx, session.member_id)
    const change = {
      status: 'open',
      handledBy: holder ? 'member' : 'ai',
      memberId: holder?.id ?? null,
      epoch: session.epoch + 1,
      personRequestedAt: null,
    } as const
    await changeState(tx, chatId, session, 'chat.reopened', change, holder?.name ?? null)
  }

  return {
    /**
     * A visitor's message that came by mail. A closed chat is open again by it. The same client message id is stored once,
     * whatever it says.
     * @param within more that is stored in the same transaction, where the message is new.
     * @throws AppError NOT_FOUND for a chat that is gone, erased or spam; VISITOR_BLOCKED, SESSION_FULL.
     */
    postByMail(
      workspaceId: string,
      chatId: string,
      { clientMessageId, text, mail }: MailedMessage,
      within: (tx: Tx) => Promise<unknown>,
    ): Promise<{ isNew: boolean }> {
      return withLock(workspaceId, chatId, async (tx, session) => {
        if (session.erased_at || session.spam_at) throw new AppError('NOT_FOUND')
        if (await hasMessage(tx, chatId, clientMessageId)) return { isNew: false }
        if ((await findVisitor(tx, session.visitor_id))?.blocked_at) throw new AppError('VISITOR_BLOCKED')
        if (session.message_count >= maxMessages) throw new AppError('SESSION_FULL')
        if (session.status === 'closed') await openAgain(tx, chatId, session)
        const row: NewMessage = {
          workspaceId,
          sessionId: chatId,
          messageId: newId(),
          clientMessageId,
          authorKind: 'visitor',
          authorId: session.visitor_id,
          text,
          answerId: newId(),
          source: null,
          begin: null,
        }
        const [written] = await writeRows({ db: tx, maxMessages }, [row])
        if (written?.outcome !== 'new') throw new Error(`A mail was not taken into its chat: ${written?.outcome}.`)
        await setMail(tx, chatId, written.seq, mail)
        await within(tx)
        const message = present.message(workspaceId, await findMessage(tx, chatId, written.seq))
        tx.afterCommit(() => {
          publish(workspaceId, chatId, { type: 'message.created', seq: written.seq, message })
          if (written.answer_created) hub.publish(answersTopic, null)
        })
        return { isNew: true }
      })
    },
  }
}

const setMail = (tx: Tx, chatId: string, seq: number, mail: MessageMail) =>
  tx.query('update chat_messages set mail = $4 where workspace_id = $1 and session_id = $2 and seq = $3', [
    tx.workspaceId,
    chatId,
    seq,
    mail,
  ])
