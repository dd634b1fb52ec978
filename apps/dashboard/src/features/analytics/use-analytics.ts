import type { CountedFigure } from '@minichat/contracts'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import type { Range } from './range.ts'

export type Asked = Range & { widgetId?: string }

const lookEveryMs = 60_000
const options = { refetchInterval: lookEveryMs, placeholderData: keepPreviousData } as const

/** @param asked null until the time zone is known. */
export function useAnalytics(asked: Asked | null) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'analytics', asked],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/analytics', { query: asked as Asked, signal })).data,
    enabled: asked !== null,
    ...options,
  })
}

export function useCommonQuestions(asked: Asked, only: 'all' | 'unanswered') {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'analytics-questions', asked, only],
    queryFn: async ({ signal }) =>
      (await api.request('GET /api/v1/analytics/questions', { query: { ...asked, only }, signal })).data,
    ...options,
  })
}

export function useProviderFigures(asked: Asked) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'analytics-providers', asked],
    queryFn: async ({ signal }) =>
      (await api.request('GET /api/v1/analytics/providers', { query: asked, signal })).data,
    ...options,
  })
}

export function useWorkload(asked: Asked) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'analytics-members', asked],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/analytics/members', { query: asked, signal })).data,
    ...options,
  })
}

/** A number whose chats are looked at. */
export type Which = { figure: CountedFigure; of?: string; bin?: number; weekday?: number; hour?: number }

export function useCountedChats(asked: Asked, which: Which) {
  const { workspace } = useSession()
  return useInfiniteQuery({
    queryKey: [workspace.id, 'analytics-chats', asked, which],
    queryFn: async ({ signal, pageParam }) => {
      const query = { ...asked, ...which, limit: 30, ...(pageParam ? { cursor: pageParam } : {}) }
      const { data, metadata } = await api.request('GET /api/v1/analytics/chats', { query, signal })
      return { items: data, nextCursor: metadata.nextCursor ?? null }
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

export function useWidgets() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'all-widgets'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/widgets', { signal })).data,
  })
}
