/** What is never part of what a page says. */
const silent = new Set(
  'script style noscript template svg math iframe object embed canvas video audio select button textarea dialog'.split(
    ' ',
  ),
)
/** What stands around the words of a page, the same on each of them. */
const surrounding = new Set(['nav', 'aside', 'footer'])
const surroundingRoles = new Set(
  'navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar'.split(' '),
)
const consent = /(?:^|[-_\s])(?:cookie|consent|gdpr|breadcrumb|skip-link)/i

export type Region = 'main' | 'article' | 'body'
export type Attributes = Record<string, string>

/** Hidden text is not read by visitors: neither is it quoted to them, nor can it tell the AI anything. */
const isHidden = (attributes: Attributes): boolean =>
  'hidden' in attributes ||
  attributes['aria-hidden'] === 'true' ||
  /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attributes.style ?? '')

/** Whether an element and all in it is left out, and whether its links may still be followed. */
export function leftOut(name: string, attributes: Attributes, region: Region): 'wholly' | 'its words' | null {
  if (silent.has(name) || isHidden(attributes)) return 'wholly'
  if (surrounding.has(name) || surroundingRoles.has(attributes.role ?? '')) return 'its words'
  // Of an article the header holds its title; of the page, its name and menu.
  if (name === 'header' && region === 'body') return 'its words'
  // A page whose root carries such a word is no banner.
  const isRoot = name === 'html' || name === 'body' || name === 'main'
  return !isRoot && consent.test(`${attributes.class ?? ''} ${attributes.id ?? ''}`) ? 'its words' : null
}

export function regionOf(name: string, attributes: Attributes, around: Region): Region {
  if (name === 'main' || attributes.role === 'main') return 'main'
  return name === 'article' && around === 'body' ? 'article' : around
}

const blocks = new Set(
  'address article blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td th thead tr ul'.split(
    ' ',
  ),
)
export const isBlock = (name: string): boolean => blocks.has(name)

/** The level of a heading; questions of a list of answers that unfold are headings below all others. */
export function headingLevel(name: string): number | null {
  if (/^h[1-6]$/.test(name)) return Number(name[1])
  return name === 'summary' || name === 'dt' ? 6 : null
}
