import { ActionIcon } from '@mantine/core'
import type { Note } from '@minichat/contracts'
import { IconNote, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { memo } from 'react'
import { api } from '../../lib/api.ts'
import { formatDateTime, formatTime } from '../../lib/format.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { type ChatView, withNote } from './chat-view.ts'
import { chatsText } from './chats.text.ts'
import { useInbox } from './inbox-context.ts'
import { chatKey } from './inbox-keys.ts'
import { MessageText } from './MessageText.tsx'
import classes from './Notes.module.css'

/** What a member wrote for the others: on tinted paper across the width, so that nobody takes it for a reply. */
export const NoteLine = memo(function NoteLine({ note, isOwn }: { note: Note; isOwn: boolean }) {
  const text = useText(chatsText)
  const locale = useLocale()
  const at = new Date(note.createdAt)
  return (
    <article className={classes.note} data-removed={note.isRemoved || undefined} aria-label={text.note}>
      <p className={classes.noteHead}>
        <IconNote size={15} stroke={1.7} aria-hidden />
        <strong>{note.author.name ?? text.someMember}</strong>
        <span>{text.noteForTeam}</span>
        <time dateTime={note.createdAt} title={formatDateTime(locale, at)}>
          {formatTime(locale, at)}
        </time>
        {isOwn && !note.isRemoved && <RemoveNote note={note} />}
      </p>
      <div className={classes.noteText} lang={languageOf(note.text)}>
        {note.isRemoved ? text.noteRemoved : <MessageText text={note.text} />}
      </div>
    </article>
  )
})

function RemoveNote({ note }: { note: Note }) {
  const text = useText(chatsText)
  const problem = useProblem()
  const { workspaceId } = useInbox()
  const client = useQueryClient()
  const { chatId, id: noteId } = note
  const remove = useMutation({
    mutationFn: async () =>
      (await api.request('DELETE /api/v1/chats/:chatId/notes/:noteId', { params: { chatId, noteId } })).data,
    onSuccess: (removed) =>
      client.setQueryData<ChatView>(chatKey(workspaceId, chatId), (view) => view && withNote(view, removed)),
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
  })
  return (
    <ActionIcon
      size="sm"
      className={classes.noteRemove}
      aria-label={text.removeNote}
      title={text.removeNote}
      loading={remove.isPending}
      onClick={() => remove.mutate()}
    >
      <IconTrash size={15} stroke={1.6} aria-hidden />
    </ActionIcon>
  )
}
