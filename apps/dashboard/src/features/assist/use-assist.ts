import type { Api, BodyOf } from '@minichat/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

export type Wish = BodyOf<Api['POST /api/v1/chats/:chatId/assistance']>

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
