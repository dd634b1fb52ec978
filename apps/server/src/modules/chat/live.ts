import type { ChatEvent, PassingEvent, RunningAnswer, VisitorEvent } from '@minichat/contracts'
import type { Database } from '../../platform/database/database.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { LiveEvent } from '../../platform/realtime/live-event.ts'
import { findOpenAnswer } from './answers.store.ts'
import { askForHead } from './chat-heads.ts'
import { type EventRow, type Presenter, presentAnswer } from './chat-rows.ts'
import { eventsAfter } from './events.store.ts'
import { type AnswerEvent, createAnswerView } from './live-answer.ts'
import { lookRegularly } from './look-around.ts'
import { chatTopic } from './topics.ts'

const pageSize = 200

const isDurable = (event: VisitorEvent | PassingEvent): event is VisitorEvent => 'seq' in event
const isAnswer = (event: PassingEvent): event is AnswerEvent => event.type.startsWith('answer.')

export type Following = {
  /** Settles once everything that was there has been sent. */
  ready: Promise<number>
  stop(): void
}

export type FollowDeps = { db: Pick<Database, 'transaction' | 'snapshot'>; hub: Hub; present: Presenter }

/** What was missed may be more than a client can take at once: null, or what to wait for before it gets more. */
export type Room = () => Promise<void> | null

/**
 * Follows one chat from a number on: what is stored first, then what comes, each durable event once and in order. What
 * arrives early or was lost on the way is read from the database.
 * @param chat.isFor whether what passes by and belongs to no answer (typing) is for this follower.
 * @param onError the database failed: the follower has stopped, its client comes back with its last number.
 */
export function followChat(
  deps: FollowDeps,
  chat: {
    workspaceId: string
    chatId: string
    after: number
    isFor: (event: PassingEvent) => boolean
    room?: Room | undefined
  },
  send: (live: LiveEvent<ChatEvent>) => void,
  onError: (error: unknown) => void,
): Following {
  const follower = new ChatFollower(deps, chat, send, onError)
  return { ready: follower.begin(), stop: () => follower.stop() }
}

/** There may be thousands of these, idle nearly always: what is needed only while reading or answering is made then. */
class ChatFollower {
  readonly #deps: FollowDeps
  readonly #chat: Parameters<typeof followChat>[1]
  readonly #send: (live: LiveEvent<ChatEvent>) => void
  readonly #onError: (error: unknown) => void
  readonly #endings: (() => void)[]
  #lastSeq: number
  /** What was written under an older one is not shown: another server may not have heard yet that it must be silent. */
  #epoch = 0
  #stopped = false
  #isReading = false
  #lookAgain = false
  #held: LiveEvent<PassingEvent>[] = []
  #answer: ReturnType<typeof createAnswerView> | null = null

  constructor(
    deps: FollowDeps,
    chat: Parameters<typeof followChat>[1],
    send: (live: LiveEvent<ChatEvent>) => void,
    onError: (error: unknown) => void,
  ) {
    this.#deps = deps
    this.#chat = chat
    this.#send = send
    this.#onError = onError
    this.#lastSeq = chat.after
    const { db } = deps
    const { workspaceId, chatId } = chat
    const asker = { db, workspaceId, chatId, lastSeq: () => this.#lastSeq, catchUp: () => this.#catchUp() }
    this.#endings = [
      deps.hub.subscribe(chatTopic(chat.workspaceId, chat.chatId), (live) => this.#take(live)),
      lookRegularly(() => askForHead(asker)),
    ]
  }

  #take(live: LiveEvent | null): void {
    const event = live?.event as VisitorEvent | PassingEvent | undefined
    if (event && !isDurable(event)) return this.#passing(live as LiveEvent<PassingEvent>)
    if (event) this.#learnEpoch(event)
    if (event && event.seq <= this.#lastSeq) return
    if (event && event.seq === this.#lastSeq + 1 && !this.#isReading)
      return this.#durable(live as LiveEvent<VisitorEvent>)
    this.#catchUp()
  }

  #durable(live: LiveEvent<VisitorEvent>): void {
    this.#lastSeq = live.event.seq
    this.#learnEpoch(live.event)
    this.#send(live)
  }

  #learnEpoch(event: VisitorEvent): void {
    if ('state' in event) this.#epoch = Math.max(this.#epoch, event.state.epoch)
  }

