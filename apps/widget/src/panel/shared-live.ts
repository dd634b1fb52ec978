import type { ChatEvent, RunningAnswer } from '@minichat/contracts'
import type { createLive } from './live.ts'
import type { Locks } from './locks.ts'
import type { Tabs } from './tabs.ts'

type LiveOptions = Parameters<typeof createLive>[0]
type Follow = (options: LiveOptions) => ReturnType<typeof createLive>

type Options = LiveOptions & {
  follow: Follow
  tabs: Tabs
  locks: Locks
  chatId: () => string | null
  /** How far this tab is. */
  progress: () => { lastSeq: number; answer: RunningAnswer | null }
  /** What came after the last number, from the server: for tabs that missed what the leader told. */
  catchUp: () => Promise<ChatEvent[]>
}

const beatMs = 5000
/** A leader that says nothing for so long does not run: frozen, or broken. */
const silenceMs = 15_000
const replyMs = 1500

/**
 * One live connection for all tabs of a browser. The tab whose turn it is follows the server and tells the others each
 * event; when it goes, the next one takes over at the number it has. Where tabs cannot talk, each follows by itself.
 */
export function createSharedLive(options: Options) {
  const { tabs, locks, progress, onEvent, onConnection } = options
  let run: AbortController | null = null
  let turn: AbortSignal | null = null
  let isLeader = false
  let isUp = false
  let isCatchingUp = false
  let silence: ReturnType<typeof setTimeout> | undefined

  const live = options.follow({
    ...options,
    onEvent: (event) => {
      onEvent(event)
      const chatId = options.chatId()
      if (chatId) tabs.tell({ type: 'event', chatId, event })
    },
    onConnection: (up) => {
      isUp = up
      onConnection(up)
      tellHere()
    },
    onAlive: tellHere,
  })

  function tellHere(): void {
    const chatId = options.chatId()
    if (isLeader && chatId) tabs.tell({ type: 'here', chatId, isUp, ...progress() })
  }

  function ask(surely: boolean): void {
    const chatId = options.chatId()
    if (chatId) tabs.tell({ type: 'ask', chatId, surely })
  }

  async function attend(lifetime: AbortSignal, chatId: string, steal = false): Promise<void> {
    await locks(`live:${chatId}`, lifetime, lead, steal)
    // Another tab took the turn: wait for the next one.
    if (!lifetime.aborted) void attend(lifetime, chatId)
  }

  async function lead(lost: AbortSignal): Promise<void> {
    if (lost.aborted) return
    turn = lost
    isLeader = true
    clearTimeout(silence)
    live.start()
    tellHere()
    const beat = setInterval(tellHere, beatMs)
    await new Promise((resolve) => lost.addEventListener('abort', resolve))
    clearInterval(beat)
    if (turn === lost) quit()
  }

  function quit(): void {
    turn = null
    isLeader = false
    live.stop()
  }

  /** Without a word of the leader for this long, its turn is taken. */
  function expectWord(ms: number): void {
    clearTimeout(silence)
    const waiting = run
    const chatId = options.chatId()
    if (!waiting || !chatId || isLeader) return
    silence = setTimeout(() => {
      if (waiting.signal.aborted || isLeader) return
      waiting.abort()
      run = new AbortController()
      void attend(run.signal, chatId, true)
    }, ms)
  }

  async function catchUp(): Promise<void> {
    if (isCatchingUp) return
    isCatchingUp = true
    try {
      for (const event of await options.catchUp()) if (event.type !== 'reconnect') onEvent(event)
    } catch {
      // The next word of the leader shows the gap again.
    }
    isCatchingUp = false
  }

  function receive(event: ChatEvent): void {
    const { lastSeq, answer } = progress()
    if (event.type === 'ready' ? event.lastSeq > lastSeq : 'seq' in event && event.seq > lastSeq + 1) {
      return void catchUp()
    }
    if (
      event.type === 'answer.delta' &&
      event.offset > (answer?.answerId === event.answerId ? answer.text.length : 0)
    ) {
      return ask(false)
    }
    if (event.type !== 'ready') onEvent(event)
  }

  tabs.listen((message) => {
    if (!('chatId' in message) || message.chatId !== options.chatId()) return
    if (message.type === 'ask') {
      tellHere()
      if (message.surely && isLeader) live.verify()
      return
    }
    if (isLeader) return
    expectWord(silenceMs)
    if (message.type === 'event') return receive(message.event)
    onConnection(message.isUp)
    if (message.lastSeq > progress().lastSeq) void catchUp()
    const { answer } = message
    if (answer && answer.text !== progress().answer?.text) onEvent({ type: 'answer.snapshot', ...answer })
  })

  return {
    start: () => {
      const chatId = options.chatId()
      if (run || !chatId) return
      run = new AbortController()
      if (!tabs.isConnected()) {
        isLeader = true
        return live.start()
      }
      void attend(run.signal, chatId)
      ask(false)
      expectWord(silenceMs)
    },
    stop: () => {
      run?.abort()
      run = null
      clearTimeout(silence)
      quit()
    },
    /** Looks whether the connection still lives; `surely` connects again in any case. */
    verify: (surely = false) => {
      if (isLeader) return live.verify(surely)
      if (!run) return
      ask(true)
      expectWord(replyMs)
    },
    isLeader: () => isLeader,
  }
}
