import type { Assistance, assistanceWish } from '@minichat/contracts'
import type { z } from 'zod'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { CapReached, type ModelProvider, ProviderFailed, ProviderSkipped } from '../providers/index.ts'
import { type AnswerNotes, createAnswerNotes } from './answer-notes.ts'
import { declinedText } from './answer-texts.ts'
import { asksForPerson } from './asks-for-person.ts'
import { assistPrompt, type WritingWish } from './assist-prompts.ts'
import { readTurns, type SaidTurn, storeAssist } from './assists.store.ts'
import { checkQuestion, withoutInvisible } from './content-check.ts'
import { createDeltaSender } from './delta-sender.ts'
import { capCheck } from './polite-when-capped.ts'
import type { AnswerCitation, Question, Responder } from './responder.ts'
import { type Moderate, ruleAnswerTo } from './rule-answer.ts'
import { writeAnswer } from './write-answer.ts'

export type Wish = z.output<typeof assistanceWish>
type Written = { text: string; citations: AnswerCitation[]; responder: string }

const turnsRead = 200
const turnsForReply = 40
const writeWithinMs = 45_000
const writingMaxTokens = 1500
/** Nobody follows it. */
const unseen = { answerId: '', attempt: 1, epoch: 0 }

/** What the AI does for members: it writes, they look at it, and nothing is sent by itself. */
export function createAssist(deps: {
  db: Database
  log: Logger
  moderate: Moderate
  /** The models of a workspace in the order in which they are tried, and what answers by each. */
  modelsOf: (workspaceId: string) => Promise<{ models: ModelProvider[]; responders: Responder[] }>
  sourceUrl: (workspaceId: string, passageId: string) => string
}) {
  const { db } = deps

  /** Like an answer to the visitor's last words: from the knowledge, with each sentence checked. */
  async function suggestReply(
    workspaceId: string,
    said: readonly SaidTurn[],
    responders: Responder[],
    run: { notes: AnswerNotes; signal: AbortSignal },
  ): Promise<Written> {
    const at = said.findLastIndex(({ author }) => author === 'visitor')
    const asked = said[at]
    if (!asked) throw new AppError('NOT_FOUND')
    const question: Question = {
      workspaceId,
      asked: null,
      purpose: 'assist',
      text: asked.text,
      earlier: said.slice(Math.max(0, at - turnsForReply), at),
    }
    // Who asks for a person gets one: the member who reads this.
    if (!asksForPerson(question.text)) {
      const rule = await ruleAnswerTo(question, checkQuestion(question.text), { moderate: deps.moderate, ...run })
      if (rule) return { text: rule.text, citations: [], responder: 'rule' }
    }
    const sender = createDeltaSender(unseen, () => {})
    const { end, responder } = await writeAnswer({
      question,
      responders,
      sender,
      ...run,
      log: deps.log,
      onDelta: () => {},
      onWait: () => {},
    })
    sender.flush()
    if (responder === null) throw failureIn(run.notes)
    const knowsNothing = end.offersPerson && end.citations.length === 0
    return { text: knowsNothing ? '' : withoutOffer(sender.wholeText()), citations: end.citations, responder }
  }

  return {
    isAvailable: async (workspaceId: string) => (await deps.modelsOf(workspaceId)).models.length > 0,

    /** @throws AppError NO_AI_PROVIDER, NOT_FOUND, AI_CAP_REACHED, RESPONDER_FAILED. */
    async assist(member: MemberActor, chatId: string, wish: Wish, signal: AbortSignal): Promise<Assistance> {
      const { workspaceId } = member
      const { models, responders } = await deps.modelsOf(workspaceId)
      if (models.length === 0) throw new AppError('NO_AI_PROVIDER')
      const said = await db.transaction(workspaceId, (tx) => readTurns(tx, chatId, turnsRead))
      if (said.length === 0) throw new AppError('NOT_FOUND')
      const startedAt = performance.now()
      const notes = createAnswerNotes()
      const run = { notes, signal: AbortSignal.any([signal, AbortSignal.timeout(writeWithinMs)]) }
      const store = (outcome: 'done' | 'failed', responder: string | null) =>
        db.transaction(workspaceId, (tx) =>
          storeAssist(tx, {
            id: newId(),
            chatId,
            memberId: member.userId,
            kind: wish.kind,
            outcome,
            responder,
            noted: notes.read(),
            totalMs: Math.round(performance.now() - startedAt),
          }),
        )
      try {
        const written =
          wish.kind === 'reply'
            ? await suggestReply(workspaceId, said, responders, run)
            : await writeWith(models, workspaceId, wish, said, run)
        await store('done', written.responder)
        return {
          text: wish.kind === 'reply' ? withoutMarks(written.text) : written.text,
          citations: written.citations.map(({ number, title, quote, url, passageId }) => ({
            number,
            title,
            quote,
            url: url ?? deps.sourceUrl(workspaceId, passageId),
          })),
        }
      } catch (error) {
        await store('failed', null)
        throw error
      }
    },
  }
}

