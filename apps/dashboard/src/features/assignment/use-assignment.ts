import type { Assignment, AssignmentChange, Duty } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { targetKey } from '../chats/use-is-over.ts'

const settingsKey = (workspaceId: string) => [workspaceId, 'assignment']
const dutyKey = (workspaceId: string) => [workspaceId, 'duty']

/** Hours, rules and waiting times of the workspace. */
export function useAssignment() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: settingsKey(workspace.id),
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/assignment', { signal })).data,
    staleTime: 60_000,
  })
}

export function useChangeAssignment() {
  const { workspace } = useSession()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: AssignmentChange) => (await api.request('PATCH /api/v1/assignment', { body })).data,
    onSuccess: (saved) => {
      client.setQueryData<Assignment>(settingsKey(workspace.id), saved)
      void client.invalidateQueries({ queryKey: targetKey(workspace.id) })
    },
  })
}

/** Who is there, and how busy. */
export function useDuty() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: dutyKey(workspace.id),
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/duty', { signal })).data,
    refetchInterval: 30_000,
  })
}

export function useChangeDuty() {
  const { workspace } = useSession()
  const client = useQueryClient()
  const onSuccess = (saved: Duty) =>
    client.setQueryData<Duty[]>(dutyKey(workspace.id), (all) =>
      all?.map((one) => (one.memberId === saved.memberId ? saved : one)),
    )
  const away = useMutation({
    mutationFn: async (isAway: boolean) => (await api.request('PUT /api/v1/duty/me', { body: { isAway } })).data,
    onSuccess,
  })
  const capacity = useMutation({
    mutationFn: async ({ memberId, capacity: count }: { memberId: string; capacity: number | null }) =>
      (await api.request('PATCH /api/v1/duty/:memberId', { params: { memberId }, body: { capacity: count } })).data,
    onSuccess,
  })
  return { away, capacity }
}
