import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'
import { useSession } from './session.tsx'

/** The workspace and its settings. */
export function useWorkspaceQuery() {
  const { workspace } = useSession()
  return queryOptions({
    queryKey: [workspace.id, 'workspace'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/workspace', { signal })).data,
  })
}

/** The widget of the workspace; null where there is none. */
export function useWidgetQuery() {
  const { workspace } = useSession()
  return queryOptions({
    queryKey: [workspace.id, 'widgets'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/widgets', { signal })).data[0] ?? null,
  })
}
