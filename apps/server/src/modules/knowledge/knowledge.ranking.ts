import type { Locale } from '@minichat/contracts'
import { conceptRole, isDerived, isSlipOf, relatedTo, type Unit } from '../../platform/text/index.ts'
import { type Features, fitOf } from './fit.ts'
import { conceptTerm, grams, wordTerm } from './knowledge.terms.ts'
import { conceptsOf, type Field, fieldOf, sellConcept, sentenceFieldsOf } from './passage-fields.ts'
import type { AskedUnit } from './question-units.ts'

/** What the whole knowledge of a workspace in one language says about its words. */
export type Statistics = { passageCount: number; frequencyOf: (term: string) => number }

/** A word or phrase of the question, with what it weighs. */
export type QuestionUnit = AskedUnit & {
  /** 1 for a word that stands in one passage only, towards 0 for one that stands everywhere. */
  weight: number
  /** Whether any passage holds it or what it means. */
  isKnown: boolean
}

/** `isPiece`: of a document, whose heading says less about it than the question of an entry does. */
export type PassageText = { title: string; text: string; isPiece: boolean }

/** A word of the question with how well the passage holds it: 1 as it stands in the title, 0 not at all. */
export type HeldUnit = QuestionUnit & { strength: number; inTitle: number }

export type Evidence = {
  features: Features
  /** What the features come to: log odds against 'none of the passages answers'. */
  fit: number
  units: HeldUnit[]
}

const inAnswer = 0.75
const inPiece = 0.85
const byConcept = 0.95
const bySlip = 0.85
const heldFrom = 0.3

const kindWeight = { content: 1, common: 0.3, light: 0.12, number: 0.15, intent: 0.2, stop: 0 } as const
const unknownCommonWeight = 0.25
const unknownLightWeight = 0.05
const sellWeight = 0.6
/** The story around a question helps where the passage holds it, and hardly hurts where it does not. */
const storyHeld = 0.6
const storyMissed = 0.08

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
export function weighQuestion(locale: Locale, units: readonly AskedUnit[], statistics: Statistics): QuestionUnit[] {
  return units
    .filter((unit) => unit.kind !== 'stop')
    .map((unit) => {
      const frequency = frequencyOf(locale, unit, statistics)
      return { ...unit, isKnown: frequency > 0 || isManner(unit), weight: weightOf(unit, frequency, statistics) }
    })
}

function weightOf({ kind, concepts }: Unit, frequency: number, statistics: Statistics): number {
  if (kind === 'common' && frequency === 0) return unknownCommonWeight
  if (kind === 'light' && frequency === 0) return unknownLightWeight
  if (concepts[0] === sellConcept) return sellWeight
  if (frequency === 0 && isManner({ concepts })) return unknownCommonWeight
  return kindWeight[kind] * rarity(frequency, statistics)
}

/** What the lexicon knows and is no thing: where nobody wrote of it ('in time', 'birthday'), it tells how, not what. */
const isManner = ({ concepts }: Pick<Unit, 'concepts'>): boolean =>
  concepts.length > 0 && concepts.every((concept) => conceptRole(concept) === undefined)

/** Passages that hold a unit, in these words or others. */
function frequencyOf(locale: Locale, unit: Unit, { frequencyOf: ofTerm }: Statistics): number {
  const ofConcepts = unit.concepts.map((concept) => ofTerm(conceptTerm(locale, concept)))
  return Math.max(ofTerm(wordTerm(locale, unit.word)), ...ofConcepts)
}

