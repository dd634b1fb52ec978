import type { Evidence } from '../knowledge/index.ts'

/** Weights of a logistic regression over the questions of builtin-test-questions.ts, rounded. */
const weights = {
  coverage: 3.8,
  focus: 3.8,
  unknownShare: -2.5,
  hasUnknown: -2.1,
  inTitle: 2.7,
  severalWords: 2.7,
  notForSale: -4.2,
}
const bias = -6

/** From here on the passage is taken to answer the question. */
export const answersFrom = 0.7
/** For an answer made of two sources each part has to be surer. */
export const answersPartFrom = 1.3

/** A sentence of a document that holds all of the question is about it, whatever the heading says. */
const sentenceForFocus = 0.5
const heldFrom = 0.3
const saysSomething = (kind: string): boolean => kind !== 'intent' && kind !== 'light'

/**
 * Whether a passage answers a question, by what of the question it holds. Negative: rather not. Things and names that
 * no knowledge holds count against it twice: a shop that never speaks of pianos does not ship them.
 */
export function confidenceIn({ coverage, focus, sentence, units }: Evidence): number {
  const whole = units.reduce((sum, unit) => sum + unit.weight, 0)
  const content = units.filter((unit) => unit.kind === 'content')
  const unknown = content
    .filter((unit) => !unit.isKnown && !unit.isPlace && unit.strength < heldFrom)
    .reduce((sum, unit) => sum + unit.weight, 0)
  const held = units.filter((unit) => unit.strength >= heldFrom && saysSomething(unit.kind))
  if (held.length === 0) return Number.NEGATIVE_INFINITY
  return (
    bias +
    weights.coverage * coverage +
    weights.focus * Math.max(focus, sentence * sentenceForFocus) +
    weights.unknownShare * (whole === 0 ? 0 : unknown / whole) +
    weights.hasUnknown * (unknown > 0 ? 1 : 0) +
    weights.inTitle * Math.max(0, ...content.map((unit) => unit.inTitle * unit.weight)) +
    weights.severalWords * (held.length >= 2 || isWholeQuestion(content) ? 1 : 0) +
    weights.notForSale * (units.some((unit) => unit.concepts[0] === '?sell' && unit.strength < heldFrom) ? 1 : 0)
  )
}

/** 'Do you take credit cards' asks with one word; a passage that holds it and is about its like holds the whole question. */
const isWholeQuestion = (content: Evidence['units']): boolean =>
  content.length > 0 && content.every((unit) => unit.strength >= 0.6 && unit.inTitle >= 0.5)
