import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await api.request('GET /api/v1/auth/sessions', { signal })).data,
})