/** How well a field holds a unit: 1 as it stands, less in other words, 0 not at all. */
function strength(unit: Unit, field: Field): number {
  if (field.words.has(unit.word)) return 1
  let best = 0
  for (const concept of unit.concepts) {
    best = Math.max(best, byConcept * (field.concepts.get(concept) ?? 0))
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

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const sum = <Item>(items: readonly Item[], value: (item: Item) => number): number =>
  items.reduce((total, item) => total + value(item), 0)

/** How much of what is asked, by weight, a piece of text holds (0 to 1). */
export const coverageOf = (question: readonly QuestionUnit[], text: string): number =>
  coverageIn(question, fieldOf(text))

function coverageIn(question: readonly QuestionUnit[], field: Field): number {
  const share = (unit: QuestionUnit) => unit.weight * (unit.isAsked ? 1 : storyHeld)
  return ratio(
    sum(question, (unit) => share(unit) * strength(unit, field)),
    sum(question, share),
  )
}

const aboutBuying = [sellConcept, 'price', '?which', 'discount']

/** How far a passage is about having or buying things at all, or this thing for money. */
function sellingIn(title: Field, text: Field, question: readonly QuestionUnit[]): number {
  if (aboutBuying.some((concept) => title.concepts.has(concept))) return 1
  const names = question.some((unit) => unit.kind === 'content' && strength(unit, title) >= 0.8)
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
  const units = question.map((unit): HeldUnit => {
    const isSelling = unit.concepts[0] === sellConcept
    const inTitle = isSelling ? sellingIn(title, text, question) : strength(unit, title)
    const inText = isSelling ? 0 : strength(unit, text) * (passage.isPiece ? inPiece : inAnswer)
    return { ...unit, strength: Math.max(inTitle, inText), inTitle }
  })
  const sentence = passage.isPiece
    ? Math.max(0, ...sentenceFieldsOf(passage.text).map((one) => coverageIn(question, one)))
    : 0
  const ofTitle = titleFeatures(locale, question, title, statistics)
  const features = {
    ...coverages(units),
    ...ofTitle,
    // A sentence of a document that holds all of the question is about it, whatever the heading says.
    focus: Math.max(ofTitle.focus, sentence * sentenceForFocus),
    ...misses(units),
    ...kindFeatures(units, title, text),
    sentence,
    isPiece: passage.isPiece ? 1 : 0,
  }
  return { features, fit: fitOf(features), units }
}

const fullMass = 3
const sentenceForFocus = 0.6

function coverages(units: readonly HeldUnit[]) {
  const asked = units.filter((unit) => unit.isAsked)
  const held = sum(units, (unit) => unit.weight * unit.strength * (unit.isAsked ? 1 : storyHeld))
  const missed = sum(units, (unit) => unit.weight * (1 - unit.strength) * (unit.isAsked ? 1 : storyMissed))
  const words = units.filter((unit) => unit.strength >= heldFrom && saysSomething(unit))
  return {
    askedCoverage: ratio(
      sum(asked, (unit) => unit.weight * unit.strength),
      sum(asked, (unit) => unit.weight),
    ),
    coverage: ratio(held, held + missed),
    mass: Math.min(1, held / fullMass),
    titleMass: Math.min(
      1,
      sum(units, (unit) => unit.weight * unit.inTitle * (unit.isAsked ? 1 : storyHeld)) / fullMass,
    ),
    strongest: Math.max(0, ...words.map((unit) => unit.weight * unit.strength)),
    several: words.length >= 2 ? 1 : 0,
    // 'Do you take credit cards' asks with one word; a passage that is about its like holds the whole question.
    single:
      words.length < 2 &&
      units.every((unit) => unit.kind !== 'content' || (unit.strength >= 0.6 && unit.inTitle >= 0.5)) &&
      words.length > 0
        ? 1
        : 0,
  }
}

const saysSomething = ({ kind }: Unit): boolean => kind !== 'intent' && kind !== 'light'

function titleFeatures(locale: Locale, question: readonly QuestionUnit[], title: Field, statistics: Statistics) {
  const asked: Field = {
    units: [...question],
    words: new Set(question.map((unit) => unit.word)),
    concepts: conceptsOf(question),
    text: '',
  }
  const words = title.units.map((unit) => {
    const weight = weightOf(unit, frequencyOf(locale, unit, statistics), statistics)
    return { weight, held: weight * strength(unit, asked) }
  })
  const key = words.reduce((one, other) => (other.weight > one.weight ? other : one), { weight: 0, held: 0 })
  return {
    focus: ratio(
      sum(words, ({ held }) => held),
      sum(words, ({ weight }) => weight),
    ),
    titleKey: ratio(key.held, key.weight),
  }
}

/** What is asked and not there. Unknown things count by number: a shop that never speaks of pianos does not ship them. */
function misses(units: readonly HeldUnit[]) {
  const missed = units.filter((unit) => unit.isAsked && unit.strength < heldFrom)
  const content = missed.filter((unit) => unit.kind === 'content' && !unit.isPlace)
  const unknown = content.filter((unit) => !unit.isKnown)
  const withRole = (role: string) =>
    missed.some((unit) => unit.concepts.length > 0 && unit.concepts.every((concept) => conceptRole(concept) === role))
  return {
    missedKnown: Math.min(1, sum(content, (unit) => (unit.isKnown ? unit.weight : 0)) / fullMass),
    missedUnknown: Math.min(1, unknown.length / 2),
    unknownShare: ratio(
      sum(unknown, ({ weight }) => weight),
      sum(units, ({ isAsked, weight }) => (isAsked ? weight : 0)),
    ),
    missedMost: Math.max(0, ...content.map(({ isKnown, weight }) => (isKnown ? weight : 0))),
    missedThing: withRole('thing') ? 1 : 0,
    missedAttribute: withRole('attribute') ? 1 : 0,
    missedSubject: missesSubject(units, missed) ? 1 : 0,
    missedSought: missed.some((unit) => unit.isSought) ? 1 : 0,
    onlyWhereOrWhen: saysOnlyWhereOrWhen(units, missed) ? 1 : 0,
    notForSale: missed.some((unit) => unit.concepts[0] === sellConcept) ? 1 : 0,
  }
}

const offers = new Set(['class', sellConcept])

/** A class in something else is no class in this, and bowls for sale are no plates: the thing asked for has to be there. */
const missesSubject = (units: readonly HeldUnit[], missed: readonly HeldUnit[]): boolean =>
  units.some((unit) => unit.isAsked && unit.concepts.some((concept) => offers.has(concept))) &&
  missed.some((unit) => unit.isSought && unit.concepts.some((concept) => conceptRole(concept) === 'thing'))

const circumstances = new Set(['domestic', 'abroad', 'weekday'])

/** 'Will it … in this town on Monday': a passage that holds the town and the day alone says nothing about the rest. */
function saysOnlyWhereOrWhen(units: readonly HeldUnit[], missed: readonly HeldUnit[]): boolean {
  const held = units.filter((unit) => unit.isAsked && unit.strength >= heldFrom && saysSomething(unit))
  const isCircumstance = (unit: HeldUnit) => unit.isPlace || unit.concepts.some((concept) => circumstances.has(concept))
  return held.length > 0 && held.every(isCircumstance) && missed.some((unit) => saysSomething(unit))
}

const kinds = ['price', '?duration', '?time', '?place', '?person']

/** Whether what is asked for (an amount, a time, a place …) is what the passage is about. */
function kindFeatures(units: readonly HeldUnit[], title: Field, text: Field) {
  const asked = new Set(
    units.flatMap((unit) => (unit.isAsked ? unit.concepts : [])).filter((one) => kinds.includes(one)),
  )
  const ofTitle = kinds.filter((kind) => title.concepts.has(kind))
  const holds = (kind: string) =>
    title.concepts.has(kind) ? 1 : text.concepts.has(kind === 'price' ? sellConcept : kind) ? 0.5 : -0.5
  return {
    kind: asked.size === 0 ? 0 : Math.max(...[...asked].map(holds)),
    otherKind: asked.size > 0 && ofTitle.length > 0 && !ofTitle.some((kind) => asked.has(kind)) ? 1 : 0,
  }
}
