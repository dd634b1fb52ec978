import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { meQuery } from '../../lib/session.tsx'

const twoFactorQuery = queryOptions({
  queryKey: ['two-factor'],
  queryFn: async ({ signal }) => (await api.request('GET /api/v1/auth/2fa', { signal })).data,
})

export const useTwoFactor = () => useQuery(twoFactorQuery)

export function useRefreshTwoFactor() {
  const queryClient = useQueryClient()
  // What is open to somebody depends on it.
  return () => Promise.all([queryClient.invalidateQueries(twoFactorQuery), queryClient.invalidateQueries(meQuery)])
}
