import type { Route } from '@minichat/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

type Body = Parameters<typeof api.request<'POST /api/v1/chats/:chatId/assistance' & Route>>[1]['body']
export type Wish = NonNullable<Body>

const fewMinutesMs = 5 * 60_000

/** Whether a model could help; until that is known, none can. */
export function useMayAssist(): boolean {
  const { workspace } = useSession()
  const { data } = useQuery({
    queryKey: [workspace.id, 'assistance'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/assistance', { signal })).data,
    staleTime: fewMinutesMs,
  })
  return data?.isAvailable ?? false
}

export const useAssist = (chatId: string) =>
  useMutation({
    mutationFn: async (body: Wish) =>
      (await api.request('POST /api/v1/chats/:chatId/assistance', { params: { chatId }, body })).data,
  })
