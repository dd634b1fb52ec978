import { pathToFileURL } from 'node:url'
import { type Features, featureNames } from '../knowledge/fit.ts'
import { sampleCorpus, searchIn } from '../knowledge/memory-corpus.fixture.ts'
import { isTopic } from './builtin-measure.fixture.ts'
import { quoteFrom } from './builtin-quote.ts'
import { answerableEnglish, answerableThai, unanswerable } from './builtin-test-questions.ts'
import { halfOf, holdsAll, type TuningQuestion, tuningQuestions } from './builtin-tuning.fixture.ts'

/*
 * Trains the weights of knowledge/fit.ts: a conditional logit over the passages found for a question, with 'none of
 * them' as one more alternative. Run by hand: `node builtin-train.fixture.ts` (with `half`: without the held-out topics). Deterministic; prints rounded weights.
 */

/** Those that are hardest weigh most, so that the weights are not those of easy questions. */
const isStory = (name: string): boolean => name === 'seventh'

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
    example(one.question, one.answerable ? 3 : 7, (passage) => holdsAll(one, quoteFrom(passage).shown)),
  )
  const older = [answerableEnglish, answerableThai].flatMap((sets) =>
    Object.entries(sets).flatMap(([name, questions]) =>
      questions.map(([question, topic]) =>
        example(question, isStory(name) ? 1.5 : 1, ({ passageId }) => isTopic(topicOf.get(passageId)!, topic)),
      ),
    ),
  )
  const olderNone = Object.entries(unanswerable).flatMap(([name, questions]) =>
    questions.map((question) => example(question, isStory(name) ? 3 : 2, () => false)),
  )
  return { tuning, older: [...older, ...olderNone] }
}

const rounds = 1500
const step = 0.5
const decay = 0.002
/** Where examples are few, weights stay near what is plain: an answer about another property of a thing is none. */
const beliefs: Partial<Features> = {
  missedAttribute: -4,
  missedSought: -4,
  missedSubject: -5,
  onlyWhereOrWhen: -5,
  notForSale: -2.5,
  unknownShare: -3,
  missedUnknown: -1.5,
  sentence: 3.5,
  isPiece: -1,
}

export function train(examples: readonly Example[]): number[] {
  const weights = Array.from({ length: featureNames.length + 1 }, () => 0)
  const believed = [0, ...featureNames.map((name) => beliefs[name] ?? 0)]
  const velocity = weights.map(() => 0)
  const whole = examples.reduce((sum, { weight }) => sum + weight, 0)
  for (let round = 0; round < rounds; round++) {
    const gradient = weights.map((weight, index) => (index === 0 ? 0 : decay * (weight - believed[index]!)))
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
