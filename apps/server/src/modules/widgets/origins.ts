/**
 * Whether a page's origin is on the list. An entry may begin its host with `*.`, which stands for any subdomain, and the
 * empty list lets every page in.
 */
export function isOriginAllowed(origin: string, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true
  const asked = origin.toLowerCase()
  return allowed.some((entry) => {
    if (!entry.includes('://*.')) return entry === asked
    const [scheme, suffix] = entry.split('://*') as [string, string]
    return (
      asked.startsWith(`${scheme}://`) && asked.endsWith(suffix) && asked.length > scheme.length + 3 + suffix.length
    )
  })
}
