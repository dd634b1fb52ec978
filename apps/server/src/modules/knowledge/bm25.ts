import type { PostingRow } from './passages.store.ts'

const saturation = 1.2
/** A word in the question of an entry, or in a heading, says more than one in the text below. */
const titleFactor = 2.5

/** The passages whose words fit best, the best first: BM25 without length, over few words and short passages. */
export function bestCandidates(byTerm: Map<string, PostingRow[]>, passageCount: number, count: number): string[] {
  const scores = new Map<string, number>()
  for (const postings of byTerm.values()) {
    const idf = Math.log(
      1 + (Math.max(passageCount, postings.length) - postings.length + 0.5) / (postings.length + 0.5),
    )
    for (const { passageId, inTitle, inText } of postings) {
      const frequency = inTitle * titleFactor + inText
      const score = (idf * frequency * (saturation + 1)) / (frequency + saturation)
      scores.set(passageId, (scores.get(passageId) ?? 0) + score)
    }
  }
  const best = [...scores].sort(([idA, a], [idB, b]) => b - a || (idA < idB ? 1 : -1))
  return best.slice(0, count).map(([id]) => id)
}
