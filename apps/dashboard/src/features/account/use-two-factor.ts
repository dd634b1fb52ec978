import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

const twoFactorQuery = queryOptions({
  queryKey: ['two-factor'],
  queryFn: async ({ signal }) => (await api.request('GET /api/v1/auth/2fa', { signal })).data,
})

export const useTwoFactor = () => useQuery(twoFactorQuery)

export function useRefreshTwoFactor() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries(twoFactorQuery)
}
