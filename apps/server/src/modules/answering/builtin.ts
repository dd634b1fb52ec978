import type { RetrievedPassage } from '../knowledge/index.ts'
import type { Question, Responder } from './responder.ts'

export function createBuiltinResponder(retrieve: (question: Question, limit: number) => Promise<RetrievedPassage[]>): Responder {
  return {
    name: 'builtin',
    async *answer(question) {
      const [best] = await retrieve(question, 8)
      yield best?.text ?? 'Nothing found.'
      return { citations: best ? [{ number: 1, title: best.title, quote: best.text, passageId: best.passageId, url: best.url }] : [], offersPerson: !best }
    },
  }
}
