import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

/** What rules can ask for. The keys are those of the pages that show them too. */
export function useRuleChoices() {
  const { workspace } = useSession()
  const widgets = useQuery({
    queryKey: [workspace.id, 'widget-choices'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/widgets', { signal })).data,
  })
  const labels = useQuery({
    queryKey: [workspace.id, 'labels'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/labels', { signal })).data,
  })
  return { widgets: widgets.data ?? [], labels: labels.data ?? [] }
}
