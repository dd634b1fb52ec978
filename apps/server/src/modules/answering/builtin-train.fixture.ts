import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { featureNames } from '../knowledge/fit.ts'
import { sampleCorpus, searchIn } from '../knowledge/memory-corpus.fixture.ts'
import { isTopic } from './builtin-measure.fixture.ts'
import { quoteFrom } from './builtin-quote.ts'
import { answerableEnglish, answerableThai, unanswerable } from './builtin-test-questions.ts'

/*
 * Trains the weights of knowledge/fit.ts: a conditional logit over the passages found for a question, with 'none of
 * them' as one more alternative. Run by hand: `node builtin-train.fixture.ts`. Deterministic; prints rounded weights.
 */

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

/** Features of each passage found, and which of them answer. */
export type Example = { rows: number[][]; right: boolean[]; weight: number }

export function examplesOf(questions: readonly TuningQuestion[]): { tuning: Example[]; older: Example[] } {
  const corpus = sampleCorpus()
  const search = searchIn(corpus)
  const topicOf = new Map(corpus.map((passage) => [passage.passageId, passage.topic]))
  const example = (
    question: string,
    weight: number,
    answers: (passage: ReturnType<typeof search>[number]) => boolean,
  ) => {
    const found = search(question)
    return {
      rows: found.map(({ evidence }) => [1, ...featureNames.map((name) => evidence.features[name])]),
      right: found.map(answers),
      weight,
    }
  }
  const tuning = questions.map((one) =>
    example(one.question, one.answerable ? 3 : 4, (passage) => {
      const { shown } = quoteFrom(passage)
      return one.mustContain?.every((group) => group.some((words) => shown.includes(words))) ?? false
    }),
  )
  const older = [answerableEnglish, answerableThai].flatMap((sets) =>
    Object.values(sets)
      .flat()
      .map(([question, topic]) => example(question, 1, ({ passageId }) => isTopic(topicOf.get(passageId)!, topic))),
  )
  const olderNone = Object.values(unanswerable)
    .flat()
    .map((question) => example(question, 1.5, () => false))
  return { tuning, older: [...older, ...olderNone] }
}

const rounds = 1500
const step = 0.5
const decay = 0.002

export function train(examples: readonly Example[]): number[] {
  // Where no passage found answers an answerable question, ranking has nothing to learn from.
  const weights = Array.from({ length: featureNames.length + 1 }, () => 0)
  const velocity = weights.map(() => 0)
  const whole = examples.reduce((sum, { weight }) => sum + weight, 0)
  for (let round = 0; round < rounds; round++) {
    const gradient = weights.map((weight, index) => (index === 0 ? 0 : decay * weight))
    for (const { rows, right, weight } of examples) {
      const odds = rows.map((row) => Math.exp(row.reduce((sum, value, index) => sum + value * weights[index]!, 0)))
      const all = odds.reduce((sum, one) => sum + one, 1)
      const good = right.some(Boolean) ? odds.reduce((sum, one, index) => sum + (right[index] ? one : 0), 0) : 1
      for (const [at, row] of rows.entries()) {
        const wanted = right.some(Boolean) && right[at] ? odds[at]! / good : 0
        const pull = ((odds[at]! / all - wanted) * weight) / whole
        for (const [index, value] of row.entries()) gradient[index]! += pull * value
      }
    }
    for (const index of weights.keys()) {
      velocity[index] = 0.9 * velocity[index]! - step * gradient[index]!
      weights[index]! += velocity[index]!
    }
  }
  return weights
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const questions = tuningQuestions()
  const { tuning, older } = examplesOf(questions)
  const isTrained = process.argv[2] === 'half' ? (index: number) => halfOf(questions[index]!) === 0 : () => true
  const weights = train([...tuning.filter((_, index) => isTrained(index)), ...older])
  const shown = ['bias', ...featureNames].map((name, index) => `  ${name}: ${Math.round(weights[index]! * 10) / 10},`)
  console.log(shown.join('\n'))
}
