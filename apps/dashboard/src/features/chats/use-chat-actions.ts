import type { ChatSummary } from '@minichat/contracts'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useInbox } from './inbox-context.ts'

export type ChatAction = 'take-over' | 'hand-back' | 'close' | 'reopen'

/** Take over, hand back, close, reopen: each answers with the chat as it then is. */
export function useChatAction(chatId: string) {
  const { putChat } = useInbox()
  const problem = useProblem()
  return useMutation({
    mutationFn: async (action: ChatAction): Promise<ChatSummary> =>
      (await api.request(`POST /api/v1/chats/:chatId/${action}`, { params: { chatId } })).data,
    onSuccess: putChat,
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
  })
}
