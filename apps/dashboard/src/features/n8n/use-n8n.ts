import type { N8nSettingsDraft } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useLocale } from '../../lib/text.ts'

const useSigningKey = () => [useSession().workspace.id, 'n8n-signing-secret']

export function useSigning() {
  return useQuery({
    queryKey: useSigningKey(),
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/n8n/signing-secret', { signal })).data,
  })
}

export function useMakeSigning() {
  const queryKey = useSigningKey()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async () => (await api.request('POST /api/v1/n8n/signing-secret')).data,
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
    // The secret is to be nowhere once it has been shown.
    gcTime: 0,
  })
}

export function useTrial() {
  const locale = useLocale()
  return useMutation({
    mutationFn: async (asked: { settings: N8nSettingsDraft; secret: string; question: string }) =>
      (await api.request('POST /api/v1/n8n/try', { body: { ...asked, locale } })).data,
    gcTime: 0,
  })
}
