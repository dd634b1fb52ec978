import type { Widget } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useWidgetQuery } from '../../lib/workspace-queries.ts'

export type WidgetChange = Partial<
  Pick<
    Widget,
    | 'title'
    | 'accentColor'
    | 'position'
    | 'greeting'
    | 'allowedOrigins'
    | 'paused'
    | 'aiPaused'
    | 'privacyUrl'
    | 'consentRequired'
    | 'identityRequired'
  >
>

export const useWidget = () => useQuery(useWidgetQuery())

export function useSaveWidget(widgetId: string) {
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: WidgetChange) =>
      (await api.request('PATCH /api/v1/widgets/:widgetId', { params: { widgetId }, body })).data,
    onSuccess: (widget) => queryClient.setQueryData([workspace.id, 'widgets'], widget),
  })
}
