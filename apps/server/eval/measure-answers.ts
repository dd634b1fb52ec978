import { answerFromPassages } from '../src/modules/answering/index.ts'
import { detectLocale } from '../src/platform/text/index.ts'
import type { LabelledQuestion } from './labelled-set.ts'
import type { LabelledWorkspace } from './labelled-workspace.ts'

export type AnswerCount = { asked: number; right: number; wrong: number; declined: number }
export type FalseAnswer = { number: number; kind: string; question: string; cited: string[] }

/** As many as the responder is given in the product. */
const given = 8

/** What the built-in responder makes of the questions: right is what quotes an answering passage. */
export async function measureAnswers(
  { keyOf, find }: Pick<LabelledWorkspace, 'keyOf' | 'find'>,
  questions: readonly LabelledQuestion[],
) {
  const count: AnswerCount = { asked: questions.length, right: 0, wrong: 0, declined: 0 }
  const falseAnswers: FalseAnswer[] = []
  for (const { number, kind, question, answers } of questions) {
    const passages = (await find(question)).slice(0, given)
    const { citations } = answerFromPassages(question, passages, detectLocale(question))
    const cited = citations.map(({ passageId }) => keyOf.get(passageId) ?? '')
    if (cited.length === 0) count.declined += 1
    else if (cited.some((key) => answers.includes(key))) count.right += 1
    else {
      count.wrong += 1
      falseAnswers.push({ number, kind, question, cited })
    }
  }
  return { count, falseAnswers }
}
