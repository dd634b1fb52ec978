import type { Challenge } from './use-finish-sign-in.ts'

/**
 * The second step, where the first was an account elsewhere: it stands behind the # of the address, and is taken out so
 * that it gets into no history.
 */
export function takeChallenge(): Challenge | null {
  const fragment = new URLSearchParams(location.hash.slice(1))
  const [challenge, expiresAt] = [fragment.get('challenge'), fragment.get('expiresAt')]
  if (!challenge || !expiresAt) return null
  history.replaceState(history.state, '', location.pathname + location.search)
  return { status: 'two-factor', challenge, expiresAt }
}
