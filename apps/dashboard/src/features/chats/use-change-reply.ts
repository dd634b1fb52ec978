import type { Message } from '@minichat/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { type ChatView, withChangedMessage } from './chat-view.ts'
import { useInbox } from './inbox-context.ts'
import { chatKey } from './inbox-keys.ts'

function usePutMessage() {
  const { workspaceId } = useInbox()
  const client = useQueryClient()
  return (message: Message) =>
    client.setQueryData<ChatView>(
      chatKey(workspaceId, message.chatId),
      (view) => view && withChangedMessage(view, message),
    )
}

/** Its failure is shown where the text is edited. */
export function useEditReply({ chatId, id }: Message) {
  const putMessage = usePutMessage()
  return useMutation({
    mutationFn: async (text: string) =>
      (
        await api.request('PATCH /api/v1/chats/:chatId/messages/:messageId', {
          params: { chatId, messageId: id },
          body: { text },
        })
      ).data,
    onSuccess: putMessage,
  })
}

export function useRemoveReply({ chatId, id }: Message) {
  const putMessage = usePutMessage()
  const problem = useProblem()
  return useMutation({
    mutationFn: async () =>
      (await api.request('DELETE /api/v1/chats/:chatId/messages/:messageId', { params: { chatId, messageId: id } }))
        .data,
    onSuccess: putMessage,
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
  })
}
