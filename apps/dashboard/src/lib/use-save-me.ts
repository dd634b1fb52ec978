import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { meQuery } from './session.tsx'

type MeChange = { name?: string; username?: string | null; locale?: 'en' | 'th'; timeZone?: string | null }

/** Changes one's own name, username, language or time zone. */
export function useSaveMe() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: MeChange) => (await api.request('PATCH /api/v1/me', { body })).data,
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  })
}
