import type {
  KnowledgeDocument,
  KnowledgeEntry,
  KnowledgeSite,
  Locale,
  PageState,
  SitePage,
  SourceUse,
} from '@minichat/contracts'
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

const pollWhileIndexingMs = 2000
const pollWhileReadingMs = 1500

/** What a list of sources is narrowed by; left out: not at all. An empty folder: those in none. */
export type SourceFilter = { folder?: string; tag?: string; locale?: Locale; use?: SourceUse }

type Fetched<Item> = { data: Item[]; metadata: { nextCursor?: string | null } }

/** A list of the workspace, page after page. @param pollMs how soon to look again at what is there; false: not at all */
function usePages<Item>(
  key: readonly unknown[],
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Fetched<Item>>,
  pollMs: (items: Item[]) => number | false = () => false,
) {
  const { workspace } = useSession()
  const query = useInfiniteQuery({
    queryKey: [workspace.id, ...key],
    queryFn: async ({ pageParam, signal }) => {
      const { data, metadata } = await fetchPage(pageParam ?? undefined, signal)
      return { items: data, nextCursor: metadata.nextCursor ?? null }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => pollMs(state.data?.pages.flatMap((page) => page.items) ?? []),
  })
  return { query, items: query.data?.pages.flatMap((page) => page.items) }
}

/** @param search words that the entries must contain; '' for all */
export const useEntries = (search: string, filter: SourceFilter) =>
  usePages<KnowledgeEntry>(['entries', search, filter], (cursor, signal) =>
    api.request('GET /api/v1/knowledge/entries', {
      query: { ...filter, search: search || undefined, cursor },
      signal,
    }),
  )

export const useDocuments = (filter: SourceFilter) =>
  usePages<KnowledgeDocument>(
    ['documents', filter],
    (cursor, signal) => api.request('GET /api/v1/knowledge/documents', { query: { ...filter, cursor }, signal }),
    (documents) =>
      documents.some(({ status }) => status === 'indexing' || status === 'scanning') ? pollWhileIndexingMs : false,
  )

export const useSites = ({ locale: _, ...filter }: SourceFilter) =>
  usePages<KnowledgeSite>(
    ['sites', filter],
    (cursor, signal) => api.request('GET /api/v1/knowledge/sites', { query: { ...filter, cursor }, signal }),
    (sites) => (sites.some(({ status }) => status === 'reading') ? pollWhileReadingMs : false),
  )

export const useSitePages = (site: KnowledgeSite, state: PageState | undefined) =>
  usePages<SitePage>(
    ['sites', site.id, 'pages', state],
    (cursor, signal) =>
      api.request('GET /api/v1/knowledge/sites/:siteId/pages', {
        params: { siteId: site.id },
        query: { state, cursor },
        signal,
      }),
    () => (site.status === 'reading' ? pollWhileReadingMs : false),
  )

export function useLabels() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'labels'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/knowledge/labels', { signal })).data,
  })
}

export function useConflicts() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'conflicts'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/knowledge/conflicts', { signal })).data,
  })
}

export type ListName = 'entries' | 'documents' | 'sites'

/** After a change: what was fetched of such sources, and what follows from them, is out of date. */
export function useRefresh(list: ListName) {
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  return () =>
    Promise.all(
      [list, 'labels', 'conflicts'].map((name) => queryClient.invalidateQueries({ queryKey: [workspace.id, name] })),
    )
}
