import type { PassingEvent } from '@minichat/contracts'
import { type Database, DatabaseUnavailable, isUniqueViolation, type Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import {
  type AnswerResult,
  answersTopic,
  type ChatService,
  chatTopic,
  dropTopic,
  isAiPaused,
  silenceTopic,
} from '../chat/index.ts'
import { type AnswerNotes, createAnswerNotes } from './answer-notes.ts'
import { type AnswerTrace, storeTrace } from './answer-traces.store.ts'
import {
  type ClaimedAnswer,
  claimAnswers,
  freeAnswers,
  isOurs,
  readQuestion,
  releaseAnswer,
  saveProgress,
} from './answering.store.ts'
import { turnsRead } from './chat-context.ts'
import { checkQuestion } from './content-check.ts'
import { createDeltaSender, type DeltaSender } from './delta-sender.ts'
import type { AnswerEnd, Question, Responder } from './responder.ts'
import { type Moderate, ruleAnswerTo } from './rule-answer.ts'
import { writeAnswer } from './write-answer.ts'

const leaseMs = 10_000
const progressEveryMs = 1000
/** A lost hint or a lapsed lease is found so soon. */
const sweepEveryMs = 1000
const maxAtOnce = 32
/** Of one source (a network address, or a chat where none is known): nobody holds up everybody else. */
const maxPerSource = maxAtOnce / 4
/** Answers that wait for somebody elsewhere take nobody's place, up to so many. */
const maxWaiting = 256
/** Their leases are renewed at every so many-th time. */
const waitingRenewsEvery = 3
/** An answer that failed so often (its worker died each time) is given up honestly. */
const maxAttempts = 5

type Running = {
  answer: ClaimedAnswer
  abort: AbortController
  sender: DeltaSender
  settled: Promise<void>
  /** For somebody elsewhere. */
  isWaiting: boolean
}
/** A page that was named: nothing is quoted of it, as nobody here has read it. */
const asCitation = ({ title, url }: { title: string; url: string }, number: number) => ({
  number,
  title,
  url,
  quote: '',
  passageId: null,
})
/** Why a run was aborted. */
type Reason = 'silenced' | 'lost' | 'stopping'

/**
 * Writes the answers: claims them by lease, streams, saves progress, stores under the fence. Any process with the worker
 * role may take over what another one left.
 * @param respondersOf the responders of a workspace in order of preference; the next is tried when one fails.
 */
export function createAnswerEngine(deps: {
  db: Database
  hub: Hub
  chats: ChatService
  log: Logger
  /** Whether no other process works on this database. */
  isAlone: boolean
  respondersOf: (workspaceId: string) => Promise<Responder[]>
  /** Looks at a message before any responder gets it, beside our own rules. */
  moderate: Moderate
  onAnswered: (answer: {
    answerId: string
    attempt: number
    responder: string
    outcome: 'done' | 'failed'
    firstDeltaMs: number | null
    totalMs: number
  }) => void
}) {
  const { db, hub, chats, log } = deps
  const owner = newId()
  const running = new Map<string, Running>()
  let sweeping = false
  let sweepAgain = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let unsubscribe = () => {}

  /** How many places are taken. */
  function placesTaken(): number {
    const waiting = [...running.values()].filter(({ isWaiting }) => isWaiting).length
    return running.size - Math.min(waiting, maxWaiting)
  }

  async function sweep(): Promise<void> {
    if (sweeping) {
      sweepAgain = true
      return
    }
    sweeping = true
    try {
      while (!stopped && placesTaken() < maxAtOnce) {
        const claimed = await claimAnswers(db, owner, {
          leaseMs,
          limit: maxAtOnce - placesTaken(),
          perSource: maxPerSource,
        })
        for (const answer of claimed) begin(answer)
        if (claimed.length === 0 && !sweepAgain) break
        sweepAgain = false
      }
    } catch (error) {
      // Two workers that claim neighbours of one chat at once: one of them is told to look again.
      if (!isUniqueViolation(error) && !(error instanceof DatabaseUnavailable))
        log.error({ err: error }, 'Answers could not be claimed.')
    } finally {
      sweeping = false
    }
  }

  function begin(answer: ClaimedAnswer) {
    const topic = chatTopic(answer.workspace_id, answer.session_id)
    const publish = (event: PassingEvent) => hub.publish(topic, event)
    const sender = createDeltaSender({ answerId: answer.id, attempt: answer.attempt, epoch: answer.epoch }, publish)
    const abort = new AbortController()
    // Nothing is shown after the moment in which an answer was silenced: viewers may have been told its end already.
    abort.signal.addEventListener('abort', () => sender.stop(), { once: true })
    const unsubscribeSilence = hub.subscribe(silenceTopic(answer.workspace_id, answer.session_id), () =>
      abort.abort('silenced' satisfies Reason),
    )
    const unsubscribeDrop = hub.subscribe(dropTopic(answer.workspace_id, answer.id), () =>
      abort.abort('lost' satisfies Reason),
    )
    const settled = run(answer, sender, abort, (isWaiting) => setWaiting(answer.id, isWaiting))
      .catch((error: unknown) => log.error({ err: error, answerId: answer.id }, 'An answer could not be written.'))
      .finally(() => {
        unsubscribeSilence()
        unsubscribeDrop()
        running.delete(answer.id)
        void sweep()
      })
    running.set(answer.id, { answer, abort, sender, settled, isWaiting: false })
  }

  /** @returns whether that is new. */
  function setWaiting(answerId: string, isWaiting: boolean): boolean {
    const entry = running.get(answerId)
    if (!entry || entry.isWaiting === isWaiting) return false
    entry.isWaiting = isWaiting
    return true
  }

  async function run(
    answer: ClaimedAnswer,
    sender: DeltaSender,
    abort: AbortController,
    setWaiting: (isWaiting: boolean) => boolean,
  ): Promise<void> {
    const identity = {
      workspaceId: answer.workspace_id,
      chatId: answer.session_id,
      answerId: answer.id,
      questionSeq: answer.question_seq,
      epoch: answer.epoch,
      owner,
      attempt: answer.attempt,
    }
    const startedAt = performance.now()
    let firstDeltaMs: number | null = null
    const notes = createAnswerNotes()
    let isWaiting = false
    let ticks = 0
    const saving = setInterval(() => {
      ticks += 1
      if (!isWaiting || ticks % waitingRenewsEvery === 0) void save()
    }, progressEveryMs)
    const save = async () => {
      const progress = { text: sender.shownText(), isWaiting }
      const isStillOurs = await db
        .transaction(answer.workspace_id, (tx) => saveProgress(tx, answer, owner, leaseMs, progress))
        .catch(() => true)
      if (!isStillOurs) abort.abort('lost' satisfies Reason)
    }
    /** @param words for viewers; null: somebody here goes on with it. */
    const onWait = (words: string | null) => {
      if (abort.signal.aborted) return
      isWaiting = words !== null
      if (words !== null) sender.waits(words)
      // Its place goes to others once the database knows as well.
      if (setWaiting(isWaiting) && isWaiting) void save().then(sweep)
    }

    try {
      const question = await questionOf(answer)
      if (question === 'paused') return await chats.dropAnswer(identity, { asksForPerson: true })
      if (question === 'gone') return await chats.dropAnswer(identity, { asksForPerson: false })
      const traceOf = (about: Pick<AnswerTrace, 'outcome' | 'responder'>): AnswerTrace => ({
        ...about,
        question: question.text,
        messageId: question.asked?.messageId ?? '',
        noted: notes.read(),
        firstDeltaMs,
        totalMs: Math.round(performance.now() - startedAt),
      })
      const giveThisUp = () =>
        giveUp(answer, sender, abort.signal.reason as Reason, traceOf({ outcome: 'interrupted', responder: null }))
      if (abort.signal.aborted) return await giveThisUp()
      sender.begin()
      const onDelta = () => {
        firstDeltaMs ??= Math.round(performance.now() - startedAt)
        if (isWaiting) onWait(null)
      }
      const { end, responder, problem, asksForPerson } = await write(answer, question, {
        sender,
        notes,
        abort,
        onDelta,
        onWait,
      })
      if (abort.signal.aborted) return await giveThisUp()
      sender.flush()
      clearInterval(saving)
      const outcome = responder === null ? 'failed' : 'done'
      const { citations, offersPerson, handsOver = false, quickReplies = [], links = [] } = end
      const named = links.map((link, at) => asCitation(link, citations.length + at + 1))
      const trace = traceOf({ outcome, responder })
      const { totalMs } = trace
      const result: AnswerResult = {
        citations: [...citations, ...named],
        offersPerson: offersPerson && !handsOver,
        quickReplies,
        text: sender.wholeText(),
        asksForPerson: asksForPerson || handsOver || outcome === 'failed',
        outcome,
        problem,
        responder: responder ?? 'none',
        firstDeltaMs,
        totalMs,
        alongWith: (tx: Tx) => storeTrace(tx, answer, trace),
      }
      if (!(await untilReachable(() => chats.storeAnswer(identity, result)))) return
      deps.onAnswered({
        answerId: answer.id,
        attempt: answer.attempt,
        responder: result.responder,
        outcome,
        firstDeltaMs,
        totalMs,
      })
    } finally {
      clearInterval(saving)
    }
  }

  /** By rule, or by the first responder that can. */
  async function write(
    answer: ClaimedAnswer,
    question: Question,
    run: {
      sender: DeltaSender
      notes: AnswerNotes
      abort: AbortController
      onDelta: () => void
      onWait: (words: string | null) => void
    },
  ): Promise<{ end: AnswerEnd; responder: string | null; problem: string | null; asksForPerson: boolean }> {
    const { sender, notes, abort, onDelta, onWait } = run
    const { signal } = abort
    const checked = checkQuestion(question.text)
    for (const { name, detail } of checked.checks) notes.noteCheck(name, detail)
    const rule = await ruleAnswerTo(question, checked, { moderate: deps.moderate, notes, signal })
    if (rule) {
      sender.add(rule.text)
      const { asksForPerson } = rule
      return { end: { citations: [], offersPerson: false }, responder: 'rule', problem: null, asksForPerson }
    }
    const written = await writeAnswer({
      question,
      responders: answer.attempt > maxAttempts ? [] : await deps.respondersOf(question.workspaceId),
      sender,
      notes,
      signal,
      log: log.child({ answerId: answer.id }),
      onDelta,
      onWait,
    })
    return { ...written, asksForPerson: false }
  }

  /** The question with what was said before, or why it is not to be answered. */
  async function questionOf(answer: ClaimedAnswer): Promise<Question | 'paused' | 'gone'> {
    return db.transaction(answer.workspace_id, async (tx) => {
      // Cancelled in the moment after it was claimed, before anybody here listened.
      if (!(await isOurs(tx, answer, owner))) return 'gone'
      if (await isAiPaused(tx, answer.session_id)) return 'paused'
      const rows = await readQuestion(tx, answer.session_id, answer.question_seq, turnsRead)
      const asked = rows.at(-1)
      if (asked?.seq !== answer.question_seq) return 'gone'
      const earlier = rows.slice(0, -1).map(({ author_kind: author, body: text, seq }) => ({ author, text, seq }))
      const { id: messageId, visitor_id: visitorId } = asked
      return {
        workspaceId: answer.workspace_id,
        asked: { chatId: answer.session_id, answerId: answer.id, messageId, visitorId },
        text: asked.body,
        earlier,
      }
    })
  }

  /** The text shown is kept where a takeover will look for it; a stopping process hands the answer to another. */
  async function giveUp(answer: ClaimedAnswer, sender: DeltaSender, reason: Reason, trace: AnswerTrace): Promise<void> {
    const text = sender.stop()
    if (reason === 'lost') return
    await db.transaction(answer.workspace_id, async (tx) => {
      if (reason === 'stopping') return void (await releaseAnswer(tx, answer, owner))
      // First, as it takes the chat's lock: a takeover takes that and then the answer.
      if (text !== '') await storeTrace(tx, answer, trace)
      await saveProgress(tx, answer, owner, leaseMs, { text, isWaiting: false })
    })
  }

  /** The database is away for a moment: the answer is ready, so wait for it, as long as the lease could be ours. */
  async function untilReachable<T>(work: () => Promise<T>): Promise<T> {
    const giveUpAt = performance.now() + leaseMs
    while (true) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable) || stopped || performance.now() > giveUpAt) throw error
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
    }
  }

  chats.onSilence(async (workspaceId, chatId) => {
    const mine = [...running.values()].filter(
      ({ answer }) => answer.workspace_id === workspaceId && answer.session_id === chatId,
    )
    for (const { abort } of mine) abort.abort('silenced' satisfies Reason)
    await Promise.all(mine.map(({ settled }) => settled))
  })

  return {
    start() {
      unsubscribe = hub.subscribe(answersTopic, () => void sweep())
      timer = setInterval(() => void sweep(), sweepEveryMs)
      void (deps.isAlone ? freeAnswers(db).catch(() => {}) : Promise.resolve()).then(sweep)
    },
    runningCount: () => running.size,
    /** Gives what is under way back, for another worker or the next start. */
    async stop() {
      stopped = true
      clearInterval(timer)
      unsubscribe()
      const all = [...running.values()]
      for (const { abort } of all) abort.abort('stopping' satisfies Reason)
      await Promise.all(all.map(({ settled }) => settled))
    },
  }
}
