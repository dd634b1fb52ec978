import { isPlace, type LexiconKind, lexiconEntry, longestPhrase, partedPhrasesFrom } from './lexicon.ts'
import { normalise } from './normalise.ts'
import { correctSpelling } from './spelling.ts'
import { stemEnglish } from './stem.ts'
import { cutThai } from './thai-words.ts'
import { comparableNumber, type Run, runs, type Script, segmentUnspaced } from './tokens.ts'

/** Kept with what was indexed: a new version says that it has to be indexed again. */
export const SEGMENTER_VERSION = 2

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
  return withPartedPhrases(units.map(asEndingParticle))
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
  for (const word of cutThai(text)) {
    if (word.known) pushKnown(units, word.text, 'thai')
    // A letter that is left over, as of a particle spelt otherwise, is no word.
    else if (/[\u0E01-\u0E2E\u0E40-\u0E44]./.test(word.text)) units.push(unknown(word.text, 'thai'))
  }
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
  // A single letter names something only together with other words.
  kind: script === 'latin' && word.length === 1 ? 'light' : 'content',
  concepts: [],
  isPlace: false,
})

/** 'ค่า' is 'cost', and at the end of a sentence a drawn-out polite particle. */
function asEndingParticle(unit: Unit, index: number, units: Unit[]): Unit {
  return unit.word === 'ค่า' && index === units.length - 1 ? { ...unit, kind: 'stop', concepts: [] } : unit
}

const longestGap = 5

/** Adds what two words mean together ('send the bowl back'), in place of the second one. */
function withPartedPhrases(units: Unit[]): Unit[] {
  const found = [...units]
  for (const [index, unit] of units.entries()) {
    for (const { first, last, concept } of partedPhrasesFrom(unit.word)) {
      const words = units.slice(index + 1, index + 2 + longestGap).map(({ word }) => word)
      const at = words.findIndex((_, gap) => gap > 0 && last.every((word, place) => words[gap + place] === word))
      if (at < 1) continue
      const surface = `${first} … ${last.join(' ')}`
      found[index + 1 + at] = { ...unit, surface, word: surface, kind: 'content', concepts: [concept], isPlace: false }
    }
  }
  return found
}
