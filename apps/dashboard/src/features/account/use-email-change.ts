import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { meQuery } from '../../lib/session.tsx'

const emailChangeQuery = queryOptions({
  queryKey: ['email-change'],
  queryFn: async ({ signal }) => (await api.request('GET /api/v1/auth/email/change', { signal })).data,
})

/** A change of address that waits to be confirmed at both. */
export function useEmailChange() {
  const queryClient = useQueryClient()
  const refresh = () =>
    Promise.all([queryClient.invalidateQueries(emailChangeQuery), queryClient.invalidateQueries(meQuery)])
  return {
    change: useQuery(emailChangeQuery).data ?? null,
    async ask(body: { email: string; password: string }) {
      await api.request('POST /api/v1/auth/email/change', { body })
      await refresh()
    },
    async resend() {
      await api.request('POST /api/v1/auth/email/change/resend')
      await refresh()
    },
    cancel: useMutation({
      mutationFn: () => api.request('DELETE /api/v1/auth/email/change'),
      onSettled: refresh,
    }),
  }
}
