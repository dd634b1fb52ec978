import { analyse, type Unit } from '../../platform/text/index.ts'

const continues =
  /^\s*(and|or|also|what about|how about|what if|then|แล้ว|ละ|ล่ะ|กับ|หรือ)(?![a-z])|(ล่ะ|ละ|หละ)(คะ|ครับ|ค่ะ)?\s*[?？]?\s*$/i
const fewWords = 3

/** Whether a message only makes sense together with the one before it. */
function isFollowUp(question: string, units: Unit[]): boolean {
  const saying = units.filter((unit) => unit.kind !== 'stop')
  const content = saying.filter((unit) => unit.kind === 'content')
  return saying.length > 0 && (content.length === 0 || (saying.length <= fewWords && continues.test(question)))
}

/** The words of a question with their meaning; a follow-up also gets those of the visitor's message before it. */
export function unitsOfQuestion(question: string, history: readonly string[] = []): Unit[] {
  const units = analyse(question, { correcting: true })
  const previous = history.at(-1)
  if (previous === undefined || !isFollowUp(question, units)) return units
  const known = new Set(units.map((unit) => unit.word))
  const isAboutPlace = units.some((unit) => unit.isPlace)
  const before = analyse(previous, { correcting: true }).filter(
    (unit) => unit.kind !== 'stop' && !known.has(unit.word) && !(isAboutPlace && unit.isPlace),
  )
  return [...before, ...units]
}
