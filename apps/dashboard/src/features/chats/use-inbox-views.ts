import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useInbox } from './inbox-context.ts'
import { filterOf, type InboxSearch } from './inbox-search.ts'

/** Saved views: one's own, and those that are shared. */
export function useInboxViews() {
  const { workspaceId } = useInbox()
  const client = useQueryClient()
  const problem = useProblem()
  const queryKey = [workspaceId, 'inbox-views']
  const after = {
    onSuccess: () => client.invalidateQueries({ queryKey }),
    onError: (error: unknown) => void notify({ color: 'red', message: problem(error) }),
  }
  const views = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/inbox/views', { signal })).data,
  }).data
  const add = useMutation({
    mutationFn: ({ name, isShared, search }: { name: string; isShared: boolean; search: InboxSearch }) =>
      api.request('POST /api/v1/inbox/views', { body: { name, isShared, filter: filterOf(search) } }),
    ...after,
  })
  const remove = useMutation({
    mutationFn: (viewId: string) => api.request('DELETE /api/v1/inbox/views/:viewId', { params: { viewId } }),
    ...after,
  })
  return { views, add, remove }
}
