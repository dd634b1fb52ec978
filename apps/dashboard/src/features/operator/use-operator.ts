import type { FailedJob, OperatedUser, OperatedWorkspace } from '@minichat/contracts'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import type { UserSearch, WorkspaceSearch } from './operator-search.ts'

type Page<T> = { data: T[]; metadata: { nextCursor?: string | null | undefined } }

/** A list of the console, page after page. */
export function usePages<T>(
  key: readonly unknown[],
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
) {
  const query = useInfiniteQuery({
    queryKey: ['operator', ...key],
    queryFn: async ({ pageParam, signal }) => {
      const { data, metadata } = await fetchPage(pageParam ?? undefined, signal)
      return { items: data, nextCursor: metadata.nextCursor ?? null }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  return { query, items: query.data?.pages.flatMap((page) => page.items) }
}

export const useUsers = (filter: UserSearch) =>
  usePages<OperatedUser>(['users', filter], (cursor, signal) =>
    api.request('GET /api/v1/admin/users', { query: { ...filter, cursor }, signal }),
  )

export const useWorkspaces = (filter: WorkspaceSearch) =>
  usePages<OperatedWorkspace>(['workspaces', filter], (cursor, signal) =>
    api.request('GET /api/v1/admin/workspaces', { query: { ...filter, cursor }, signal }),
  )

export const useFailedJobs = () =>
  usePages<FailedJob>(['failed-jobs'], (cursor, signal) =>
    api.request('GET /api/v1/admin/jobs/failed', { query: { cursor }, signal }),
  )

const lookEveryMs = 10_000

export const useJobCounts = () =>
  useQuery({
    queryKey: ['operator', 'jobs'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/admin/jobs', { signal })).data,
    refetchInterval: lookEveryMs,
  })

export const useServerHealth = () =>
  useQuery({
    queryKey: ['operator', 'health'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/admin/health', { signal })).data,
    refetchInterval: lookEveryMs,
  })

/** Does something as an operator; then what the console shows is fetched anew, and a refusal is said. */
export function useOperate<V>(act: (variables: V) => Promise<unknown>, done: string) {
  const queryClient = useQueryClient()
  const problem = useProblem()
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['operator'] })
      void notify({ message: done })
    },
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
  })
}
