import type { Message } from '@minichat/contracts'
import { useQuery } from '@tanstack/react-query'
import { api, isApiError } from '../../lib/api.ts'

export type TracedMessage = Pick<Message, 'id' | 'chatId' | 'state'>

/** null: nothing was kept for this answer. */
export function useTrace({ chatId, id, state }: TracedMessage) {
  return useQuery({
    queryKey: ['answer-trace', id, state],
    queryFn: async ({ signal }) => {
      try {
        const params = { chatId, messageId: id }
        return (await api.request('GET /api/v1/chats/:chatId/messages/:messageId/trace', { params, signal })).data
      } catch (error) {
        if (isApiError(error, 'NOT_FOUND')) return null
        throw error
      }
    },
    staleTime: 60_000,
  })
}
