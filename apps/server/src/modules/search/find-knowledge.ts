import type { FoundKnowledge } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { excerptOf, findSome, type Wanted, wantedIn } from '../../platform/text/index.ts'
import type { RetrievedPassage } from '../knowledge/index.ts'

export type Retrieve = (tx: Tx, question: string, options: { limit: number }) => Promise<RetrievedPassage[]>

/** Passages that may answer, the best first. */
export async function findKnowledge(tx: Tx, retrieve: Retrieve, q: string, limit: number): Promise<FoundKnowledge[]> {
  const wanted = wantedIn(q)
  return (await retrieve(tx, q, { limit })).map((passage) => ({
    kind: 'knowledge',
    passageId: passage.passageId,
    entryId: passage.entryId,
    documentId: passage.documentId,
    title: marked(passage.title, wanted),
    excerpt: marked(passage.text, wanted),
  }))
}

/** Whichever of the words are there: what answers a question need not hold all of them. */
const marked = (text: string, wanted: Wanted[]) => excerptOf(text, findSome(text, wanted))
