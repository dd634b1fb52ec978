import type { Locale } from '@minichat/contracts'
import { analyse, isDerived, isSlipOf, normalise, relatedTo, sentences, type Unit } from '../../platform/text/index.ts'
import { conceptTerm, grams, wordTerm } from './knowledge.terms.ts'

/** What the whole knowledge of a workspace in one language says about its words. */
export type Statistics = { passageCount: number; frequencyOf: (term: string) => number }

/** A word or phrase of the question, with what it weighs. */
export type QuestionUnit = Unit & {
  /** 1 for a word that stands in one passage only, towards 0 for one that stands everywhere. */
  weight: number
  /** Whether any passage holds it or what it means. */
  isKnown: boolean
}

type FieldUnits = { units: Unit[]; words: Set<string>; concepts: Set<string>; text: string }

/** `isPiece`: of a document, whose heading says less about it than the question of an entry does. */
export type PassageText = { title: string; text: string; isPiece: boolean }

export type Evidence = {
  /** How much of the question, by weight, the passage holds (0 to 1). */
  coverage: number
  /** How much of it the title, that is the question of an entry, holds (0 to 1). */
  titleCoverage: number
  /** How much of the title the question holds (0 to 1): whether both ask the same. */
  focus: number
  /** How much of the question one sentence of a document holds (0 to 1); 0 for entries, whose title says enough. */
  sentence: number
  /** Each word of the question with how well the passage holds it: 1 as it stands in the title, 0 not at all. */
  units: (QuestionUnit & { strength: number; inTitle: number })[]
}

const inAnswer = 0.75
const inPiece = 0.85
const byConcept = 0.95
const bySlip = 0.85

const kindWeight = { content: 1, common: 0.3, light: 0.12, number: 0.15, intent: 0.2, stop: 0 } as const
const unknownCommonWeight = 0.25
const unknownLightWeight = 0.05
/** 'Do you sell …' is not answered by a passage that merely speaks of the thing: it has to be about having or buying it. */
const sellConcept = '?sell'
const sellWeight = 0.6

/** With a handful of passages every word would seem common, just for standing in one of them. */
const fewestPassages = 30

/** Rarity of a term, 0 (everywhere) to 1 (nowhere else). */
function rarity(frequency: number, statistics: Statistics): number {
  const passageCount = Math.max(statistics.passageCount, fewestPassages)
  const idf = (count: number) => Math.log(1 + (passageCount - count + 0.5) / (count + 0.5))
  const most = idf(0)
  return most <= 0 ? 1 : Math.min(1, Math.max(0.15, idf(Math.min(frequency, passageCount)) / most))
}

/** Weighs the words of a question. Grammar words are left out. */
export function weighQuestion(locale: Locale, units: readonly Unit[], statistics: Statistics): QuestionUnit[] {
  return units
    .filter((unit) => unit.kind !== 'stop')
    .map((unit) => {
      const frequency = frequencyOf(locale, unit, statistics)
      return { ...unit, isKnown: frequency > 0, weight: weightOf(unit, frequency, statistics) }
    })
}

function weightOf({ kind, concepts }: Unit, frequency: number, statistics: Statistics): number {
  if (kind === 'common' && frequency === 0) return unknownCommonWeight
  if (kind === 'light' && frequency === 0) return unknownLightWeight
  if (concepts[0] === sellConcept) return sellWeight
  return kindWeight[kind] * rarity(frequency, statistics)
}

/** Passages that hold a unit, in these words or others. */
function frequencyOf(locale: Locale, unit: Unit, { frequencyOf: ofTerm }: Statistics): number {
  const ofConcepts = unit.concepts.map((concept) => ofTerm(conceptTerm(locale, concept)))
  return Math.max(ofTerm(wordTerm(locale, unit.word)), ...ofConcepts)
}

const amountOfMoney = /\d\s*(?:บาท|baht|thb|usd|eur|€|\$|฿|£|dollars?|euros?)|[฿$€£]\s*\d/

/** What kinds of answer a text holds, beside its words: '14 days' answers 'how long'. */
const answerKinds: readonly (readonly [concept: string, pattern: RegExp])[] = [
  [sellConcept, amountOfMoney],
  [
    '?duration',
    /\d\s*(?:-\s*\d+\s*)?(?:business |working )?(?:minutes?|hours?|days?|weeks?|months?|years?|นาที|ชั่วโมง|ชม\.|วัน|สัปดาห์|อาทิตย์|เดือน|ปี)/,
  ],
  ['?time', /\b\d{1,2}[:.]\d{2}\b|\d\s*(?:am|pm|โมง|น\.)/],
]

