import { analyse, normalise, sentences, type Unit } from '../../platform/text/index.ts'

/** A piece of text taken apart once: its words, what they mean, and what kinds of answer it holds. */
export type Field = { units: Unit[]; words: Set<string>; concepts: ConceptsHeld; text: string }

/** What a text speaks of, and how surely (0 to 1): a word that may mean two things means each of them only perhaps. */
export type ConceptsHeld = ReadonlyMap<string, number>

/** 'Do you sell …' is not answered by a passage that merely speaks of the thing: it has to be about having or buying it. */
export const sellConcept = '?sell'

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

const ambiguous = 0.85

export function conceptsOf(units: readonly Unit[], others: readonly string[] = []): ConceptsHeld {
  const held = new Map(others.map((concept) => [concept, 1]))
  for (const { concepts } of units) {
    const surety = concepts.length > 1 ? ambiguous : 1
    for (const concept of concepts) held.set(concept, Math.max(surety, held.get(concept) ?? 0))
  }
  return held
}

/** The least recently used go first. Analysis depends on nothing but the text, so texts of all workspaces may share it. */
function remembering<Value>(most: number, compute: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) known.delete(text)
    const value = found ?? compute(text)
    known.set(text, value)
    if (known.size > most) known.delete(known.keys().next().value!)
    return value
  }
}

/** Some kilobytes each; enough for what a busy server is asked about all day. */
const mostFields = 3000

export const fieldOf = remembering(mostFields, (text: string): Field => {
  const units = analyse(text).filter((unit) => unit.kind !== 'stop')
  const plain = normalise(text)
  return {
    units,
    words: new Set(units.map((unit) => unit.word)),
    concepts: conceptsOf(
      units,
      answerKinds.flatMap(([concept, pattern]) => (pattern.test(plain) ? [concept] : [])),
    ),
    text: plain,
  }
})

export const sentenceFieldsOf = remembering(mostFields, (text: string): Field[] => sentences(text).map(fieldOf))
