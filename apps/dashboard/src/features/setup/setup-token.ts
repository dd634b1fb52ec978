const key = 'minichat.setup-token'

function session<T>(use: (store: Storage) => T): T | null {
  try {
    return use(sessionStorage)
  } catch {
    return null
  }
}

/**
 * The one-time token of the set-up link. It is taken out of the address, so that it gets into no history or
 * screenshot, and kept for this tab, so that a reload does not lose it.
 */
export function takeSetupToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (!token) return session((store) => store.getItem(key))
  history.replaceState(history.state, '', location.pathname + location.search)
  session((store) => store.setItem(key, token))
  return token
}

export const forgetSetupToken = () => session((store) => store.removeItem(key))
