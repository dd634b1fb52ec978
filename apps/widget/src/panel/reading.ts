import type { Message } from '@minichat/contracts'
import { CallError } from './api.ts'
import type { Timers } from './timers.ts'
import type { View } from './view.ts'

type Marks = { deliveredSeq?: number; readSeq?: number }

type Options = {
  timers: Timers
  /** Whether the visitor has the end of the conversation in view. */
  isReading: () => boolean
  /** One tab tells what has arrived; each tells what was seen in it. */
  tellsDelivered: () => boolean
  tell: (marks: Marks) => Promise<unknown>
}

const readDelayMs = 400
const deliveredDelayMs = 1000
const retryMs = 5000

/** What of the others' messages the visitor has seen, here or in another tab, and telling the server how far that is. */
export function createReading({ timers, isReading, tellsDelivered, tell }: Options) {
  let chatId: string | null = null
  let readSeq = 0
  let latest: View | null = null
  /** Read, and not told so yet. */
  let waitingSeq = 0
  const told = { deliveredSeq: 0, readSeq: 0 }

  /** @returns how many messages are unread. */
  function update(view: View): number {
    latest = view
    if (view.chatId !== chatId) {
      chatId = view.chatId
      readSeq = waitingSeq = told.readSeq = told.deliveredSeq = 0
    }
    const theirs = view.messages.filter(({ author, state }) => author.kind !== 'visitor' && state !== 'removed')
    const newest = theirs.at(-1)?.seq ?? 0
    // Whoever writes has seen what stands above.
    const written = lastOf(view.messages, ({ author }) => author.kind === 'visitor')
    readSeq = Math.max(readSeq, view.marks.visitorReadSeq, written, isReading() ? newest : 0)
    if (view.phase === 'ready' && chatId)
      schedule(
        view,
        lastOf(theirs, ({ seq }) => seq <= readSeq),
        newest,
      )
    return theirs.filter(({ seq, state }) => seq > readSeq && state !== 'replaced').length
  }

  function schedule({ marks }: View, read: number, newest: number): void {
    if (read > Math.max(marks.visitorReadSeq, told.readSeq)) {
      waitingSeq = read
      later('read', readDelayMs, tellRead)
    } else if (newest > Math.max(marks.visitorDeliveredSeq, told.deliveredSeq, told.readSeq) && tellsDelivered()) {
      later('delivered', deliveredDelayMs, () => send({ deliveredSeq: newest }))
    }
  }

  function later(name: string, ms: number, action: () => unknown): void {
    if (!timers.isSet(name)) timers.later(name, ms, action)
  }

  function tellRead(): void {
    timers.stop('read')
    if (waitingSeq > told.readSeq) void send({ readSeq: waitingSeq })
  }

  async function send(marks: Marks): Promise<void> {
    const before = { ...told }
    Object.assign(told, marks)
    try {
      await tell(marks)
    } catch (error) {
      const isLost = error instanceof CallError && !error.isTransient
      if (isLost) return
      timers.later('marks', retryMs, () => {
        Object.assign(told, before)
        if (latest) update(latest)
      })
    }
  }

  return {
    update,
    readSeq: () => readSeq,
    /** Tells at once what was read: the page may not be there any more in a moment. */
    flush: tellRead,
  }
}

const lastOf = (messages: Message[], is: (message: Message) => boolean) => [...messages].reverse().find(is)?.seq ?? 0
