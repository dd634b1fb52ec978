import { functionWords } from './function-words.ts'
import { normalise } from './normalise.ts'
import { abroadPlaces, domesticPlaces } from './places.ts'
import { stemEnglish } from './stem.ts'
import { runs } from './tokens.ts'
import { conceptLines } from './vocabulary.ts'
import { everydayLines } from './vocabulary-everyday.ts'
import {
  attributeConcepts,
  compoundLines,
  intentLines,
  partedLines,
  relatedLines,
  thingConcepts,
} from './vocabulary-relations.ts'

export type LexiconKind = 'content' | 'intent' | 'stop' | 'light' | 'common'

/**
 * What the lexicon knows of a phrase. `concepts` are alternatives, any of which may be meant; `all` says that the
 * phrase means each of them together.
 */
export type LexiconEntry = { kind: LexiconKind; concepts: string[]; all: boolean }

const entries = new Map<string, LexiconEntry>()
let longestThai = 1
let longestLatin = 1

/** Key of a phrase: Thai without spaces, Latin words stemmed and joined by spaces. */
export function phraseKey(phrase: string): string {
  const parts = runs(normalise(phrase))
  const joined = parts.map(({ script, text }) => (script === 'latin' ? stemEnglish(text) : text))
  return parts.every(({ script }) => script === 'thai') ? joined.join('') : joined.join(' ')
}

function add(phrase: string, entry: LexiconEntry): void {
  const key = phraseKey(phrase)
  if (key === '') return
  if (/^[\u0E00-\u0E7F]+$/.test(key)) longestThai = Math.max(longestThai, key.length)
  else longestLatin = Math.max(longestLatin, key.split(' ').length)
  const known = entries.get(key)
  if (!known || entry.all) entries.set(key, { ...entry, concepts: [...entry.concepts] })
  else if (known.kind === entry.kind && !known.all)
    known.concepts = [...new Set([...known.concepts, ...entry.concepts])]
}

/** Lines of `name: a, b; c`. */
const linesOf = (lines: string): { name: string; items: string[] }[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', rest = ''] = line.split(/:(.*)/s)
      return { name: name.trim(), items: rest.split(/[,;]/).map((item) => item.trim()) }
    })

for (const { name, items } of linesOf(intentLines)) {
  for (const item of items) add(item, { kind: 'intent', concepts: [name], all: false })
}
for (const { name, items } of [...linesOf(conceptLines), ...linesOf(everydayLines)]) {
  for (const item of items) add(item, { kind: 'content', concepts: [name], all: false })
}
for (const { name, items } of linesOf(compoundLines)) {
  const concepts = name.split('+').map((concept) => concept.trim())
  for (const item of items) add(item, { kind: 'content', concepts, all: true })
}
for (const place of abroadPlaces.split(',')) add(place, { kind: 'content', concepts: ['abroad'], all: false })
for (const place of domesticPlaces.split(',')) add(place, { kind: 'content', concepts: ['domestic'], all: false })
for (const [kind, words] of [
  ['content', functionWords.things],
  ['stop', functionWords.stop],
  ['light', functionWords.light],
  ['light', functionWords.everyday],
  ['common', functionWords.common],
] as const) {
  for (const word of words) add(word, { kind, concepts: [], all: false })
}

const placeKeys = new Set([...abroadPlaces.split(','), ...domesticPlaces.split(',')].map(phraseKey))

/** A place may be asked about without being named in any knowledge. */
export const isPlace = (key: string): boolean => placeKeys.has(key)

export const lexiconEntry = (key: string): LexiconEntry | undefined => entries.get(key)

export const longestPhrase = { thai: () => longestThai, latin: () => longestLatin }

/** Latin single words that a mistyped one may have been meant to be. Names of places are too alike. */
export const latinWords = (): string[] =>
  [...entries.keys()].filter((key) => /^[a-z]{5,}$/.test(key) && !placeKeys.has(key))

/** Two words that mean something together, with others between them. */
export type PartedPhrase = { first: string; last: string[]; concept: string }

const partedPhrases = linesOf(partedLines).flatMap(({ name, items }) =>
  items.map((item): PartedPhrase => {
    const [first = '', last = ''] = item.split('…')
    return { first: phraseKey(first), last: phraseKey(last).split(' '), concept: name }
  }),
)

/** Those that begin with this word. */
export const partedPhrasesFrom = (word: string): PartedPhrase[] => partedPhrases.filter(({ first }) => first === word)

const related = new Map<string, Map<string, number>>()
const relate = (from: string, to: string, nearness: number) =>
  related.set(from, (related.get(from) ?? new Map<string, number>()).set(to, nearness))

for (const { name, items } of linesOf(relatedLines)) {
  for (const item of items) {
    const [other = '', nearness = '0'] = item.split(' ')
    relate(name, other, Number(nearness))
    relate(other, name, Number(nearness))
  }
}

/** Concepts near this one, with how near (0 to 1). */
export const relatedTo = (concept: string): ReadonlyMap<string, number> => related.get(concept) ?? new Map()

const roles = new Map<string, ConceptRole>([
  ...thingConcepts
    .trim()
    .split(/\s+/)
    .map((concept): [string, ConceptRole] => [concept, 'thing']),
  ...attributeConcepts
    .trim()
    .split(/\s+/)
    .map((concept): [string, ConceptRole] => [concept, 'attribute']),
])

export type ConceptRole = 'thing' | 'attribute'

/** A thing one can hold, or a property that is asked of things; undefined for everything else. */
export const conceptRole = (concept: string): ConceptRole | undefined => roles.get(concept)
