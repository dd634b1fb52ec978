import type { SignInResult } from '@minichat/contracts'
import { useRouter, useSearch } from '@tanstack/react-router'
import { enterSession } from '../../lib/session.tsx'

export type Challenge = Extract<SignInResult, { status: 'two-factor' }>

/** Goes where the person was heading, or on to the second step. */
export function useFinishSignIn(onSecondStep: (challenge: Challenge) => void) {
  const router = useRouter()
  const { next } = useSearch({ from: '/sign-in' })
  return (result: SignInResult) => {
    if (result.status === 'two-factor') return onSecondStep(result)
    enterSession(result.me)
    router.history.push(next ?? '/chats')
  }
}
