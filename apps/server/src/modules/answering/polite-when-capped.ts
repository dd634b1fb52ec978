import { capTexts } from '../providers/index.ts'
import { localeOf, type Responder } from './responder.ts'

/** The name of the check that says which cap did not let a model answer. */
export const capCheck = 'cap'

/**
 * A responder that stands behind models and costs nothing. Where a cap has kept them silent and it knows no answer itself,
 * it says so, rather than that there is none: a model might have had one.
 */
export function politeWhenCapped(responder: Responder): Responder {
  return {
    ...responder,
    async *answer(question, run) {
      if (!run.notes.read().checks.some(({ name }) => name === capCheck)) return yield* responder.answer(question, run)
      const waiting: string[] = []
      const pieces = responder.answer(question, run)
      let next = await pieces.next()
      while (!next.done) {
        waiting.push(next.value)
        next = await pieces.next()
      }
      const knowsNothing = next.value.offersPerson && next.value.citations.length === 0
      yield knowsNothing ? capTexts[localeOf(question)] : waiting.join('')
      return next.value
    },
  }
}
