const pageSchemes = ['http:', 'https:']
const linkSchemes = [...pageSchemes, 'mailto:', 'tel:']

/** The address where a link of an answer may lead; null for relative ones and for any that could run a script. */
export const safeLink = (href: string) => resolve(href, undefined, linkSchemes)

/** The address of a source: the owner's page, or a page of the MiniChat server given without its host. */
export const safeSource = (url: string, base: string) => resolve(url, base, pageSchemes)

function resolve(href: string, base: string | undefined, schemes: string[]): string | null {
  try {
    const url = new URL(href, base)
    return schemes.includes(url.protocol) ? url.href : null
  } catch {
    return null
  }
}
