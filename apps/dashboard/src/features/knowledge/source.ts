import type { Organisation, SourceKind } from '@minichat/contracts'

/** A source of any kind, as it is put in order. */
export type Source = Organisation & { kind: SourceKind; id: string; name: string }

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
