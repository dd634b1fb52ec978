import { DatabaseUnavailable } from '../../platform/database/database.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import type { AnswerNotes, Hop } from './answer-notes.ts'
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
  notes: AnswerNotes
  signal: AbortSignal
  log: Logger
  onDelta: () => void
  /** @param words null: it is not waited for any more. */
  onWait: (words: string | null) => void
}): Promise<{ end: AnswerEnd; responder: string | null; problem: string | null }> {
  const { question, responders, sender, notes, signal, log, onDelta, onWait } = given
  const problems: string[] = []
  const begunAt = performance.now()
  for (const responder of responders) {
    const hop = startHop(responder.name, begunAt)
    const noteEnd = (outcome: Hop['outcome'], reason: string | null = null) => notes.noteHop(hop.end(outcome, reason))
    try {
      const pieces = responder.answer(question, { signal, notes, waits: onWait })
      let next = await pieces.next()
      while (!next.done && !signal.aborted) {
        sender.add(next.value)
        hop.delta()
        onDelta()
        next = await pieces.next()
      }
      if (signal.aborted) {
        await pieces.return({ citations: [], offersPerson: false }).catch(() => {})
        noteEnd('abandoned')
        break
      }
      if (next.done && sender.wholeText().trim() !== '') {
        noteEnd('answered')
        return { end: next.value, responder: responder.name, problem: problems.join(' · ') || null }
      }
      noteEnd('failed', 'the answer was empty')
      problems.push(`${responder.name}: the answer was empty.`)
    } catch (error) {
      noteEnd(signal.aborted ? 'abandoned' : 'failed', (error as Error).message)
      if (signal.aborted) break
      if (error instanceof DatabaseUnavailable) throw error
      log.warn({ err: error, responder: responder.name }, 'a responder failed')
      problems.push(`${responder.name}: ${(error as Error).message}`)
    }
    onWait(null)
    sender.restart()
  }
  if (!signal.aborted) sender.add(failureText[localeOf(question)])
  return {
    end: { citations: [], offersPerson: true },
    responder: null,
    problem: problems.join(' · ') || 'No responder.',
  }
}

/** Times a responder's part. */
function startHop(responder: string, begunAt: number) {
  const startedAt = performance.now()
  let firstDeltaMs: number | null = null
  const sinceStart = () => Math.round(performance.now() - startedAt)
  return {
    delta() {
      firstDeltaMs ??= sinceStart()
    },
    end: (outcome: Hop['outcome'], reason: string | null): Hop => ({
      responder,
      providerId: null,
      model: null,
      outcome,
      reason,
      startedMs: Math.round(startedAt - begunAt),
      firstDeltaMs,
      durationMs: sinceStart(),
    }),
  }
}
