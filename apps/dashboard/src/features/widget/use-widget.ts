import type { Widget } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

export type WidgetChange = Partial<
  Pick<Widget, 'title' | 'accentColor' | 'position' | 'greeting' | 'allowedOrigins' | 'paused'>
>

export function useWidget() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'widgets'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/widgets', { signal })).data[0] ?? null,
  })
}

export function useSaveWidget(widgetId: string) {
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: WidgetChange) =>
      (await api.request('PATCH /api/v1/widgets/:widgetId', { params: { widgetId }, body })).data,
    onSuccess: (widget) => queryClient.setQueryData([workspace.id, 'widgets'], widget),
  })
}