function fieldOf(text: string): FieldUnits {
  const units = analyse(text).filter((unit) => unit.kind !== 'stop')
  const plain = normalise(text)
  return {
    units,
    words: new Set(units.map((unit) => unit.word)),
    concepts: new Set([
      ...units.flatMap((unit) => unit.concepts),
      ...answerKinds.flatMap(([concept, pattern]) => (pattern.test(plain) ? [concept] : [])),
    ]),
    text: plain,
  }
}

/** How well a field holds a unit: 1 as it stands, less in other words, 0 not at all. */
function strength(unit: Unit, field: FieldUnits): number {
  if (field.words.has(unit.word)) return 1
  if (unit.concepts.some((concept) => field.concepts.has(concept))) return byConcept
  let best = 0
  for (const concept of unit.concepts) {
    for (const [near, nearness] of relatedTo(concept)) if (field.concepts.has(near)) best = Math.max(best, nearness)
  }
  if (best > 0) return best
  if (unit.kind !== 'content' || unit.concepts.length > 0) return 0
  if (unit.script === 'latin')
    return field.units.some(({ word }) => isSlipOf(unit.word, word) || isDerived(unit.word, word)) ? bySlip : 0
  if (unit.script === 'number' || unit.word.length < 4) return 0
  if (field.text.includes(unit.word)) return 1
  const pieces = grams(unit.word)
  const shared = pieces.filter((piece) => field.text.includes(piece)).length / pieces.length
  return unit.word.length >= 5 && shared >= 0.7 ? shared * bySlip : 0
}

/** How much of a question, by weight, a piece of text holds (0 to 1). */
export function coverageOf(question: readonly QuestionUnit[], text: string): number {
  const field = fieldOf(text)
  const whole = question.reduce((sum, unit) => sum + unit.weight, 0)
  return ratio(
    question.reduce((sum, unit) => sum + unit.weight * strength(unit, field), 0),
    whole,
  )
}

const bestSentence = (question: readonly QuestionUnit[], text: string): number =>
  Math.max(0, ...sentences(text).map((sentence) => coverageOf(question, sentence)))

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

const aboutBuying = [sellConcept, 'price', '?which', 'discount']

/** How far a passage is about having or buying things at all, or this thing for money. */
function sellingIn(title: FieldUnits, text: FieldUnits, question: readonly QuestionUnit[]): number {
  if (aboutBuying.some((concept) => title.concepts.has(concept))) return 1
  const names = question.some((unit) => unit.kind === 'content' && strength(unit, title) >= byConcept)
  return names && text.concepts.has(sellConcept) ? 0.8 : 0
}

/** Compares a weighed question with a passage of this language. */
export function weighEvidence(
  locale: Locale,
  question: readonly QuestionUnit[],
  passage: PassageText,
  statistics: Statistics,
): Evidence {
  const title = fieldOf(passage.title)
  const text = fieldOf(passage.text)
  const asked = fieldOf('')
  asked.units = [...question]
  asked.words = new Set(question.map((unit) => unit.word))
  asked.concepts = new Set(question.flatMap((unit) => unit.concepts))
  let whole = 0
  let covered = 0
  let coveredByTitle = 0
  const units: Evidence['units'] = []
  for (const unit of question) {
    const isSelling = unit.concepts[0] === sellConcept
    const ofTitle = isSelling ? sellingIn(title, text, question) : strength(unit, title)
    const ofText = isSelling ? 0 : strength(unit, text) * (passage.isPiece ? inPiece : inAnswer)
    const best = Math.max(ofTitle, ofText)
    whole += unit.weight
    covered += unit.weight * best
    coveredByTitle += unit.weight * ofTitle
    units.push({ ...unit, strength: best, inTitle: ofTitle })
  }
  let titleWhole = 0
  let titleCovered = 0
  for (const unit of title.units) {
    const weight = weightOf(unit, frequencyOf(locale, unit, statistics), statistics)
    titleWhole += weight
    titleCovered += weight * strength(unit, asked)
  }
  return {
    coverage: ratio(covered, whole),
    titleCoverage: ratio(coveredByTitle, whole),
    focus: ratio(titleCovered, titleWhole),
    sentence: passage.isPiece ? bestSentence(question, passage.text) : 0,
    units,
  }
}
