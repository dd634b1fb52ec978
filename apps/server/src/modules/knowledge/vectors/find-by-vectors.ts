import type { Tx } from '../../../platform/database/database.ts'
import { cosineWith } from './vector-bytes.ts'
import { readVectors, readVectorsOf } from './vectors.store.ts'

export type QuestionVector = { model: string; vector: Float32Array }

/** Up to so many passages each one's vector is compared; with more, those of the passages that were found otherwise. */
export const allUpTo = 4000
/** Below this, two texts have nothing in common but chance: nineteen in twenty passages that do not answer are. */
const leastCosine = 0.12

/** The passages nearest to a question by exact cosine, the best first. */
export async function findByVectors(
  tx: Tx,
  { model, vector }: QuestionVector,
  passageCount: number,
  candidates: readonly string[],
): Promise<string[]> {
  const stored =
    passageCount <= allUpTo ? await readVectors(tx, model) : await readVectorsOf(tx, model, [...new Set(candidates)])
  return stored
    .map((one) => ({ passageId: one.passageId, cosine: cosineWith(one.vector, vector) }))
    .filter(({ cosine }) => cosine >= leastCosine)
    .sort((a, b) => b.cosine - a.cosine || (a.passageId < b.passageId ? 1 : -1))
    .map(({ passageId }) => passageId)
}
