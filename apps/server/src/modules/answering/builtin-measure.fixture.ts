import { detectLocale } from '../../platform/text/index.ts'
import type { RetrievedPassage } from '../knowledge/index.ts'
import type { CorpusPassage } from '../knowledge/memory-corpus.fixture.ts'
import { answerFromPassages } from './builtin-responder.ts'
import { answerableEnglish, answerableThai, unanswerable } from './builtin-test-questions.ts'
import { holdsAll, tuningQuestions } from './builtin-tuning.fixture.ts'

export type SetName = keyof typeof unanswerable
type Search = (question: string) => RetrievedPassage[]

export type Tally = { asked: number; right: number; wrong: string[]; declined: string[] }

export const isTopic = (topic: string, expected: string): boolean =>
  expected
    .split('|')
    .some(
      (one) =>
        topic === one || (one.startsWith('guide:') && topic.startsWith('guide:') && topic.includes(one.slice(6))),
    )

/** Answers the questions of these sets and counts: right source, wrong source, declined. */
export function measure(corpus: CorpusPassage[], search: Search, names: SetName[]) {
  const topics = new Map(corpus.map((passage) => [passage.passageId, passage.topic]))
  const answer = (question: string) => answerFromPassages(question, search(question), detectLocale(question))

  function tally(questions: readonly (readonly [string, string])[]): Tally {
    const result: Tally = { asked: questions.length, right: 0, wrong: [], declined: [] }
    for (const [question, expected] of questions) {
      const cited = answer(question).citations.map(({ passageId }) => topics.get(passageId) ?? '')
      if (cited.length === 0) result.declined.push(question)
      else if (cited.some((topic) => isTopic(topic, expected))) result.right += 1
      else result.wrong.push(`${question} → ${cited.join(', ')}`)
    }
    return result
  }

  return {
    english: tally(names.flatMap((name) => answerableEnglish[name])),
    thai: tally(names.flatMap((name) => answerableThai[name])),
    answeredAnyway: names
      .flatMap((name) => unanswerable[name])
      .flatMap((question) => {
        const cited = answer(question).citations.map(({ passageId }) => topics.get(passageId) ?? '')
        return cited.length > 0 ? [`${question} → ${cited.join(', ')}`] : []
      }),
  }
}

/** The same for questions with stories around them: right is what says all that it has to say. */
export function measureTuning(search: Search) {
  const empty = (): Tally => ({ asked: 0, right: 0, wrong: [], declined: [] })
  const result = { en: empty(), th: empty(), unanswerable: 0, answeredAnyway: [] as string[] }
  for (const one of tuningQuestions()) {
    const { text, citations } = answerFromPassages(one.question, search(one.question), one.locale)
    if (!one.answerable) {
      result.unanswerable += 1
      if (citations.length > 0) result.answeredAnyway.push(one.question)
      continue
    }
    const tally = result[one.locale]
    tally.asked += 1
    if (citations.length === 0) tally.declined.push(one.question)
    else if (holdsAll(one, text)) tally.right += 1
    else tally.wrong.push(one.question)
  }
  return result
}
