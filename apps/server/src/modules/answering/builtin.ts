import { setTimeout as sleep } from 'node:timers/promises'
import type { RetrievedPassage } from '../knowledge/index.ts'
import { answerFromPassages } from './builtin-responder.ts'
import { asNoted } from './noted-passage.ts'
import { localeOf, type Question, type Responder } from './responder.ts'

const passageLimit = 8
const wordsAtOnce = 3
/** The answer is there at once; shown in pieces so fast that reading along is easy and waiting is not felt. */
const pieceMs = 15

const words = new Intl.Segmenter('th', { granularity: 'word' })

/** The responder that needs no key and no network: quotes the workspace's own knowledge, or offers a person. */
export function createBuiltinResponder(
  retrieve: (question: Question, limit: number) => Promise<RetrievedPassage[]>,
): Responder {
  return {
    name: 'builtin',
    providerId: null,
    model: null,
    async *answer(question, { signal, notes }) {
      const passages = await retrieve(question, passageLimit)
      notes.noteSearch(null, passages.map(asNoted))
      const { text, citations, offersPerson } = answerFromPassages(question.text, passages, localeOf(question))
      for (const piece of piecesOf(text)) {
        if (signal.aborted) break
        yield piece
        await sleep(pieceMs)
      }
      return {
        offersPerson,
        citations: citations.flatMap(({ passageId, quote }, index) => {
          const passage = passages.find((one) => one.passageId === passageId)
          return passage ? [{ number: index + 1, title: passage.title, url: passage.url, passageId, quote }] : []
        }),
      }
    },
  }
}

/** Never within a word, so that no Thai vowel stands alone for a moment. */
function* piecesOf(text: string): Generator<string> {
  let piece = ''
  let count = 0
  for (const { segment } of words.segment(text)) {
    piece += segment
    count += 1
    if (count % wordsAtOnce === 0) {
      yield piece
      piece = ''
    }
  }
  if (piece) yield piece
}
