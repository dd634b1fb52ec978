import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { meQuery } from '../../lib/session.tsx'

type Options = Parameters<typeof import('@simplewebauthn/browser')['startRegistration']>[0]['optionsJSON']

const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: async ({ signal }) => (await api.request('GET /api/v1/auth/passkeys', { signal })).data,
})

export const usePasskeys = () => useQuery(passkeysQuery)

/** Lets the browser make a passkey, and keeps its public half. @throws what the browser or the server refuses. */
async function makePasskey({ name, password }: { name: string; password: string }) {
  const [{ startRegistration }, { data: begun }] = await Promise.all([
    import('@simplewebauthn/browser'),
    api.request('POST /api/v1/auth/passkeys/options', { body: { password } }),
  ])
  const response = await startRegistration({ optionsJSON: begun.options as unknown as Options })
  const body = { name, challenge: begun.challenge, response: { ...response } }
  return (await api.request('POST /api/v1/auth/passkeys', { body })).data
}

export function useChangePasskeys() {
  const queryClient = useQueryClient()
  // What is open to somebody depends on them.
  const refresh = () =>
    Promise.all([queryClient.invalidateQueries(passkeysQuery), queryClient.invalidateQueries(meQuery)])
  return {
    add: useMutation({ mutationFn: makePasskey, onSuccess: refresh }),
    remove: useMutation({
      mutationFn: ({ id: passkeyId, password }: { id: string; password: string }) =>
        api.request('POST /api/v1/auth/passkeys/:passkeyId/remove', { params: { passkeyId }, body: { password } }),
      onSettled: refresh,
    }),
  }
}

const systems = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac', 'CrOS', 'Linux']

/** A first name for a passkey of this device; its owner may write a better one. */
export const nameOfThisDevice = () => systems.find((name) => navigator.userAgent.includes(name)) ?? ''
