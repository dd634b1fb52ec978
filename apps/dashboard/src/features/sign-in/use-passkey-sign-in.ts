import type { SignInResult } from '@minichat/contracts'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { api } from '../../lib/api.ts'
import { canOfferPasskeys, isGivenUp } from '../../lib/passkeys.ts'

type Options = Parameters<typeof import('@simplewebauthn/browser')['startAuthentication']>[0]['optionsJSON']

/** What the browser says once somebody has chosen a passkey. */
async function choosePasskey({ isOffer }: { isOffer: boolean }) {
  const [{ startAuthentication }, { data: begun }] = await Promise.all([
    import('@simplewebauthn/browser'),
    api.request('POST /api/v1/auth/passkeys/login/options'),
  ])
  const optionsJSON = begun.options as unknown as Options
  const response = await startAuthentication({ optionsJSON, useBrowserAutofill: isOffer })
  return { challenge: begun.challenge, response: { ...response } }
}

const signInWith = async (body: Awaited<ReturnType<typeof choosePasskey>>): Promise<SignInResult> =>
  (await api.request('POST /api/v1/auth/passkeys/login', { body })).data

/** By the button; and the browser offers passkeys by itself while the first field is filled in. */
export function usePasskeySignIn(onDone: (result: SignInResult) => void) {
  const byButton = useMutation({
    mutationFn: async () => signInWith(await choosePasskey({ isOffer: false })),
    onSuccess: onDone,
  })
  const byOffer = useMutation({ mutationFn: signInWith, onSuccess: onDone })
  const accept = useEffectEvent((choice: Awaited<ReturnType<typeof choosePasskey>>) => byOffer.mutate(choice))
  useEffect(() => {
    let isCurrent = true
    async function offer() {
      if (!(await canOfferPasskeys()) || !isCurrent) return
      // An offer that nobody takes, or that cannot be made, is nothing to speak of.
      const choice = await choosePasskey({ isOffer: true }).catch(() => null)
      if (choice && isCurrent) accept(choice)
    }
    void offer()
    return () => {
      isCurrent = false
      void endOffer()
    }
  }, [])
  const error = byButton.error ?? byOffer.error
  return { byButton, error: isGivenUp(error) ? null : error }
}

const endOffer = async () => (await import('@simplewebauthn/browser')).WebAuthnAbortService.cancelCeremony()
