import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

/** What one hears of in a workspace, and one's devices there. */
export const notificationsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: [workspaceId, 'notifications'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/notifications', { signal })).data,
  })
