import { useEffect, useState } from 'react'

function session<T>(use: (store: Storage) => T): T | null {
  try {
    return use(sessionStorage)
  } catch {
    return null
  }
}

const keyOf = (page: string) => `minichat.${page}-token`

/**
 * The one-time token of a printed or mailed link. It is taken out of the address, so that it gets into no history or
 * screenshot, and kept for this tab, so that a reload does not lose it.
 */
function takeLinkToken(page: string): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (!token) return session((store) => store.getItem(keyOf(page)))
  history.replaceState(history.state, '', location.pathname + location.search)
  session((store) => store.setItem(keyOf(page), token))
  return token
}

/** Once it was used or refused. */
export const forgetLinkToken = (page: string) => session((store) => store.removeItem(keyOf(page)))

/** @param page the name that the token is kept by; each kind of link has its own. */
export function useLinkToken(page: string): string | null {
  const [token, setToken] = useState(() => takeLinkToken(page))
  // A newer link pasted into the same tab changes nothing but the fragment.
  useEffect(() => {
    const onHash = () => setToken(takeLinkToken(page))
    window.addEventListener('hashchange', onHash)
    return () => window.removeEventListener('hashchange', onHash)
  }, [page])
  return token
}
