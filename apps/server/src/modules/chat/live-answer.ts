import type { PassingEvent, RunningAnswer } from '@minichat/contracts'
import { LiveEvent } from '../../platform/realtime/live-event.ts'

export type AnswerEvent = Extract<PassingEvent, { type: `answer.${string}` }>
type Delta = Extract<AnswerEvent, { type: 'answer.delta' }>

/** The text so far is saved about once a second, so a look sooner finds nothing new. */
const snapshotEveryMs = 1000
/** After a saved text: the first look may come in the moment before the next saving. */
const looksAfterwards = 2

/**
 * Keeps one client's copy of the answer that is being written whole. Deltas that do not join on to what the client has
 * (it came late, or one was lost) wait; the saved text fills the gap and they follow.
 * @param fetch reads the saved text.
 */
export function createAnswerView(deps: {
  send: (live: LiveEvent<PassingEvent>) => void
  fetch: () => Promise<RunningAnswer | null>
  onError: (error: unknown) => void
}) {
  const { send } = deps
  /** How much of which answer the client has. */
  let has: { id: string; attempt: number; length: number } | null = null
  let ahead: LiveEvent<Delta>[] = []
  let looksLeft = 0
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const isCurrent = (one: { answerId: string; attempt: number }) =>
    has?.id === one.answerId && has.attempt === one.attempt

  function replace(snapshot: RunningAnswer, live?: LiveEvent<PassingEvent>) {
    const { answerId, attempt, epoch, text } = snapshot
    has = { id: answerId, attempt, length: text.length }
    send(live ?? new LiveEvent({ type: 'answer.snapshot', answerId, attempt, epoch, text }))
    const waiting = ahead.filter(({ event }) => isCurrent(event))
    ahead = []
    for (const delta of waiting) append(delta)
  }

  function append(live: LiveEvent<Delta>) {
    const delta = live.event
    if (!isCurrent(delta) && delta.offset === 0) return replace(delta)
    if (!has || !isCurrent(delta) || delta.offset > has.length) {
      ahead.push(live)
      return fetchSoon()
    }
    // As it comes, for all who follow closely; the part that is new to those who know some of it already.
    const text = delta.text.slice(has.length - delta.offset)
    if (text === '') return
    send(delta.offset === has.length ? live : new LiveEvent({ ...delta, offset: has.length, text }))
    has.length += text.length
  }

  function fetchSoon() {
    timer ??= setTimeout(() => {
      timer = undefined
      if (!stopped) deps.fetch().then(offer, deps.onError)
    }, snapshotEveryMs)
  }

  /** A saved text: taken when it is of a newer attempt or longer than what the client has. */
  function offer(saved: RunningAnswer | null) {
    if (stopped || !saved) return
    const isOlder = has?.id === saved.answerId && has.attempt > saved.attempt
    if (!isOlder && !(has && isCurrent(saved) && has.length >= saved.text.length)) {
      replace(saved)
      looksLeft = looksAfterwards
      // What was written between the saving and our coming passed by unseen, and the next words may be long in coming.
      return fetchSoon()
    }
    looksLeft -= 1
    if (looksLeft > 0 || ahead.some(({ event }) => isCurrent(event))) fetchSoon()
  }

  return {
    offer,
    take(live: LiveEvent<AnswerEvent>) {
      const { event } = live
      if (event.type === 'answer.delta') return append(live as LiveEvent<Delta>)
      if (event.type === 'answer.snapshot') return replace(event, live)
      if (event.type === 'answer.waiting') return send(live)
      has = null
      ahead = []
      send(live)
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
