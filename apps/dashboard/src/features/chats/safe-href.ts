/** An address that may stand behind a link: http, https, or a path of ours. Anything else gives null. */
export function safeHref(href: string): string | null {
  if (/^\/(?![/\\])/.test(href)) return href
  return /^https?:\/\//i.test(href) && URL.canParse(href) ? href : null
}
