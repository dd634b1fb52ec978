import { readFileSync } from 'node:fs'

/** A question in the style of real visitors, by an author who knew the sample shop and not the responder. */
export type TuningQuestion = {
  id: string
  locale: 'en' | 'th'
  question: string
  answerable: boolean
  topics?: string[]
  mustContain?: string[][]
}

export const tuningQuestions = (): TuningQuestion[] =>
  JSON.parse(readFileSync(new URL('tuning-questions.json', import.meta.url), 'utf8')).questions

/** Questions about one topic stay together: else the other half would have seen the words of this one. */
export function halfOf({ id, topics = [] }: TuningQuestion): 0 | 1 {
  const key = topics.length === 0 || topics.includes('care-guide') ? id : `${topics[0]}x`
  let hash = 7
  for (const letter of key) hash = (hash * 31 + letter.codePointAt(0)!) % 1_000_003
  return (hash % 2) as 0 | 1
}

/** Whether a text says everything that an answer to this question has to say. */
export const holdsAll = ({ mustContain }: TuningQuestion, text: string): boolean =>
  mustContain?.every((group) => group.some((words) => text.toLowerCase().includes(words.toLowerCase()))) ?? false