  /** What passes by while the durable events are being read waits, so that it is not seen before what it follows. */
  #passing(live: LiveEvent<PassingEvent>): void {
    if (this.#stopped) return
    const epoch = 'epoch' in live.event ? live.event.epoch : this.#epoch
    if (this.#isReading) this.#held.push(live)
    else if (epoch < this.#epoch) return
    else if (epoch > this.#epoch) this.#afterChangeOfHands(live, epoch)
    else if (isAnswer(live.event)) this.#answerView().take(live as LiveEvent<AnswerEvent>)
    else if (this.#chat.isFor(live.event)) this.#send(live)
  }

  /** Another server's word of the change is still under way, or this follower came later than it. */
  #afterChangeOfHands(live: LiveEvent<PassingEvent>, epoch: number): void {
    this.#epoch = epoch
    this.#held.push(live)
    this.#catchUp()
  }

  #answerView() {
    this.#answer ??= createAnswerView({
      send: this.#send,
      fetch: () => this.#readAnswer(),
      onError: (error) => this.#fail(error),
    })
    return this.#answer
  }

  /** What was read may be of hands that have changed since, or of a change that this follower has not told yet. */
  async #readAnswer(): Promise<RunningAnswer | null> {
    const { workspaceId, chatId } = this.#chat
    const row = await this.#deps.db.transaction(workspaceId, (tx) => findOpenAnswer(tx, chatId))
    const answer = presentAnswer(row)
    if (!answer || answer.epoch === this.#epoch) return answer
    // Its pieces lead here again, once the change is told.
    if (answer.epoch > this.#epoch) this.#catchUp()
    return null
  }

  #catchUp(): void {
    this.#lookAgain = this.#isReading
    if (!this.#isReading && !this.#stopped) void this.#reading(this.#readOn())
  }

  /** Whatever is published meanwhile waits for the reading to be done. */
  async #reading<T>(work: Promise<T>): Promise<T | undefined> {
    this.#isReading = true
    try {
      return await work
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#isReading = false
      this.#goLive()
    }
    return undefined
  }

  #goLive(): void {
    if (this.#stopped) return
    if (this.#lookAgain) return this.#catchUp()
    const waiting = this.#held
    this.#held = []
    for (const live of waiting) this.#passing(live)
  }

  async #readOn(): Promise<void> {
    const { db } = this.#deps
    const { workspaceId, chatId } = this.#chat
    while (!this.#stopped) {
      const rows = await db.transaction(workspaceId, (tx) => eventsAfter(tx, chatId, this.#lastSeq, pageSize))
      await this.#tell(rows)
      if (rows.length < pageSize) return
    }
  }

  async #tell(rows: EventRow[]): Promise<void> {
    const { present } = this.#deps
    for (const row of rows) {
      if (this.#stopped || row.seq <= this.#lastSeq) continue
      this.#durable(new LiveEvent(present.visitorEvent(this.#chat.workspaceId, row)))
      const wait = this.#chat.room?.()
      if (wait) await wait
    }
  }

  /** The running answer is read as of the moment up to which the events were: so it follows its question. */
  begin(): Promise<number> {
    const first = this.#readFromStart()
    void this.#reading(first)
    return first
  }

  async #readFromStart(): Promise<number> {
    const { workspaceId, chatId } = this.#chat
    let isMore = true
    while (isMore && !this.#stopped) {
      const { rows, answer } = await this.#deps.db.snapshot(workspaceId, async (tx) => {
        const rows = await eventsAfter(tx, chatId, this.#lastSeq, pageSize)
        return { rows, answer: rows.length < pageSize ? await findOpenAnswer(tx, chatId) : undefined }
      })
      isMore = rows.length === pageSize
      await this.#tell(rows)
      const saved = presentAnswer(answer)
      if (!saved || this.#stopped) continue
      this.#epoch = Math.max(this.#epoch, saved.epoch)
      if (saved.epoch === this.#epoch) this.#answerView().offer(saved)
    }
    return this.#lastSeq
  }

  #fail(error: unknown): void {
    if (this.#stopped) return
    this.stop()
    this.#onError(error)
  }

  stop(): void {
    this.#stopped = true
    for (const end of this.#endings) end()
    this.#answer?.stop()
  }
}
