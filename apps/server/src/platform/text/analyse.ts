import { isPlace, type LexiconKind, lexiconEntry, longestPhrase } from './lexicon.ts'
import { normalise } from './normalise.ts'
import { correctSpelling } from './spelling.ts'
import { stemEnglish } from './stem.ts'
import { comparableNumber, type Run, runs, type Script, segmentUnspaced } from './tokens.ts'

/** Kept with what was indexed: a new version says that it has to be indexed again. */
export const SEGMENTER_VERSION = 1

export type UnitKind = LexiconKind | 'number'

/** A word or phrase with what it means. */
export type Unit = {
  surface: string
  /** Its form for comparing. */
  word: string
  script: Script
  kind: UnitKind
  /** Alternatives, any of which may be meant; none for a word that the lexicon does not hold. */
  concepts: string[]
  isPlace: boolean
}

const longEnoughToCutWords = 5

/** Words and known phrases of a text in order, longest phrase first; grammar words come as kind `stop`. */
export function analyse(text: string, { correcting = false } = {}): Unit[] {
  const units: Unit[] = []
  const parts = runs(normalise(text))
  for (let at = 0; at < parts.length; ) {
    const run = parts[at]!
    if (run.script === 'latin' || run.script === 'number') at += pushLatin(units, parts, at, correcting)
    else {
      if (run.script === 'thai') pushThai(units, run.text)
      else for (const word of segmentUnspaced(run.text)) units.push(unknown(word, run.script))
      at += 1
    }
  }
  return units.map(asEndingParticle)
}

/** Pushes the longest phrase at this place and says how many runs it took. */
function pushLatin(units: Unit[], parts: Run[], at: number, correcting: boolean): number {
  const words: string[] = []
  for (const { script, text } of parts.slice(at, at + longestPhrase.latin())) {
    if (script !== 'latin' && script !== 'number') break
    words.push(script === 'latin' ? stemEnglish(text) : text)
  }
  for (let length = words.length; length > 0; length--) {
    if (pushKnown(units, words.slice(0, length).join(' '), 'latin')) return length
  }
  const run = parts[at]!
  if (run.script === 'number') {
    const word = comparableNumber(run.text)
    units.push({ surface: run.text, word, script: 'number', kind: 'number', concepts: [], isPlace: false })
  } else {
    const corrected = correcting ? correctSpelling(words[0]!) : undefined
    if (!corrected || !pushKnown(units, corrected, 'latin')) units.push(unknown(run.text, 'latin', words[0]!))
  }
  return 1
}

function pushThai(units: Unit[], text: string): void {
  let rest = text
  let words = segmentUnspaced(rest)
  while (rest !== '') {
    const length = knownThaiLength(rest, words)
    if (length === 0) {
      const word = words.shift() ?? rest
      pushUnknownThai(units, word)
      rest = rest.slice(rest.indexOf(word) + word.length)
    } else {
      pushKnown(units, rest.slice(0, length), 'thai')
      rest = rest.slice(length)
      words = wordsAfter(words, length) ?? segmentUnspaced(rest)
    }
    if (words.length === 0) break
  }
}

/** ICU joins what stands together often ('ทำได้'); a word made of known ones only is taken as those. */
function pushUnknownThai(units: Unit[], word: string): void {
  const parts = knownParts(word)
  if (parts) for (const part of parts) pushKnown(units, part, 'thai')
  else units.push(unknown(word, 'thai'))
}

function knownParts(word: string): string[] | undefined {
  for (let length = word.length; length > 1; length--) {
    if (isWithinCluster(word.slice(length)) || !lexiconEntry(word.slice(0, length))) continue
    if (length === word.length) return [word]
    const others = knownParts(word.slice(length))
    if (others) return [word.slice(0, length), ...others]
  }
  return undefined
}

/** Vowels and marks that belong to the consonant before them. */
const isWithinCluster = (rest: string): boolean => /^[\u0E30-\u0E3A\u0E45-\u0E4E]/.test(rest)

/** Length of the longest known phrase that starts here and ends between words; a long one may cut a word in two. */
function knownThaiLength(rest: string, words: string[]): number {
  const ends = new Set<number>()
  let end = 0
  for (const word of words) {
    end += word.length
    if (end > longestPhrase.thai()) break
    ends.add(end)
  }
  for (let length = Math.min(rest.length, longestPhrase.thai()); length > 0; length--) {
    if (!ends.has(length) && length < longEnoughToCutWords) continue
    if (!isWithinCluster(rest.slice(length)) && lexiconEntry(rest.slice(0, length))) return length
  }
  return 0
}

/** The words left after so many letters, or undefined when that is within a word. */
function wordsAfter(words: string[], length: number): string[] | undefined {
  let taken = 0
  for (const [index, word] of words.entries()) {
    if (taken === length) return words.slice(index)
    taken += word.length
  }
  return taken === length ? [] : undefined
}

function pushKnown(units: Unit[], key: string, script: Script): boolean {
  const entry = lexiconEntry(key)
  if (!entry) return false
  const unit = { surface: key, word: key, script, kind: entry.kind, isPlace: isPlace(key) }
  if (entry.all) {
    for (const concept of entry.concepts) {
      units.push({ ...unit, kind: concept.startsWith('?') ? 'intent' : entry.kind, concepts: [concept] })
    }
  } else units.push({ ...unit, concepts: entry.concepts })
  return true
}

const unknown = (surface: string, script: Script, word = surface): Unit => ({
  surface,
  word,
  script,
  kind: 'content',
  concepts: [],
  isPlace: false,
})

/** 'ค่า' is 'cost', and at the end of a sentence a drawn-out polite particle. */
function asEndingParticle(unit: Unit, index: number, units: Unit[]): Unit {
  return unit.word === 'ค่า' && index === units.length - 1 ? { ...unit, kind: 'stop', concepts: [] } : unit
}
