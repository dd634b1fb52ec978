import type { Unit } from '../../platform/text/index.ts'

/** Concepts that mean a third one together, wherever they stand in what is asked. */
const together: readonly (readonly [one: string, other: string, meaning: string])[] = [
  ['cash', 'carrier', 'cod'],
  ['pay', 'carrier', 'cod'],
]

const negations = new Set(['not', "n't", 'never', 'didnt', 'havent', 'ไม่'])
const buying = new Set(['buy', 'bought', 'purchas', 'ซื้อ'])
/** Between a negation and its verb stand at most as many words: 'ไม่ ได้ ซื้อ', 'have not actually bought'. */
const reach = 2

/** Gives a word the meaning that it has together with another: cash for the courier is cash on delivery. */
export function withMeaningsTogether<U extends Unit>(units: readonly U[]): U[] {
  const has = (concept: string) => units.some((unit) => unit.concepts.includes(concept))
  const meant = together.filter(([one, other]) => has(one) && has(other))
  return units.map((unit) => {
    const more = meant.flatMap(([one, , meaning]) => (unit.concepts.includes(one) ? [meaning] : []))
    return more.length > 0 ? { ...unit, concepts: [...more, ...unit.concepts] } : unit
  })
}

/** Whether the visitor says that what they ask about was bought elsewhere: what holds for our goods does not hold then. */
export const deniesPurchase = (units: readonly Unit[]): boolean =>
  units.some(
    (unit, index) =>
      buying.has(unit.word) && units.slice(Math.max(0, index - reach), index).some(({ word }) => negations.has(word)),
  )
