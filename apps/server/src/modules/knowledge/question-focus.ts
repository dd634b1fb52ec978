import { analyse, normalise } from '../../platform/text/index.ts'

/** Where one clause ends. Thai parts clauses by spaces, English by punctuation and conjunctions. */
const joints =
  /[.!?;\n…]+(?=\s|$)|[!?;\n…]+|,|\s[-–—]\s|[()]|\b(?:but|so that|so|because|cause|cuz|since|although|though|while|then)\b|(?<=[\u0E00-\u0E7F])\s+(?=[\u0E00-\u0E7F])|แต่(?!ละ|ง|ก)|เพราะ(?=[\u0E00-\u0E7F])|(?<=[\u0E00-\u0E7F])ถ้า/

const verbs =
  'do|does|did|is|are|am|was|were|can|could|may|might|must|will|would|shall|should|has|have|had|isnt|arent|cant|wont|dont|doesnt'
const asks = new RegExp(
  [
    String.raw`^\W*(?:and |or |also |plus |ok |okay |hi |hello |hey |please |pls |just |quick question )*(?:${verbs}|what|whats|what's|when|where|wheres|where's|who|whos|whose|which|why|how|hows|how's|any|anyone|anything|got|need to know|wondering|is)\b`,
    String.raw`\b(?:${verbs}) (?:i|you|u|ya|we|they|it|the|there|this|that|your|ur|these|those|my|anyone|someone|he|she)\b`,
    String.raw`\b(?:how|what|where|which|whose|whether|who|why)\b|\bwhen (?:${verbs})\b|\b(?:possible|ok|okay|allowed|wonder|looking for|interested in|tell me|know if)\b`,
    'ไหม|มั้ย|ไม๊|มัย|มั๊ย|ป่าว|เปล่า|ป่ะ|ปะ$|ปะ(?:คะ|ครับ)|หรือยัง|รึยัง|ยังไง|อย่างไร|ไง|เท่าไ|เท่าใด|กี่|เมื่อไ|ไหน|อะไร|ใคร|ทำไม|หรอ|เหรอ|ล่ะ|ได้บ้าง|บ้าง(?:คะ|ครับ|$)|ขอ|อยาก|หรือไม่|รบกวน|ช่วย',
  ].join('|'),
)

/** Whether a clause asks for something, rather than telling it. */
export const isAsking = (clause: string): boolean => asks.test(normalise(clause).trim())

const saying = (word: { kind: string }): boolean => word.kind === 'content'
/** With fewer words that say something, a clause such as 'is that ok?' points to its neighbours. */
const fewestWords = 1

/**
 * Which words of a message are the story around what is asked. None where the message is one clause, or asks without
 * saying so: then all of it counts.
 */
export function storyWordsOf(question: string): ReadonlySet<string> {
  const clauses = normalise(question)
    .split(joints)
    .map((clause) => clause.trim())
    .filter(Boolean)
    .map((clause) => ({ clause, units: analyse(clause, { correcting: true }), isAsked: asks.test(clause) }))
  if (clauses.length < 2 || clauses.every(({ isAsked }) => isAsked) || !clauses.some(({ isAsked }) => isAsked)) {
    return new Set()
  }
  const asked = clauses.flatMap(({ isAsked }, index) => (isAsked ? [index] : []))
  const wordsIn = (indices: number[]) => indices.reduce((sum, at) => sum + clauses[at]!.units.filter(saying).length, 0)
  const taken = new Set(asked)
  for (const at of asked) {
    if (wordsIn([...taken]) > fewestWords) break
    for (const near of [at - 1, at + 1]) if (clauses[near]) taken.add(near)
  }
  if (taken.size === clauses.length) return new Set()
  const aside = clauses.flatMap(({ units }, index) => (taken.has(index) ? [] : units))
  const words = new Set([...taken].flatMap((index) => clauses[index]!.units).map((unit) => unit.word))
  return new Set(aside.map((unit) => unit.word).filter((word) => !words.has(word)))
}
