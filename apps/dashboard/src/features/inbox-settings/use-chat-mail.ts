import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

type Change = { isOn?: boolean; afterSeconds?: number; asksRating?: boolean; ratingAfterMinutes?: number }

const useKey = () => [useSession().workspace.id, 'chat-mail']

/** What is mailed to visitors. */
export function useChatMail() {
  return useQuery({
    queryKey: useKey(),
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/chat-mail', { signal })).data,
  })
}

export function useSaveChatMail() {
  const client = useQueryClient()
  const key = useKey()
  return useMutation({
    mutationFn: async (body: Change) => (await api.request('PATCH /api/v1/chat-mail', { body })).data,
    onSuccess: (saved) => client.setQueryData(key, saved),
  })
}
