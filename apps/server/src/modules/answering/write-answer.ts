import { DatabaseUnavailable } from '../../platform/database/database.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { failureText } from './answer-texts.ts'
import type { DeltaSender } from './delta-sender.ts'
import { type AnswerEnd, localeOf, type Question, type Responder } from './responder.ts'

/**
 * Tries the responders in order. When all fail, the text is the honest one and `responder` is null.
 * @throws DatabaseUnavailable: nobody's fault and soon over. The lease lapses and the answer is tried again.
 */
export async function writeAnswer(given: {
  question: Question
  responders: Responder[]
  sender: DeltaSender
  signal: AbortSignal
  log: Logger
  onDelta: () => void
}): Promise<{ end: AnswerEnd; responder: string | null; problem: string | null }> {
  const { question, responders, sender, signal, log, onDelta } = given
  const problems: string[] = []
  for (const responder of responders) {
    try {
      const pieces = responder.answer(question, signal)
      let next = await pieces.next()
      while (!next.done && !signal.aborted) {
        sender.add(next.value)
        onDelta()
        next = await pieces.next()
      }
      if (signal.aborted) {
        await pieces.return({ citations: [], offersPerson: false }).catch(() => {})
        break
      }
      if (next.done && sender.wholeText().trim() !== '') {
        return { end: next.value, responder: responder.name, problem: problems.join(' · ') || null }
      }
      problems.push(`${responder.name}: the answer was empty.`)
    } catch (error) {
      if (signal.aborted) break
      if (error instanceof DatabaseUnavailable) throw error
      log.warn({ err: error, responder: responder.name }, 'a responder failed')
      problems.push(`${responder.name}: ${(error as Error).message}`)
    }
    sender.restart()
  }
  if (!signal.aborted) sender.add(failureText[localeOf(question)])
  return {
    end: { citations: [], offersPerson: true },
    responder: null,
    problem: problems.join(' · ') || 'No responder.',
  }
}
