import type { AiCaps } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

export const shownDays = 30
const lookEveryMs = 60_000

/** @param days so many, with today. @param enabled only for those who may know what it costs */
export function useAiSpend({ days, enabled = true }: { days: number; enabled?: boolean }) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'ai-spend', days],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/ai/spend', { query: { days }, signal })).data,
    refetchInterval: lookEveryMs,
    enabled,
  })
}

export function useAiCaps() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'ai-caps'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/ai/caps', { signal })).data,
  })
}

export function useSaveAiCaps() {
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: Partial<AiCaps>) => (await api.request('PATCH /api/v1/ai/caps', { body })).data,
    onSuccess: (saved) => {
      queryClient.setQueryData([workspace.id, 'ai-caps'], saved)
      void queryClient.invalidateQueries({ queryKey: [workspace.id, 'ai-spend'] })
    },
  })
}
