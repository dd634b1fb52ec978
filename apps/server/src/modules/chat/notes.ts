import type { Note } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import type { ChatCore } from './chat-core.ts'
import { type NoteRow, presentNote } from './chat-rows.ts'
import * as store from './notes.store.ts'

type NewNote = { clientNoteId: string; text: string; mentions: string[] }

/** In the transaction of a note that mentions others. */
export type OnMentioned = (tx: Tx, chatId: string) => Promise<void>

/** What members write for each other. Nothing here is published with its text: the feed reads it from the database. */
export function createNotes({ db, withLock, recordInternal }: ChatCore, onMentioned: OnMentioned) {
  async function noteOf(tx: Tx, chatId: string, noteId: string): Promise<NoteRow> {
    const note = await store.findNote(tx, chatId, noteId)
    if (!note) throw new AppError('NOT_FOUND')
    return note
  }

  async function add(tx: Tx, member: MemberActor, chatId: string, { clientNoteId, text, mentions }: NewNote) {
    const id = newId()
    const told = await store.membersAmong(tx, mentions)
    const seq = await recordInternal(tx, chatId, 'note.created', {})
    await store.insertNote(tx, chatId, { id, seq, authorId: member.userId, clientNoteId, text, mentions: told })
    const others = told.filter((userId) => userId !== member.userId)
    await store.mention(tx, chatId, seq, others)
    if (others.length > 0) await onMentioned(tx, chatId)
    return noteOf(tx, chatId, id)
  }

  return {
    writeNote(member: MemberActor, chatId: string, note: NewNote): Promise<Note> {
      return withLock(member.workspaceId, chatId, async (tx, session) => {
        const known = await store.findNoteByClientId(tx, chatId, note.clientNoteId)
        if (known && (known.author_id !== member.userId || known.body !== note.text)) {
          throw new AppError('CLIENT_MESSAGE_ID_REUSED')
        }
        if (known) return presentNote(known)
        if (session.erased_at) throw new AppError('CHAT_ERASED')
        return presentNote(await add(tx, member, chatId, note))
      })
    },

    removeNote(member: MemberActor, chatId: string, noteId: string): Promise<Note> {
      return withLock(member.workspaceId, chatId, async (tx) => {
        const note = await noteOf(tx, chatId, noteId)
        if (note.author_id !== member.userId) throw new AppError('NOT_OWN_MESSAGE')
        if (note.body === '') return presentNote(note)
        await store.emptyNote(tx, chatId, noteId)
        await recordInternal(tx, chatId, 'note.removed', { noteSeq: note.seq })
        return presentNote(await noteOf(tx, chatId, noteId))
      })
    },

    /** A member has the chat on screen up to a number: what mentions them there is seen. */
    async seeMentions({ workspaceId, userId }: MemberActor, chatId: string, seq: number): Promise<void> {
      const isUnread = await db.transaction(workspaceId, (tx) => store.hasUnreadMention(tx, chatId, userId, seq))
      if (!isUnread) return
      await withLock(workspaceId, chatId, async (tx) => {
        if (await store.readMention(tx, chatId, userId, seq)) {
          await recordInternal(tx, chatId, 'mention.read', { memberId: userId })
        }
      })
    },
  }
}
