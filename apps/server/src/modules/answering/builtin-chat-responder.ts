import type { Locale } from '@minichat/contracts'
import { detectLocale } from '../../platform/text/index.ts'
import type { RetrievedPassage } from '../knowledge/index.ts'
import { answerFromPassages } from './builtin-responder.ts'
import type { Question, Responder } from './responder.ts'

const passageLimit = 12

/** Answers visitors from the workspace's knowledge alone; needs no provider, so it stands behind every other responder. */
export function createBuiltinResponder(
  retrieve: (question: Question, limit: number) => Promise<RetrievedPassage[]>,
): Responder {
  return {
    name: 'builtin',
    async *answer(question) {
      const passages = await retrieve(question, passageLimit)
      const { text, citations, offersPerson } = answerFromPassages(question.text, passages, languageOf(question))
      yield text
      const byId = new Map(passages.map((passage) => [passage.passageId, passage]))
      return {
        offersPerson,
        citations: citations.flatMap(({ passageId, quote }, index) => {
          const passage = byId.get(passageId)
          return passage ? [{ number: index + 1, title: passage.title, url: passage.url, passageId, quote }] : []
        }),
      }
    },
  }
}

/** A message without letters ('???') is in the language of the visitor's last one. */
function languageOf({ text, earlier }: Question): Locale {
  const before = earlier.findLast((turn) => turn.author === 'visitor')
  return detectLocale(text, before ? detectLocale(before.text) : 'en')
}
