import { answerFromPassages } from '../src/modules/answering/index.ts'
import { detectLocale } from '../src/platform/text/index.ts'
import type { LabelledQuestion } from './labelled-set.ts'
import type { LabelledWorkspace } from './labelled-workspace.ts'

export type AnswerCount = { asked: number; right: number; wrong: number; declined: number }
export type FalseAnswer = { number: number; kind: string; question: string; cited: string[] }

/** What the built-in responder makes of the questions: right is what quotes an answering passage. */
export async function measureAnswers(workspace: LabelledWorkspace, questions: readonly LabelledQuestion[]) {
  const count: AnswerCount = { asked: questions.length, right: 0, wrong: 0, declined: 0 }
  const falseAnswers: FalseAnswer[] = []
  for (const { number, kind, question, answers } of questions) {
    const passages = await workspace.within((tx) => workspace.knowledge.retrieve(tx, question))
    const { citations } = answerFromPassages(question, passages, detectLocale(question))
    const cited = citations.map(({ passageId }) => workspace.keyOf.get(passageId) ?? '')
    if (cited.length === 0) count.declined += 1
    else if (cited.some((key) => answers.includes(key))) count.right += 1
    else {
      count.wrong += 1
      falseAnswers.push({ number, kind, question, cited })
    }
  }
  return { count, falseAnswers }
}
