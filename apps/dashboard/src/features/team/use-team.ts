import type { Invitation, Role, SentInvitation, TeamMember } from '@minichat/contracts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { meQuery, useSession } from '../../lib/session.tsx'

const paging = { initialPageParam: null as string | null }

export function useMembers() {
  const { workspace } = useSession()
  const query = useInfiniteQuery({
    ...paging,
    queryKey: [workspace.id, 'members'],
    queryFn: async ({ pageParam, signal }) => {
      const query = { cursor: pageParam ?? undefined }
      const { data, metadata } = await api.request('GET /api/v1/team/members', { query, signal })
      return { items: data, nextCursor: metadata.nextCursor ?? null }
    },
    getNextPageParam: (page) => page.nextCursor,
  })
  return { query, members: query.data?.pages.flatMap((page): TeamMember[] => page.items) }
}

export function useInvitations() {
  const { workspace } = useSession()
  const query = useInfiniteQuery({
    ...paging,
    queryKey: [workspace.id, 'invitations'],
    queryFn: async ({ pageParam, signal }) => {
      const query = { cursor: pageParam ?? undefined }
      const { data, metadata } = await api.request('GET /api/v1/team/invitations', { query, signal })
      return { items: data, nextCursor: metadata.nextCursor ?? null }
    },
    getNextPageParam: (page) => page.nextCursor,
  })
  return { query, invitations: query.data?.pages.flatMap((page): Invitation[] => page.items) }
}

/** After a change: what was fetched of the team is out of date, and perhaps what one may do oneself. */
export function useRefreshTeam() {
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: [workspace.id, 'members'] }),
      queryClient.invalidateQueries({ queryKey: [workspace.id, 'invitations'] }),
      queryClient.invalidateQueries(meQuery),
    ])
}

/** A change of the team; its failure is told in a passing notice. */
function useTeamChange<T, R>(change: (input: T) => Promise<R>) {
  const refresh = useRefreshTeam()
  const problem = useProblem()
  return useMutation({
    mutationFn: change,
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
    onSettled: refresh,
  })
}

export const useChangeRole = () =>
  useTeamChange(({ userId, role }: { userId: string; role: Role }) =>
    api.request('PATCH /api/v1/team/members/:userId', { params: { userId }, body: { role } }),
  )

export const useRemoveMember = () =>
  useTeamChange((userId: string) => api.request('DELETE /api/v1/team/members/:userId', { params: { userId } }))

export const useRevoke = () =>
  useTeamChange((invitationId: string) =>
    api.request('DELETE /api/v1/team/invitations/:invitationId', { params: { invitationId } }),
  )

export const useResend = () =>
  useTeamChange(
    async (invitationId: string): Promise<SentInvitation> =>
      (await api.request('POST /api/v1/team/invitations/:invitationId/resend', { params: { invitationId } })).data,
  )
