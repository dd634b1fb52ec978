import type { AiProvider, AiProviderChange, AiSettings } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useSession } from '../../lib/session.tsx'

/** How they are doing changes by itself. */
const refreshEveryMs = 10_000

const useKey = () => [useSession().workspace.id, 'ai', 'providers']

export function useProviders() {
  return useQuery({
    queryKey: useKey(),
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/ai/providers', { signal })).data,
    refetchInterval: refreshEveryMs,
  })
}

/** After a change: what was fetched is out of date. */
export function useRefreshProviders() {
  const key = useKey()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: key })
}

/** Puts them in a new order, which shows at once and is taken back when it could not be stored. */
export function useOrderProviders() {
  const key = useKey()
  const problem = useProblem()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (providers: AiProvider[]) =>
      (await api.request('PUT /api/v1/ai/providers/order', { body: { ids: providers.map(({ id }) => id) } })).data,
    onMutate: async (providers) => {
      await queryClient.cancelQueries({ queryKey: key })
      queryClient.setQueryData(key, providers)
    },
    onSuccess: (providers) => queryClient.setQueryData(key, providers),
    onError: (error) => {
      void notify({ color: 'red', message: problem(error) })
      void queryClient.invalidateQueries({ queryKey: key })
    },
  })
}

export function useChangeProvider() {
  const refresh = useRefreshProviders()
  const problem = useProblem()
  return useMutation({
    mutationFn: async ({ id, ...body }: AiProviderChange & { id: string }) =>
      (await api.request('PATCH /api/v1/ai/providers/:providerId', { params: { providerId: id }, body })).data,
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
    onSettled: refresh,
  })
}

export function useRemoveProvider(onDone: () => void) {
  const refresh = useRefreshProviders()
  const problem = useProblem()
  return useMutation({
    mutationFn: ({ id }: AiProvider) =>
      api.request('DELETE /api/v1/ai/providers/:providerId', { params: { providerId: id } }),
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
    onSettled: () => {
      onDone()
      void refresh()
    },
  })
}

export function useAiSettings() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'ai', 'settings'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/ai/settings', { signal })).data,
  })
}

export function useSaveAiSettings() {
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: Partial<AiSettings>) => (await api.request('PATCH /api/v1/ai/settings', { body })).data,
    onSuccess: (saved) => queryClient.setQueryData([workspace.id, 'ai', 'settings'], saved),
  })
}
