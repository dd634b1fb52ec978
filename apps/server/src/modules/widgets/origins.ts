/**
 * Whether a page may use a widget with this list.
 * @param origin that of the page; null where the request names none. A browser names it with every POST, so that only a
 * widget of any page is for who does not.
 * @param ownHost host and port of this server, whose own pages always may.
 */
export function mayUse(allowed: readonly string[], origin: string | null, ownHost: string): boolean {
  if (allowed.length === 0 || origin === `http://${ownHost}` || origin === `https://${ownHost}`) return true
  return origin !== null && isOriginAllowed(origin, allowed)
}

/** What `*` stands for; nothing of a path, a port or a user. */
const subdomain = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/

/**
 * Whether a page's origin is on the list. An entry may begin its host with `*.`, which stands for any subdomain.
 */
function isOriginAllowed(origin: string, allowed: readonly string[]): boolean {
  const asked = origin.toLowerCase()
  return allowed.some((entry) => {
    if (!entry.includes('://*.')) return entry === asked
    const [scheme, suffix] = entry.split('://*') as [string, string]
    const beginning = `${scheme}://`
    if (!asked.startsWith(beginning) || !asked.endsWith(suffix)) return false
    return subdomain.test(asked.slice(beginning.length, -suffix.length))
  })
}
