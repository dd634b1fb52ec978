import type { AuthorKind } from '@minichat/contracts'

/** What a message is filtered by, besides its time. */
export type Facts = { widgetId: string; authorKind: AuthorKind; authorId: string | null; provider: string | null }

/** A character that no text has, so that no word is taken for a fact. */
const mark = '\u0000'
const termOf = (name: string, value: string) => `${mark}${name}:${value}`

/** Facts are terms as words are, so that a filter costs what one more word does. */
export const termsOfFacts = ({ widgetId, authorKind, authorId, provider }: Facts): string[] => [
  termOf('widget', widgetId),
  termOf('author', authorKind),
  ...(authorKind === 'member' && authorId ? [termOf('member', authorId)] : []),
  ...(provider ? [termOf('provider', provider)] : []),
]

export type FactFilter = { widgetId?: string; authorKind?: AuthorKind; memberId?: string; provider?: string }

export const termsOfFilter = ({ widgetId, authorKind, memberId, provider }: FactFilter): string[] => [
  ...(widgetId ? [termOf('widget', widgetId)] : []),
  ...(authorKind ? [termOf('author', authorKind)] : []),
  ...(memberId ? [termOf('member', memberId)] : []),
  ...(provider ? [termOf('provider', provider)] : []),
]

/** Two terms may have the same hash, so what was found is looked at. */
export const fulfils = (facts: Facts, { widgetId, authorKind, memberId, provider }: FactFilter): boolean =>
  (!widgetId || facts.widgetId === widgetId) &&
  (!authorKind || facts.authorKind === authorKind) &&
  (!memberId || (facts.authorKind === 'member' && facts.authorId === memberId)) &&
  (!provider || facts.provider === provider)
