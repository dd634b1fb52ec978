import { ActionIcon } from '@mantine/core'
import type { ChatAside, Note } from '@minichat/contracts'
import { IconNote, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { memo } from 'react'
import { api } from '../../lib/api.ts'
import { formatDateTime, formatTime } from '../../lib/format.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import type { ChatLine } from './chat-lines.ts'
import { type ChatView, withNote } from './chat-view.ts'
import { chatsText } from './chats.text.ts'
import { useInbox } from './inbox-context.ts'
import { chatKey } from './inbox-keys.ts'
import lineClasses from './MessageList.module.css'
import { MessageText } from './MessageText.tsx'
import classes from './Notes.module.css'
import { teamLinesText } from './team-lines.text.ts'

type TeamLineProps = { line: Extract<ChatLine, { kind: 'note' | 'aside' }>; ownId: string }

/** What is among members: notes, and what they did with the chat. Fetched where there is some. */
export function TeamLine({ line, ownId }: TeamLineProps) {
  if (line.kind === 'aside') return <AsideLine aside={line.aside} />
  return <NoteLine note={line.note} isOwn={line.note.author.id === ownId} />
}

/** What a member wrote for the others: on tinted paper across the width, so that nobody takes it for a reply. */
const NoteLine = memo(function NoteLine({ note, isOwn }: { note: Note; isOwn: boolean }) {
  const words = useText(chatsText)
  const text = useText(teamLinesText)
  const locale = useLocale()
  const at = new Date(note.createdAt)
  return (
    <article className={classes.note} data-removed={note.isRemoved || undefined} aria-label={words.note}>
      <p className={classes.noteHead}>
        <IconNote size={15} stroke={1.7} aria-hidden />
        <strong>{note.author.name ?? words.someMember}</strong>
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
  const text = useText(teamLinesText)
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

/** What members did with the chat among themselves; labels come with their colours in the header. */
function AsideLine({ aside }: { aside: ChatAside }) {
  const common = useText(chatsText)
  const text = useText(teamLinesText)
  const locale = useLocale()
  const words = wordsOf(aside)
  if (!words) return null
  return (
    <p className={lineClasses.event}>
      {words} · {formatTime(locale, new Date(aside.at))}
    </p>
  )

  function wordsOf(of: ChatAside): string | null {
    const who = of.by?.name ?? common.someMember
    switch (of.type) {
      case 'chat.assigned':
        if (!of.by && of.assignee) return text.eventGiven(of.assignee.name)
        if (!of.assignee) return of.by ? text.eventUnassigned(who) : text.eventNobodys
        return of.by?.id === of.assignee.id ? text.eventTook(who) : text.eventAssigned(who, of.assignee.name)
      case 'chat.snoozed':
        if (of.snoozedUntil) return text.eventSnoozed(who, formatDateTime(locale, new Date(of.snoozedUntil)))
        return of.by ? text.eventWoken(who) : text.eventWoke
      case 'chat.overdue':
        return text.eventOverdue(formatTime(locale, new Date(of.waitingSince)))
      case 'chat.spam_marked':
        return of.isSpam ? text.eventSpam(who) : text.eventNoSpam(who)
      case 'visitor.blocked':
        return of.isBlocked ? text.eventBlocked(who) : text.eventUnblocked(who)
      case 'visitor.merged':
        return of.visitorId ? text.eventMerged(who) : text.eventSplit(who)
      case 'chat.labelled':
        return null
    }
  }
}
