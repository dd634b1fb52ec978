import type { ChatEvent, DurableEvent, PassingEvent } from '@minichat/contracts'
import type { Database } from '../../platform/database/database.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { eventsAfter, findOpenAnswer } from './chat.store.ts'
import { type Presenter, presentAnswer } from './chat-rows.ts'
import { createAnswerView } from './live-answer.ts'
import { chatTopic } from './topics.ts'

const pageSize = 200
/** A notice may be lost between processes: so often a follower looks for itself. */
const lookEveryMs = 15_000

const isDurable = (event: DurableEvent | PassingEvent): event is DurableEvent => 'seq' in event

export type Following = {
  /** Settles once everything that was there has been sent. */
  ready: Promise<number>
  stop(): void
}

/**
 * Follows one chat from a number on: what is stored first, then what comes, each durable event once and in order. What
 * arrives early or was lost on the way is read from the database.
 * @param onError the database failed: the follower has stopped, its client comes back with its last number.
 */
export function followChat(
  deps: { db: Database; hub: Hub; present: Presenter },
  chat: { workspaceId: string; chatId: string; after: number },
  send: (event: ChatEvent) => void,
  onError: (error: unknown) => void,
): Following {
  const { db, hub, present } = deps
  const { workspaceId, chatId } = chat
  let lastSeq = chat.after
  let stopped = false
  let catchingUp: Promise<void> | null = null
  let lookAgain = false
  let held: PassingEvent[] = []
  const readAnswer = async () => presentAnswer(await db.transaction(workspaceId, (tx) => findOpenAnswer(tx, chatId)))
  const view = createAnswerView({ send, fetch: readAnswer, onError: fail })

  const unsubscribe = hub.subscribe(chatTopic(workspaceId, chatId), (live) => {
    const event = live && (live.event as DurableEvent | PassingEvent)
    if (event && !isDurable(event)) return passing(event)
    if (event && event.seq <= lastSeq) return
    if (event && event.seq === lastSeq + 1 && !catchingUp) return durable(event)
    catchUp()
  })
  const looking = setInterval(catchUp, lookEveryMs)

  function durable(event: DurableEvent) {
    lastSeq = event.seq
    send(event)
  }

  /** What passes by while the durable events are being read waits, so that it is not seen before what it follows. */
  function passing(event: PassingEvent) {
    if (stopped) return
    if (catchingUp) held.push(event)
    else view.take(event)
  }

  function catchUp() {
    if (catchingUp) {
      lookAgain = true
      return
    }
    catchingUp = readOn().finally(goLive)
    catchingUp.catch(fail)
  }
  function goLive() {
    catchingUp = null
    if (stopped) return
    if (lookAgain) {
      lookAgain = false
      return catchUp()
    }
    const waiting = held
    held = []
    for (const event of waiting) passing(event)
  }
  async function readOn() {
    while (!stopped) {
      const rows = await db.transaction(workspaceId, (tx) => eventsAfter(tx, chatId, lastSeq, pageSize))
      for (const row of rows) if (!stopped && row.seq > lastSeq) durable(present.event(workspaceId, row))
      if (rows.length < pageSize) return
    }
  }

  function fail(error: unknown) {
    if (stopped) return
    stop()
    onError(error)
  }
  function stop() {
    stopped = true
    unsubscribe()
    clearInterval(looking)
    view.stop()
  }

  /** The answer is offered when nothing happened between reading it and the events: so it follows its question. */
  async function begin() {
    let saved: Awaited<ReturnType<typeof readAnswer>> = null
    let before: number
    do {
      before = lastSeq
      saved = await readAnswer()
      await readOn()
    } while (lastSeq !== before && !stopped)
    if (!stopped) view.offer(saved)
    return lastSeq
  }
  // Whatever is published meanwhile waits for the reading to be done.
  const first = begin()
  catchingUp = first.then(
    () => {},
    () => {},
  )
  void catchingUp.then(goLive)
  first.catch(fail)
  return { ready: first, stop }
}
