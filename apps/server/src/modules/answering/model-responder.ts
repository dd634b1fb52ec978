import type { AiSettings } from '@minichat/contracts'
import type { Rerank, RetrievedPassage } from '../knowledge/index.ts'
import type { ModelProvider, ModelUsage } from '../providers/index.ts'
import type { AnswerNotes } from './answer-notes.ts'
import { rewriteFollowUp, sumUpWith } from './ask-model.ts'
import type { ChatContext, SumUp } from './chat-context.ts'
import { createCitationCheck } from './check-citations.ts'
import { checkedAnswer, OtherLanguage } from './checked-answer.ts'
import { checkQuestion } from './content-check.ts'
import { asNoted } from './noted-passage.ts'
import { createOutputGuard } from './output-guard.ts'
import { buildPrompt, promptVersion } from './prompt.ts'
import { rerankWith } from './rerank-with.ts'
import { type AnswerEnd, localeOf, type Question, type Responder } from './responder.ts'

const passageLimit = 6

/** Answers through a model, from the workspace's own passages; what the visitor gets was checked sentence by sentence. */
export function createModelResponder(deps: {
  provider: ModelProvider
  /** What puts the passages in order; null: they stay as they were found. */
  ranker: ModelProvider | null
  settings: AiSettings
  retrieve: (question: Question, limit: number, rerank: Rerank | null) => Promise<RetrievedPassage[]>
  contextOf: (question: Question, sumUp: SumUp | null) => Promise<ChatContext>
}): Responder {
  const { provider } = deps
  return {
    name: provider.kind,
    providerId: provider.id,
    model: provider.model,
    async *answer(question, { signal, notes }) {
      const [passages, context] = await Promise.all([
        search(question, signal, notes),
        deps.contextOf(question, sumUpWith(provider, question, signal)),
      ])
      notes.notePrompt(promptVersion)
      const given = { question, passages, context, signal, notes }
      try {
        return yield* tryOnce({ ...given, isRetry: false })
      } catch (error) {
        if (!(error instanceof OtherLanguage)) throw error
        notes.noteCheck('other-language-retried', localeOf(question))
        return yield* tryOnce({ ...given, isRetry: true })
      }
    },
  }

  async function search(question: Question, signal: AbortSignal, notes: AnswerNotes): Promise<RetrievedPassage[]> {
    const rewritten = await rewriteFollowUp(provider, question, signal)
    const rerank = deps.ranker && rerankWith(deps.ranker, question, notes)
    const asked = rewritten ? { ...question, text: rewritten } : question
    const passages = await deps.retrieve(asked, passageLimit, rerank)
    notes.noteSearch(rewritten, passages.map(asNoted))
    return passages
  }

  async function* tryOnce(given: {
    question: Question
    passages: RetrievedPassage[]
    context: ChatContext
    signal: AbortSignal
    notes: AnswerNotes
    isRetry: boolean
  }): AsyncGenerator<string, AnswerEnd> {
    const { question, passages, context, signal, notes, isRetry } = given
    const { settings } = deps
    const locale = localeOf(question)
    const { turns, secret } = buildPrompt({
      question,
      passages,
      settings,
      locale,
      summary: context.summary,
      earlier: context.earlier,
      isInstructing: checkQuestion(question.text).isInstructing,
      isRetry,
    })
    const pieces = begin(
      provider.stream({
        workspaceId: question.workspaceId,
        asked: question.asked,
        purpose: question.asked ? 'answer' : (question.purpose ?? 'test'),
        turns,
        maxOutputTokens: provider.maxOutputTokens,
        signal,
      }),
      notes,
    )
    // While the model thinks.
    const visitorTexts = [
      question.text,
      ...question.earlier.flatMap(({ author, text }) => (author === 'visitor' ? text : [])),
    ]
    const { strictness } = settings
    const citations = createCitationCheck({ passages, visitorTexts, strictness })
    const guard = createOutputGuard({ passages, visitorTexts, secret })
    return yield* checkedAnswer(pieces, {
      citations,
      guard,
      strictness,
      locale,
      refusesOtherLanguage: !isRetry,
      notes,
    })
  }
}

/** Starts the call at once, and notes what it took. */
function begin(stream: AsyncGenerator<string, ModelUsage>, notes: AnswerNotes): AsyncGenerator<string, void> {
  const first = stream.next()
  // Whoever reads it gets the failure.
  first.catch(() => {})
  return (async function* () {
    try {
      for (let next = await first; ; next = await stream.next()) {
        if (next.done) return notes.noteUsage(next.value)
        yield next.value
      }
    } finally {
      await stream.return({ inputTokens: 0, outputTokens: 0, isEstimated: true, costMicroUsd: 0 })
    }
  })()
}