/** A member's reply has no list of sources that its numbers would stand for. */
const withoutMarks = (text: string) => text.replace(/[ \t]*\[\d{1,3}(?:,\s*\d{1,3})*\]/g, '').trim()

/** Who reads it is the person that the visitor would be offered. */
const withoutOffer = (text: string) =>
  Object.values(declinedText).reduce((rest, offer) => rest.replace(offer, ''), text)

/** Asks one model after the other. */
async function writeWith(
  models: ModelProvider[],
  workspaceId: string,
  wish: WritingWish,
  said: readonly SaidTurn[],
  { notes, signal }: { notes: AnswerNotes; signal: AbortSignal },
): Promise<Written> {
  const turns = assistPrompt(wish, said)
  const begunAt = performance.now()
  for (const model of models) {
    const startedAt = performance.now()
    const noteEnd = (outcome: 'answered' | 'failed' | 'skipped' | 'abandoned', reason: string | null) =>
      notes.noteHop({
        responder: model.kind,
        providerId: model.id,
        model: model.model,
        outcome,
        reason,
        startedMs: Math.round(startedAt - begunAt),
        firstDeltaMs: null,
        durationMs: Math.round(performance.now() - startedAt),
      })
    try {
      const text = await wholeText(model, { workspaceId, turns, signal, notes })
      if (text === '') throw new ProviderFailed('the answer was empty')
      noteEnd('answered', null)
      return { text, citations: [], responder: model.kind }
    } catch (error) {
      if (!(error instanceof ProviderFailed) && !signal.aborted) throw error
      const isSkip = error instanceof ProviderSkipped
      noteEnd(signal.aborted ? 'abandoned' : isSkip ? 'skipped' : 'failed', (error as Error).message)
      if (error instanceof CapReached) notes.noteCheck(capCheck, error.scope)
      if (signal.aborted) break
    }
  }
  throw failureIn(notes)
}

async function wholeText(
  model: ModelProvider,
  {
    workspaceId,
    turns,
    signal,
    notes,
  }: { workspaceId: string; turns: ReturnType<typeof assistPrompt>; signal: AbortSignal; notes: AnswerNotes },
): Promise<string> {
  const pieces = model.stream({
    workspaceId,
    asked: null,
    purpose: 'assist',
    turns,
    maxOutputTokens: Math.min(model.maxOutputTokens, writingMaxTokens),
    signal,
  })
  let text = ''
  for (let next = await pieces.next(); ; next = await pieces.next()) {
    if (next.done) {
      notes.noteUsage(next.value)
      return withoutInvisible(text).trim()
    }
    text += next.value
  }
}

/** Why nobody wrote it. What exactly a provider said is for owners, in the record. */
const failureIn = (notes: AnswerNotes) =>
  new AppError(notes.read().checks.some(({ name }) => name === capCheck) ? 'AI_CAP_REACHED' : 'RESPONDER_FAILED')

export type Assist = ReturnType<typeof createAssist>
