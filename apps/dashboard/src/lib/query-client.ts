import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isApiError } from './api.ts'

let onSignedOut = () => {}

/** The router tells how to get to the sign-in page; kept apart so that nothing imports in a circle. */
export function whenSignedOut(listener: () => void) {
  onSignedOut = listener
}

/** Any answer that says the session is over leads to the sign-in page; one that asks for a second factor, to that. */
export function noticeSignedOut(error: unknown) {
  if (isApiError(error, 'NOT_SIGNED_IN')) onSignedOut()
  if (isApiError(error, 'SECOND_FACTOR_REQUIRED')) void queryClient.invalidateQueries({ queryKey: ['me'] })
}

const worthARetry = (error: unknown) =>
  isApiError(error, 'OFFLINE', 'SERVICE_UNAVAILABLE', 'SHUTTING_DOWN') || !isApiError(error)

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && worthARetry(error),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
