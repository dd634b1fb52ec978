import type { Organisation, SourceKind } from '@minichat/contracts'

/** A source of any kind, as it is put in order. */
export type Source = Organisation & { kind: SourceKind; id: string; name: string }

/** Days as the fields of a form have them, in the reader's time zone. The last day is a valid one. */
export function dayOf(moment: string | null, shiftDays = 0): string {
  if (!moment) return ''
  const date = new Date(moment)
  date.setDate(date.getDate() + shiftDays)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Midnight at the beginning of a day, or of one after it; null for none. */
export function momentOf(day: string, shiftDays = 0): string | null {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return null
  return new Date(year, month - 1, date + shiftDays).toISOString()
}

export const tagsOf = (words: string): string[] => [
  ...new Set(
    words
      .split(/[,،、]/)
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
]

/** What all of them have; undefined where they differ. */
export function shared<T>(sources: readonly Source[], read: (source: Source) => T): T | undefined {
  const [first, ...others] = sources.map(read)
  return others.every((value) => value === first) ? first : undefined
}

export const sharedTags = (sources: readonly Source[]): string[] =>
  (sources[0]?.tags ?? []).filter((tag) => sources.every(({ tags }) => tags.includes(tag)))
