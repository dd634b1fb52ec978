import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, readEventStream } from '../../packages/client/src/index.ts'
import type { ChatEvent } from '../../packages/contracts/src/index.ts'

const retryMs = { from: 300, to: 900 }

/** A visitor's tab that only listens, and comes back when it is told to, or by itself. */
export function createTab(client: Client, widgetKey: string, token: string) {
  const closing = new AbortController()
  let lastSeq = 0
  let lines = 0
  let hints: number[] = []
  let readyAt: number | null = null

  function apply(event: ChatEvent) {
    if ('seq' in event) lastSeq = event.seq
    if (event.type === 'ready') {
      lines += 1
      readyAt = performance.now()
    }
    if (event.type === 'reconnect') hints.push(event.afterMs)
  }
  return {
    async follow(): Promise<void> {
      while (!closing.signal.aborted) {
        const told = hints.length
        try {
          const call = { params: { widgetKey }, body: { token, after: lastSeq }, signal: closing.signal }
          const response = await client.stream('POST /api/v1/visitor/:widgetKey/stream', call)
          for await (const event of readEventStream<ChatEvent>(response)) apply(event)
        } catch {
          // Cut, or nobody there yet.
        }
        const by = retryMs.from + Math.random() * (retryMs.to - retryMs.from)
        await sleep(hints.length > told ? (hints.at(-1) ?? by) : by, undefined, { signal: closing.signal }).catch(
          () => {},
        )
      }
    },
    /** Forgets what happened so far. */
    forget() {
      hints = []
      readyAt = null
    },
    /** What it was told about coming back, in milliseconds. */
    hints: () => hints,
    /** When it was there last, by `performance.now()`. */
    readyAt: () => readyAt,
    lines: () => lines,
    close: () => closing.abort(),
  }
}

export type Tab = ReturnType<typeof createTab>
