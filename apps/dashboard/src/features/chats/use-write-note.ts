import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, newKey } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { type ChatView, withNote } from './chat-view.ts'
import { useInbox } from './inbox-context.ts'
import { chatKey } from './inbox-keys.ts'

type Mentioned = { id: string; name: string }

/** Saves a note; trying again after a failure stores it once. Whose name is still in the text is told of it. */
export function useWriteNote(chatId: string, onSaved: () => void) {
  const { workspaceId } = useInbox()
  const client = useQueryClient()
  const problem = useProblem()
  const clientNoteId = useRef<string | null>(null)
  return useMutation({
    async mutationFn({ text, mentioned }: { text: string; mentioned: readonly Mentioned[] }) {
      clientNoteId.current ??= newKey()
      const mentions = mentioned.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
      const body = { clientNoteId: clientNoteId.current, text, mentions: [...new Set(mentions)] }
      return (await api.request('POST /api/v1/chats/:chatId/notes', { params: { chatId }, body })).data
    },
    onSuccess(note) {
      clientNoteId.current = null
      client.setQueryData<ChatView>(chatKey(workspaceId, chatId), (view) => view && withNote(view, note))
      onSaved()
    },
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
  })
}
