import { functionWords } from './function-words.ts'
import { normalise } from './normalise.ts'
import { abroadPlaces, domesticPlaces } from './places.ts'
import { stemEnglish } from './stem.ts'
import { runs } from './tokens.ts'
import { compoundLines, conceptLines, intentLines, relatedConcepts } from './vocabulary.ts'

export type LexiconKind = 'content' | 'intent' | 'stop' | 'light' | 'common'

/**
 * What the lexicon knows of a phrase. `concepts` are alternatives, any of which may be meant; `all` says that the
 * phrase means each of them together.
 */
export type LexiconEntry = { kind: LexiconKind; concepts: string[]; all: boolean; words: number }

const entries = new Map<string, LexiconEntry>()
let longestThai = 1
let longestLatin = 1

/** Key of a phrase: Thai without spaces, Latin words stemmed and joined by spaces. */
export function phraseKey(phrase: string): string {
  const parts = runs(normalise(phrase))
  const joined = parts.map(({ script, text }) => (script === 'latin' ? stemEnglish(text) : text))
  return parts.every(({ script }) => script === 'thai') ? joined.join('') : joined.join(' ')
}

function add(phrase: string, kind: LexiconKind, concepts: string[] = [], all = false): void {
  const key = phraseKey(phrase)
  if (key === '') return
  const isThai = /^[\u0E00-\u0E7F]+$/.test(key)
  const words = isThai ? 1 : key.split(' ').length
  if (isThai) longestThai = Math.max(longestThai, key.length)
  else longestLatin = Math.max(longestLatin, words)
  const known = entries.get(key)
  if (known && known.kind === kind && !known.all) {
    for (const concept of concepts) if (!known.concepts.includes(concept)) known.concepts.push(concept)
    return
  }
  if (!known || all) entries.set(key, { kind, concepts: [...concepts], all, words })
}

function addLines(lines: string, kind: LexiconKind): void {
  for (const line of lines.trim().split('\n')) {
    const [concept = '', terms = ''] = line.split(/:(.*)/s)
    for (const term of terms.split(/[,;]/)) add(term, kind, [concept.trim()])
  }
}

addLines(intentLines, 'intent')
addLines(conceptLines, 'content')
for (const line of compoundLines.trim().split('\n')) {
  const [phrase = '', concepts = ''] = line.split('=')
  add(
    phrase,
    'content',
    concepts.split('+').map((concept) => concept.trim()),
    true,
  )
}
for (const place of abroadPlaces.split(',')) add(place, 'content', ['abroad'])
for (const place of domesticPlaces.split(',')) add(place, 'content', ['domestic'])
for (const word of functionWords.things) add(word, 'content')
for (const word of functionWords.stop) add(word, 'stop')
for (const word of functionWords.light) add(word, 'light')
for (const word of functionWords.common) add(word, 'common')

const placeKeys = new Set([...abroadPlaces.split(','), ...domesticPlaces.split(',')].map(phraseKey))

/** A place may be asked about without being named in any knowledge. */
export const isPlace = (key: string): boolean => placeKeys.has(key)

export const lexiconEntry = (key: string): LexiconEntry | undefined => entries.get(key)

export const longestPhrase = { thai: () => longestThai, latin: () => longestLatin }

/** Latin single words the lexicon holds: what a mistyped word may have been meant to be. */
export const latinWords = (): string[] => [...entries.keys()].filter((key) => /^[a-z]{4,}$/.test(key))

const related = new Map<string, Map<string, number>>()
for (const [a, b, strength] of relatedConcepts) {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    related.set(from, (related.get(from) ?? new Map()).set(to, strength))
  }
}

/** Concepts near this one, with how near (0 to 1). */
export const relatedTo = (concept: string): ReadonlyMap<string, number> => related.get(concept) ?? new Map()
