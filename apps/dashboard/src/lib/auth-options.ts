import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'

/** How one can sign in here, and whether this server sends mail. */
export const authOptionsQuery = queryOptions({
  queryKey: ['auth-options'],
  queryFn: async ({ signal }) => (await api.request('GET /api/v1/auth/options', { signal })).data,
  staleTime: 5 * 60_000,
})
