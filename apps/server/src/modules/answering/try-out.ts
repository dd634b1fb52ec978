import type { Logger } from '../../platform/telemetry/log.ts'
import { createAnswerNotes } from './answer-notes.ts'
import { checkQuestion } from './content-check.ts'
import { createDeltaSender } from './delta-sender.ts'
import type { Question, Responder } from './responder.ts'
import { type Moderate, ruleAnswerTo } from './rule-answer.ts'
import { writeAnswer } from './write-answer.ts'

/** Nobody follows it. */
const unseen = { answerId: '', attempt: 1, epoch: 0 }

/** What a visitor would be answered now, by whoever would answer them; nothing of it is stored. */
export function createTryOut(deps: {
  log: Logger
  moderate: Moderate
  respondersOf: (workspaceId: string) => Promise<Responder[]>
}) {
  return async (workspaceId: string, text: string, signal: AbortSignal) => {
    const question: Question = { workspaceId, asked: null, text, earlier: [] }
    const notes = createAnswerNotes()
    const rule = await ruleAnswerTo(question, checkQuestion(text), { moderate: deps.moderate, notes, signal })
    if (rule) return { text: rule.text, citations: [], responder: 'rule' }
    const sender = createDeltaSender(unseen, () => {})
    const { end, responder } = await writeAnswer({
      question,
      responders: await deps.respondersOf(workspaceId),
      sender,
      notes,
      signal,
      log: deps.log,
      onDelta: () => {},
      onWait: () => {},
    })
    sender.flush()
    return { text: sender.wholeText(), citations: end.citations, responder }
  }
}

export type TryOut = ReturnType<typeof createTryOut>
