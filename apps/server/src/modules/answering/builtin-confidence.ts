import type { Evidence } from '../knowledge/index.ts'

/** Weights of a logistic regression over the questions of builtin-test-questions.ts, rounded. */
const weights = { coverage: 6.9, focus: 3.8, unknownShare: -1.6, hasUnknown: -1.3, inTitle: 0.8, severalWords: 1.4 }
const bias = -6

/** From here on the passage is taken to answer the question. */
export const answersFrom = 0.6
/** For an answer made of two sources each part has to be surer. */
export const answersPartFrom = 1.2

const heldFrom = 0.3
const saysSomething = (kind: string): boolean => kind !== 'intent' && kind !== 'light'

/**
 * Whether a passage answers a question, by what of the question it holds. Negative: rather not. Things and names that
 * no knowledge holds count against it twice: a shop that never speaks of pianos does not ship them.
 */
export function confidenceIn({ coverage, focus, units }: Pick<Evidence, 'coverage' | 'focus' | 'units'>): number {
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
    weights.focus * focus +
    weights.unknownShare * (whole === 0 ? 0 : unknown / whole) +
    weights.hasUnknown * (unknown > 0 ? 1 : 0) +
    weights.inTitle * Math.max(0, ...content.map((unit) => unit.inTitle * unit.weight)) +
    weights.severalWords * (held.length >= 2 ? 1 : 0)
  )
}
