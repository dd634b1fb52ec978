import { DatabaseUnavailable } from '../../platform/database/database.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { CapReached, ProviderSkipped } from '../providers/index.ts'
import type { AnswerNotes, Hop } from './answer-notes.ts'
import { failureText } from './answer-texts.ts'
import type { DeltaSender } from './delta-sender.ts'
import { createPatience } from './patience.ts'
import { capCheck } from './polite-when-capped.ts'
import { type AnswerEnd, localeOf, type Question, type Responder, ResponderFailed } from './responder.ts'

type Given = {
  question: Question
  responders: Responder[]
  sender: DeltaSender
  notes: AnswerNotes
  signal: AbortSignal
  log: Logger
  onDelta: () => void
  /** @param words null: it is not waited for any more. */
  onWait: (words: string | null) => void
}

/**
 * Tries the responders in order, also when one fails in the midst: what it had shown is replaced. When all fail, the text
 * is the honest one and `responder` is null.
 * @throws DatabaseUnavailable: nobody's fault and soon over. The lease lapses and the answer is tried again.
 */
export async function writeAnswer(
  given: Given,
): Promise<{ end: AnswerEnd; responder: string | null; problem: string | null }> {
  const { question, responders, sender, notes, signal, log, onWait } = given
  const problems: string[] = []
  const begunAt = performance.now()
  const patience = createPatience()
  for (const responder of responders) {
    const hop = startHop(responder, begunAt)
    let hasWaited = false
    const noteEnd = (outcome: Hop['outcome'], reason: string | null = null) => notes.noteHop(hop.end(outcome, reason))
    const turn = patience.begin(responder, signal)
    try {
      if (turn === null) throw new ProviderSkipped('there was no time left for it')
      const onWaitHere = (words: string | null) => {
        hasWaited = true
        onWait(words)
      }
      const end = await askResponder({ ...given, onWait: onWaitHere }, responder, turn, hop.delta)
      noteEnd('answered')
      return { end, responder: responder.name, problem: problems.join(' · ') || null }
    } catch (error) {
      const isSkip = error instanceof ProviderSkipped
      noteEnd(signal.aborted ? 'abandoned' : isSkip ? 'skipped' : 'failed', reasonOf(error))
      if (signal.aborted) break
      if (error instanceof DatabaseUnavailable) throw error
      if (error instanceof CapReached) notes.noteCheck(capCheck, error.scope)
      if (!isSkip) log.warn({ err: error, responder: responder.name }, 'a responder failed')
      problems.push(`${responder.name}: ${reasonOf(error)}`)
    } finally {
      turn?.stop()
    }
    // Viewers forget what they were told while this one was waited for.
    if (hasWaited) onWait(null)
    if (hasWaited || sender.wholeText() !== '') sender.restart()
  }
  if (!signal.aborted) sender.add(failureText[localeOf(question)])
  return {
    end: { citations: [], offersPerson: false },
    responder: null,
    problem: problems.join(' · ') || 'No responder.',
  }
}

/** @throws what the responder throws; ResponderFailed when it is too slow or says nothing. */
async function askResponder(
  { question, sender, notes, onDelta, onWait }: Given,
  responder: Responder,
  turn: NonNullable<ReturnType<ReturnType<typeof createPatience>['begin']>>,
  onHopDelta: () => void,
): Promise<AnswerEnd> {
  const waits = (words: string) => {
    if (turn.signal.aborted) return
    turn.onProgress()
    onWait(words)
  }
  const pieces = responder.answer(question, { signal: turn.signal, notes, waits })
  try {
    let next = await Promise.race([pieces.next(), turn.ended])
    while (!next.done && !turn.signal.aborted) {
      sender.add(next.value)
      if (next.value !== '') turn.onProgress()
      onHopDelta()
      onDelta()
      next = await Promise.race([pieces.next(), turn.ended])
    }
    turn.signal.throwIfAborted()
    if (!next.done || sender.wholeText().trim() === '') throw new ResponderFailed('the answer was empty')
    return next.value
  } finally {
    // One that does not listen to the signal is not waited for.
    void pieces.return({ citations: [], offersPerson: false }).catch(() => {})
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Times a responder's part. */
function startHop({ name, providerId, model }: Responder, begunAt: number) {
  const startedAt = performance.now()
  let firstDeltaMs: number | null = null
  const sinceStart = () => Math.round(performance.now() - startedAt)
  return {
    delta() {
      firstDeltaMs ??= sinceStart()
    },
    end: (outcome: Hop['outcome'], reason: string | null): Hop => ({
      responder: name,
      providerId,
      model,
      outcome,
      reason,
      startedMs: Math.round(startedAt - begunAt),
      firstDeltaMs,
      durationMs: sinceStart(),
    }),
  }
}
