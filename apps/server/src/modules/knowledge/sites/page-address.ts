const longest = 2000
/** What counts visits and changes nothing on the page. */
const tracking = /^(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|_ga)$/i
const noPage =
  /\.(?:7z|apk|avi|bmp|bz2|css|csv|dmg|docx?|epub|exe|gif|gz|heic|ico|iso|jpe?g|js|json|m4a|mjs|mov|mp[34]|mpe?g|og[gv]|pdf|png|pptx?|rar|rss|svg|tar|tgz|tiff?|ttf|txt|wav|web[mp]|woff2?|wmv|xlsx?|xml|zip)$/i

/** One spelling for each page: no fragment, no tracking. Null for what is no page on the web, or too long. */
export function pageAddress(address: string, base?: string): string | null {
  if (!URL.canParse(address, base)) return null
  const url = new URL(address, base)
  if (!isWeb(url) || url.username || url.password) return null
  url.hash = ''
  // Only where there is something to take out: writing the query anew changes how it is spelled.
  const tracked = [...url.searchParams.keys()].filter((name) => tracking.test(name))
  for (const name of tracked) url.searchParams.delete(name)
  return url.href.length > longest ? null : url.href
}

export const isWeb = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:'

/** An address whose ending says that it is a picture, a download or the like is not asked for. */
export const mayBePage = (address: string): boolean => !noPage.test(new URL(address).pathname)

/** With and without www, http and https, a site is the same one; another port or name is another. */
const siteOf = ({ protocol, hostname, port }: URL) => {
  const isUsual = port === '' || (protocol === 'http:' && port === '80') || (protocol === 'https:' && port === '443')
  return `${hostname.replace(/^www\./, '')}:${isUsual ? '' : port}`
}
export const isSameSite = (one: string, other: string): boolean => siteOf(new URL(one)) === siteOf(new URL(other))
