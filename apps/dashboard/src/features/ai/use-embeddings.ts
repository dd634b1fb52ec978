import type { EmbeddingsChange } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

/** While passages get their vectors. */
const refreshEveryMs = 5000

const useKey = () => [useSession().workspace.id, 'ai', 'embeddings']

export function useEmbeddings() {
  return useQuery({
    queryKey: useKey(),
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/knowledge/embeddings', { signal })).data,
    refetchInterval: ({ state: { data } }) => (data && data.embeddedCount < data.passageCount ? refreshEveryMs : false),
  })
}

export function useSaveEmbeddings() {
  const key = useKey()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: EmbeddingsChange) =>
      (await api.request('PUT /api/v1/knowledge/embeddings', { body })).data,
    onSuccess: (saved) => queryClient.setQueryData(key, saved),
  })
}
