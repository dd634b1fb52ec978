import type { AiPrice } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

const queryKey = ['operator', 'ai-prices']

export const useAiPrices = () =>
  useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/admin/ai-prices', { signal })).data,
  })

export function useSaveAiPrices() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (prices: AiPrice[]) =>
      (await api.request('PUT /api/v1/admin/ai-prices', { body: { prices } })).data,
    onSuccess: (saved) => queryClient.setQueryData(queryKey, saved),
  })
}
