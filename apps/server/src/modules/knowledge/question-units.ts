import { analyse, normalise, type Unit } from '../../platform/text/index.ts'
import { storyWordsOf } from './question-focus.ts'
import { deniesPurchase, withMeaningsTogether } from './question-meaning.ts'

/**
 * `isAsked`: part of what is asked, not of the story around it. `isSought`: the message asks whether there is such a thing
 * at all ('do you sell …'), so an answer must speak of it.
 */
export type AskedUnit = Unit & { isAsked: boolean; isSought: boolean }

const continues =
  /^\s*(and|or|also|what about|how about|what if|then|แล้ว|ละ|ล่ะ|กับ|หรือ)(?![a-z])|(ล่ะ|ละ|หละ)(คะ|ครับ|ค่ะ)?\s*[?？]?\s*$/i
const fewWords = 3

/** Whether a message only makes sense together with the one before it. */
function isFollowUp(question: string, units: Unit[]): boolean {
  const saying = units.filter((unit) => unit.kind !== 'stop')
  const content = saying.filter((unit) => unit.kind === 'content')
  return saying.length > 0 && (content.length === 0 || (saying.length <= fewWords && continues.test(question)))
}

/** 'Do you sell …', 'do you rent …': however everyday the thing is, the answer has to speak of it. */
const asksForThing =
  /\b(?:do|does|can|could|will|would) (?:you|u|they|the (?:shop|store)) (?:also |even |still )?(?:sell|have|offer|teach|repair|fix|rent|stock|carry|lend|hire|buy|serve|provide)\b|\bfor sale\b|\b(?:rent|hire|borrow|buy)\b|\bis there\b|\bare there\b|\bbring\b|ขาย|สอน|ซ่อม|เช่า|ยืม|พา|รับซื้อ|มี.*(?:ไหม|มั้ย|หรือเปล่า|รึเปล่า|ป่าว|ปะ)/

/** Stands for 'bought elsewhere': nothing that the knowledge says of its own goods holds it. */
const elsewhere: Unit = {
  surface: '¬buy',
  word: '¬buy',
  script: 'latin',
  kind: 'content',
  concepts: [],
  isPlace: false,
}

const unitsIn = (text: string): AskedUnit[] => {
  const story = storyWordsOf(text)
  const isSeeking = asksForThing.test(normalise(text))
  const units = analyse(text, { correcting: true })
  const denied = deniesPurchase(units) ? [elsewhere] : []
  return withMeaningsTogether([...units, ...denied]).map((unit) => {
    const kind = isSeeking && unit.kind === 'common' ? ('content' as const) : unit.kind
    const isAsked = !story.has(unit.word)
    return { ...unit, kind, isAsked, isSought: isSeeking && isAsked && kind === 'content' && !unit.isPlace }
  })
}

/** Whoever writes more tells a story, and everybody on this server waits while it is looked through. */
export const longestQuestion = 1000

/** The question, with the visitor's message before it where it only makes sense together with that. */
export function textOfQuestion(message: string, history: readonly string[] = []): string {
  const [question, previous] = [cut(message), cut(history.at(-1))]
  return previous === undefined || !isFollowUp(question, unitsIn(question)) ? question : `${previous} ${question}`
}

/** The words of a question with their meaning; a follow-up also gets those of the visitor's message before it. */
export function unitsOfQuestion(message: string, history: readonly string[] = []): AskedUnit[] {
  const [question, previous] = [cut(message), cut(history.at(-1))]
  const units = unitsIn(question)
  if (previous === undefined || !isFollowUp(question, units)) return units
  const known = new Set(units.map((unit) => unit.word))
  const isAboutPlace = units.some((unit) => unit.isPlace)
  const before = unitsIn(previous).filter(
    (unit) => unit.kind !== 'stop' && !known.has(unit.word) && !(isAboutPlace && unit.isPlace),
  )
  return [...before, ...units]
}

function cut(message: string): string
function cut(message: string | undefined): string | undefined
function cut(message: string | undefined): string | undefined {
  return message?.slice(0, longestQuestion)
}
