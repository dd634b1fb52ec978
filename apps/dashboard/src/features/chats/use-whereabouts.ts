import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useInbox } from './inbox-context.ts'
import { whereaboutsKey } from './inbox-keys.ts'

/** Where the visitor of a chat is and has been, asked for anew whenever that is said to have changed. */
export function useWhereabouts(chatId: string) {
  const { workspaceId } = useInbox()
  return useQuery({
    queryKey: whereaboutsKey(workspaceId, chatId),
    queryFn: async ({ signal }) =>
      (await api.request('GET /api/v1/chats/:chatId/whereabouts', { params: { chatId }, signal })).data,
    staleTime: 0,
  })
}

export type WhereaboutsQuery = ReturnType<typeof useWhereabouts>
