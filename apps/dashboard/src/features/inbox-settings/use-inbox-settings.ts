import type { CannedReply, ChatLabel } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

/** The keys are those of the inbox, which shows them too. */
const cannedKey = (workspaceId: string) => [workspaceId, 'canned-replies']
const labelsKey = (workspaceId: string) => [workspaceId, 'labels']

type New<T> = Omit<T, 'id'> & { id?: string | undefined }

export function useCannedReplies() {
  const { workspace } = useSession()
  const client = useQueryClient()
  const queryKey = cannedKey(workspace.id)
  const onSuccess = () => client.invalidateQueries({ queryKey })
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/canned-replies', { signal })).data,
  })
  const save = useMutation({
    mutationFn: async ({ id: replyId, ...body }: New<CannedReply>) =>
      replyId
        ? api.request('PATCH /api/v1/canned-replies/:replyId', { params: { replyId }, body })
        : api.request('POST /api/v1/canned-replies', { body }),
    onSuccess,
  })
  const remove = useMutation({
    mutationFn: (replyId: string) => api.request('DELETE /api/v1/canned-replies/:replyId', { params: { replyId } }),
    onSuccess,
  })
  return { query, save, remove }
}

export function useChatLabels() {
  const { workspace } = useSession()
  const client = useQueryClient()
  const queryKey = labelsKey(workspace.id)
  const onSuccess = () => client.invalidateQueries({ queryKey })
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/labels', { signal })).data,
  })
  const save = useMutation({
    mutationFn: async ({ id: labelId, ...body }: New<ChatLabel>) =>
      labelId
        ? api.request('PATCH /api/v1/labels/:labelId', { params: { labelId }, body })
        : api.request('POST /api/v1/labels', { body }),
    onSuccess,
  })
  const remove = useMutation({
    mutationFn: (labelId: string) => api.request('DELETE /api/v1/labels/:labelId', { params: { labelId } }),
    onSuccess,
  })
  return { query, save, remove }
}
