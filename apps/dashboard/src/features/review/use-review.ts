import type { ReviewGroup, ReviewStatus } from '@minichat/contracts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useSession } from '../../lib/session.tsx'

export function useReview(status: ReviewStatus) {
  const { workspace } = useSession()
  const query = useInfiniteQuery({
    queryKey: [workspace.id, 'review', status],
    queryFn: async ({ pageParam, signal }) => {
      const query = { status, cursor: pageParam ?? undefined }
      const { data, metadata } = await api.request('GET /api/v1/review', { query, signal })
      return { items: data, nextCursor: metadata.nextCursor ?? null }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
  return { query, groups: query.data?.pages.flatMap((page): ReviewGroup[] => page.items) }
}

function useRefresh() {
  const { workspace } = useSession()
  const client = useQueryClient()
  return () =>
    Promise.all(['review', 'entries'].map((name) => client.invalidateQueries({ queryKey: [workspace.id, name] })))
}

export function useAnswer(groupId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (body: { question: string; answer: string }) =>
      (await api.request('POST /api/v1/review/:groupId/answer', { params: { groupId }, body })).data,
    onSuccess: () => void refresh(),
  })
}

export function useSettle(groupId: string) {
  const refresh = useRefresh()
  const problem = useProblem()
  return useMutation({
    mutationFn: async (status: 'open' | 'dismissed') =>
      (await api.request('PATCH /api/v1/review/:groupId', { params: { groupId }, body: { status } })).data,
    onSuccess: () => refresh(),
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
  })
}

export const useAskAgain = (groupId: string) =>
  useMutation({
    mutationFn: async () => (await api.request('POST /api/v1/review/:groupId/ask', { params: { groupId } })).data,
  })
