import type { AuditEntry, AuditFormat, LogEntry } from '@minichat/contracts'
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { momentOf } from '../../lib/days.ts'
import { useSession } from '../../lib/session.tsx'
import type { AuditSearch } from './audit-search.ts'

export type ShownEntry = AuditEntry & Partial<Pick<LogEntry, 'workspace'>>
/** The workspace's own log, or that of the whole server. */
export type AuditSource = 'workspace' | 'server'

const filterOf = ({ search, area, actor, from, until }: AuditSearch) => ({
  search,
  action: area,
  actorId: actor,
  from: momentOf(from),
  until: momentOf(until, 1),
})

export function useAudit(source: AuditSource, filter: AuditSearch) {
  const { workspace } = useSession()
  const query = useInfiniteQuery({
    queryKey: source === 'server' ? ['operator', 'logs', filter] : [workspace.id, 'audit', filter],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filterOf(filter), cursor: pageParam ?? undefined }
      const { data, metadata } =
        source === 'server'
          ? await api.request('GET /api/v1/admin/logs', { query, signal })
          : await api.request('GET /api/v1/audit', { query, signal })
      return { items: data as ShownEntry[], nextCursor: metadata.nextCursor ?? null }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  return { query, entries: query.data?.pages.flatMap((page) => page.items) }
}

/** Saves what the filter finds as a file. */
export const useExport = (source: AuditSource, filter: AuditSearch) =>
  useMutation({
    mutationFn: async (format: AuditFormat) => {
      const query = { ...filterOf(filter), format }
      const response =
        source === 'server'
          ? await api.stream('GET /api/v1/admin/logs/export', { query })
          : await api.stream('GET /api/v1/audit/export', { query })
      const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
      save(await response.blob(), name ?? `audit.${format}`)
    },
  })

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
