import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, readEventStream } from '../../packages/client/src/index.ts'
import type { ChatEvent } from '../../packages/contracts/src/index.ts'

const reconnectMs = 100

/** How far the answer had got when the takeover came. */
export type Moment = 'before it' | 'within it' | 'after it'
export type Witness = {
  aiMessages: number
  deltas: number
  moments: Record<Moment, number>
  /** Interrupted parts that were kept, each before its takeover. */
  kept: number
  details: string[]
}

/**
 * A visitor's page that watches what the AI says after a takeover: messages by the number of their question, deltas by the
 * number of hands (the epoch) they were written under.
 */
export function watchTakeovers(client: Client, widgetKey: string, token: string, witness: Witness) {
  const page = new AbortController()
  let lastSeq = 0
  let takenOverSeq = 0
  let hands = 0
  let isSilent = false
  let moment: Moment = 'before it'
  let waiting: { done: (event: ChatEvent) => boolean; resolve: () => void }[] = []

  function blame(kind: 'aiMessages' | 'deltas', event: ChatEvent) {
    witness[kind] += 1
    if (witness.details.length < 5) witness.details.push(`after takeover ${takenOverSeq}: ${JSON.stringify(event)}`)
  }
  function apply(event: ChatEvent) {
    if ('seq' in event) lastSeq = event.seq
    if (event.type === 'chat.taken_over') {
      takenOverSeq = event.seq
      isSilent = true
      hands = event.state.epoch
      witness.moments[moment] += 1
    }
    if (event.type === 'chat.handed_back') {
      isSilent = false
      hands = event.state.epoch
    }
    if (event.type === 'message.created' && event.message.author.kind === 'visitor') moment = 'before it'
    if (event.type === 'message.created' && event.message.author.kind === 'ai') {
      const { answersSeq, state } = event.message
      if (isSilent || (answersSeq ?? 0) < takenOverSeq) blame('aiMessages', event)
      if (state === 'complete') moment = 'after it'
      else witness.kept += 1
    }
    if ((event.type === 'answer.delta' || event.type === 'answer.snapshot') && event.text !== '') {
      if (isSilent || event.epoch < hands) blame('deltas', event)
      moment = 'within it'
    }
    waiting = waiting.filter((one) => {
      if (!one.done(event)) return true
      one.resolve()
      return false
    })
  }

  return {
    async follow(): Promise<void> {
      while (!page.signal.aborted) {
        try {
          const call = { params: { widgetKey }, body: { token, after: lastSeq }, signal: page.signal }
          const response = await client.stream('POST /api/v1/visitor/:widgetKey/stream', call)
          for await (const event of readEventStream<ChatEvent>(response)) apply(event)
        } catch {
          // Closed, or the line broke: the next one goes on after the last number.
        }
        await sleep(reconnectMs)
      }
    },
    /** Settles with the next event for which this holds, or when the time is up. @returns whether it came. */
    async next(done: (event: ChatEvent) => boolean, withinMs: number): Promise<boolean> {
      const { promise, resolve } = Promise.withResolvers<boolean>()
      const one = { done, resolve: () => resolve(true) }
      waiting.push(one)
      const timer = setTimeout(() => resolve(false), withinMs)
      const came = await promise
      clearTimeout(timer)
      waiting = waiting.filter((other) => other !== one)
      return came
    },
    close: () => page.abort(),
  }
}
