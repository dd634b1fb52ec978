import { isDay } from '../../lib/days.ts'

/** What the search page looks for, as it stands in the address. Days are those of the reader. */
export type SearchFilter = {
  q?: string
  kind?: 'visitors' | 'knowledge'
  from?: string
  until?: string
  widget?: string
  label?: string
  author?: 'visitor' | 'ai' | 'member'
  member?: string
  provider?: string
}

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value)
const isName = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9_-]{1,40}$/.test(value)

/** What an address says, without what makes no sense. */
export function readSearch(given: Record<string, unknown>): SearchFilter {
  const { q, kind, from, until, widget, label, author, member, provider } = given
  const words = typeof q === 'number' ? String(q) : q
  return {
    ...(typeof words === 'string' && words !== '' ? { q: words.slice(0, 200) } : {}),
    ...(kind === 'visitors' || kind === 'knowledge' ? { kind } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(until) ? { until } : {}),
    ...(isId(widget) ? { widget } : {}),
    ...(isId(label) ? { label } : {}),
    ...(author === 'visitor' || author === 'ai' || author === 'member' ? { author } : {}),
    ...(isId(member) ? { member } : {}),
    ...(isName(provider) ? { provider } : {}),
  }
}

/** Whether messages are narrowed down by more than words. */
export const isNarrowed = ({ q: _, kind: __, ...filters }: SearchFilter) => Object.values(filters).some(Boolean)
