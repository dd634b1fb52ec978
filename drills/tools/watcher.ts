import { setTimeout as sleep } from 'node:timers/promises'
import { createClient, readEventStream } from '../../packages/client/src/index.ts'
import type { ChatEvent, Message, RunningAnswer } from '../../packages/contracts/src/index.ts'

const reconnectMs = 50

/**
 * A visitor's browser: what it shows of the chat, built from the session and the events after it. Comes back by itself
 * when the line breaks.
 * @param isBlind sabotage: takes no notice of where a piece of text belongs.
 */
export function createWatcher(options: {
  url: string
  widgetKey: string
  isBlind: boolean
  onShown: (text: string) => void
}) {
  const client = createClient({ baseUrl: options.url })
  const params = { widgetKey: options.widgetKey }
  let token: string | null = null
  let lastSeq = 0
  let answer: Pick<RunningAnswer, 'answerId' | 'attempt' | 'text'> | null = null
  let messages: Message[] = []
  let repeats = 0
  let line = new AbortController()
  let changedAt = 0
  let longestStillMs = 0

  function changed() {
    const now = performance.now()
    longestStillMs = Math.max(longestStillMs, now - changedAt)
    changedAt = now
  }
  function apply(event: ChatEvent) {
    if ('seq' in event) {
      if (event.seq <= lastSeq) repeats += 1
      lastSeq = Math.max(lastSeq, event.seq)
    }
    if (event.type === 'message.created') {
      changed()
      messages.push(event.message)
    }
    if (event.type === 'answer.waiting') changed()
    if (event.type === 'answer.ended') answer = null
    if (event.type === 'answer.snapshot') {
      const before = options.isBlind && answer?.answerId === event.answerId ? answer.text : ''
      show({ ...event, text: before + event.text })
    }
    if (event.type === 'answer.delta') {
      const shown = answer?.answerId === event.answerId ? answer.text : ''
      const text = options.isBlind ? shown : shown.slice(0, event.offset)
      show({ ...event, text: text + event.text })
    }
  }
  function show(next: NonNullable<typeof answer>) {
    if (next.text !== answer?.text) changed()
    answer = next
    options.onShown(next.text)
  }

  return {
    /** Opens the page, for the first time or again: what was shown before is forgotten. */
    async open(): Promise<void> {
      const { data } = await client.request('POST /api/v1/visitor/:widgetKey/session', { params, body: { token } })
      token = data.token
      messages = data.messages
      lastSeq = data.chat?.lastSeq ?? 0
      answer = null
      changedAt = performance.now()
      longestStillMs = 0
      if (data.answer) show(data.answer)
    },

    /** Follows until the page is closed, over as many lines as it takes. */
    async follow(): Promise<void> {
      const { signal } = (line = new AbortController())
      while (!signal.aborted) {
        try {
          const body = { token: token ?? '', after: lastSeq }
          const response = await client.stream('POST /api/v1/visitor/:widgetKey/stream', { params, body, signal })
          for await (const event of readEventStream<ChatEvent>(response)) apply(event)
        } catch {
          // Cut, or nobody there: the next try tells.
        }
        await sleep(reconnectMs)
      }
    },
    close: () => line.abort(),

    /** @param clientMessageId the same for every try. */
    ask: (text: string, clientMessageId: string) =>
      client.request('POST /api/v1/visitor/:widgetKey/messages', {
        params,
        body: { token: token ?? '', clientMessageId, text },
      }),

    answers: () => messages.filter((message) => message.author.kind === 'ai'),
    /** Events that came although they were there already. */
    repeats: () => repeats,
    /** The longest time without any change on the page since it was opened. */
    longestStillMs: () => longestStillMs,
  }
}

export type Watcher = ReturnType<typeof createWatcher>
