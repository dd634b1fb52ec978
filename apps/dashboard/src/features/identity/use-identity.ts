import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

const useKeysKey = () => [useSession().workspace.id, 'identity-keys']

export function useIdentityKeys() {
  return useQuery({
    queryKey: useKeysKey(),
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/identity-keys', { signal })).data,
  })
}

/** Makes a key, in place of another one where its id is given. */
export function useMakeKey() {
  const queryKey = useKeysKey()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (replaced: string | null) => {
      const { data } = replaced
        ? await api.request('POST /api/v1/identity-keys/:keyId/rotate', { params: { keyId: replaced }, body: {} })
        : await api.request('POST /api/v1/identity-keys')
      return data
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
    // The secret is to be nowhere once it has been shown.
    gcTime: 0,
  })
}

export function useRevokeKey() {
  const queryKey = useKeysKey()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (keyId: string) => api.request('DELETE /api/v1/identity-keys/:keyId', { params: { keyId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
}
