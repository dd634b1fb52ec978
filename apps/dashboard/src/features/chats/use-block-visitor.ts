import { useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useInbox } from './inbox-context.ts'

/** Blocks the visitor of a chat, or lets them in again; the live stream shows what has become of it. */
export function useBlockVisitor(chatId: string) {
  const problem = useProblem()
  const { putChat } = useInbox()
  return useMutation({
    mutationFn: async (isBlocked: boolean) =>
      (await api.request('POST /api/v1/chats/:chatId/block', { params: { chatId }, body: { isBlocked } })).data,
    onSuccess: putChat,
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
  })
}
