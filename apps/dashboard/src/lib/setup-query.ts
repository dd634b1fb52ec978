import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'

/** Whether the first account is still to be made. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: async ({ signal }) => (await api.request('GET /api/v1/setup', { signal })).data,
  staleTime: 0,
})
