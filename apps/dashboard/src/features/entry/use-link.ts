import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isApiError } from '../../lib/api.ts'
import { forgetLinkToken, useLinkToken } from '../../lib/link-token.ts'

/**
 * Uses a mailed one-time link up as soon as it is opened. A query and no mutation, as its result must be the same
 * however often the page is drawn: the link works once.
 */
export function useLink<T>(page: string, use: (token: string) => Promise<T>) {
  const token = useLinkToken(page)
  const used = useQuery({
    queryKey: ['link', page, token],
    queryFn: () => use(token ?? ''),
    enabled: token !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retryOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const isRefused = isApiError(used.error, 'INVALID_LINK')
  const isOver = used.isSuccess || isRefused
  useEffect(() => {
    if (isOver) forgetLinkToken(page)
  }, [isOver, page])
  return { hasToken: token !== null, data: used.data, error: used.error, isRefused, retry: () => void used.refetch() }
}
