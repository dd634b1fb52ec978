import type { LabelledQuestion } from './labelled-set.ts'

/** Finds passages for a question: their keys, the best first. */
export type Search = (question: string) => Promise<string[]>

export type Measured = { asked: number; recallAt5: number; mrr: number }
export type Miss = { number: number; kind: string; question: string; answers: string[]; found: string[] }

/** So many places count. */
export const considered = 10

/**
 * recall@5: the share of questions with an answering passage among the first five. MRR: the mean of one over the place of
 * the first answering passage, 0 where it is not among the first ten.
 */
export async function measureSearch(search: Search, questions: readonly LabelledQuestion[]) {
  const misses: Miss[] = []
  let hits = 0
  let reciprocal = 0
  const searched = await Promise.all(questions.map(({ question }) => search(question)))
  for (const [index, { number, kind, question, answers }] of questions.entries()) {
    const found = searched[index]!.slice(0, considered)
    const place = found.findIndex((key) => answers.includes(key))
    if (place >= 0) reciprocal += 1 / (place + 1)
    if (place >= 0 && place < 5) hits += 1
    else misses.push({ number, kind, question, answers, found: found.slice(0, 5) })
  }
  const asked = questions.length
  const measured: Measured = { asked, recallAt5: hits / asked, mrr: reciprocal / asked }
  return { measured, misses }
}
