import { limits, type Message } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import type { AnswerControl } from './answer-control.ts'
import { findMessage, type SessionRow } from './chat.store.ts'
import { type ChatCore, chatTarget } from './chat-core.ts'
import { changeText, findMessageById, listVersions, type PlacedMessage, removeText } from './editing.store.ts'
import type { VisitorToken } from './visitor-tokens.ts'

type Author = { kind: 'visitor' | 'member'; id: string }
type Place = { workspaceId: string; chatId: string; messageId: string }
type Then = (tx: Tx, session: SessionRow, seq: number) => Promise<unknown>

/** What was taken back is kept for the record for so long. */
const versionsKeptMs = 30 * 24 * 3600_000

/** Own messages, changed or taken back within a few minutes. Doing the same again changes nothing and is not refused. */
export function createEditing(core: ChatCore, answers: AnswerControl, nowMs: () => number) {
  const { db, present, withLock, recordMessage } = core

  const read = async (tx: Tx, chatId: string, seq: number) =>
    present.message(tx.workspaceId as string, await findMessage(tx, chatId, seq))

  async function findOwn(tx: Tx, author: Author, { chatId, messageId }: Place): Promise<PlacedMessage> {
    const message = await findMessageById(tx, chatId, messageId)
    if (!message) throw new AppError('NOT_FOUND')
    if (message.author_kind !== author.kind || message.author_id !== author.id) throw new AppError('NOT_OWN_MESSAGE')
    return message
  }

  function assertChangeable(session: SessionRow, message: PlacedMessage): void {
    if (session.status === 'closed') throw new AppError('SESSION_CLOSED')
    const isTooLate = message.created_at.getTime() + limits.editWithinMs < nowMs()
    if (isTooLate || message.state === 'removed') throw new AppError('TOO_LATE_TO_EDIT')
  }

  const edit = (author: Author, place: Place, text: string, then?: Then): Promise<Message> =>
    withLock(place.workspaceId, place.chatId, async (tx, session) => {
      const message = await findOwn(tx, author, place)
      if (message.body === text) return read(tx, place.chatId, message.seq)
      assertChangeable(session, message)
      await changeText(tx, place.chatId, message.seq, text)
      await recordMessage(tx, place.chatId, 'message.edited', message.seq)
      await then?.(tx, session, message.seq)
      return read(tx, place.chatId, message.seq)
    })

  const remove = (author: Author, place: Place, then?: Then): Promise<Message> =>
    withLock(place.workspaceId, place.chatId, async (tx, session) => {
      const message = await findOwn(tx, author, place)
      if (message.state === 'removed') return read(tx, place.chatId, message.seq)
      assertChangeable(session, message)
      await removeText(tx, place.chatId, message.seq, new Date(nowMs() + versionsKeptMs))
      await recordMessage(tx, place.chatId, 'message.removed', message.seq)
      await then?.(tx, session, message.seq)
      return read(tx, place.chatId, message.seq)
    })

  const placeOf = ({ workspaceId, sessionId }: VisitorToken, messageId: string) => ({
    workspaceId,
    chatId: sessionId,
    messageId,
  })

  /** Which message it was, not what it said: the chat keeps its versions. */
  const audited =
    (actor: MemberActor, action: string, chatId: string): Then =>
    (tx, _session, seq) =>
      recordAudit(tx, { actor, action, target: chatTarget(chatId), after: { message: seq } })

  return {
    editAsVisitor: (token: VisitorToken, change: { messageId: string; text: string; answerAgain: boolean }) =>
      edit(
        { kind: 'visitor', id: token.visitorId },
        placeOf(token, change.messageId),
        change.text,
        (tx, session, seq) => answers.followEditIn(tx, token.sessionId, session, seq, change.answerAgain),
      ),

    removeAsVisitor: (token: VisitorToken, messageId: string) =>
      remove({ kind: 'visitor', id: token.visitorId }, placeOf(token, messageId), (tx, _, seq) =>
        answers.dropAnswersIn(tx, token.sessionId, seq),
      ),

    editAsMember: (member: MemberActor, chatId: string, messageId: string, text: string) =>
      edit(
        { kind: 'member', id: member.userId },
        { workspaceId: member.workspaceId, chatId, messageId },
        text,
        audited(member, 'chat.reply_edited', chatId),
      ),

    removeAsMember: (member: MemberActor, chatId: string, messageId: string) =>
      remove(
        { kind: 'member', id: member.userId },
        { workspaceId: member.workspaceId, chatId, messageId },
        audited(member, 'chat.reply_removed', chatId),
      ),

    /** Earlier texts of a message, the newest first. */
    versionsOf: ({ workspaceId, chatId, messageId }: Place) =>
      db.transaction(workspaceId, async (tx) => {
        const message = await findMessageById(tx, chatId, messageId)
        if (!message) throw new AppError('NOT_FOUND')
        const rows = await listVersions(tx, chatId, message.seq)
        return rows.map(({ body, replaced_at }) => ({ text: body, replacedAt: replaced_at.toISOString() }))
      }),
  }
}
