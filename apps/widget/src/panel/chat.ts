import type { Locale } from '@minichat/contracts'
import type { PanelHost } from '../shared/handover.ts'
import { storagePrefix } from '../shared/storage-names.ts'
import { type Body, CallError, createApi, type Data } from './api.ts'
import { createLive } from './live.ts'
import { createOutbox, type Entry, newMessageId } from './outbox.ts'
import { createSession } from './session.ts'
import { type Action, reduce } from './state.ts'
import { createStorage, deviceStorage } from './storage.ts'
import { texts } from './texts.ts'
import { emptyView, type Problem, type View } from './view.ts'
import { createPause } from './wait.ts'

type Host = Pick<PanelHost, 'base' | 'widgetKey' | 'locale'>
type TokenAction = 'messages' | 'history' | 'person' | 'poll'

/** Without a word of the AI for this long the dots are a lie. */
const longestWaitMs = 45_000
const endedAnswerMs = 1000
/** A break shorter than this is nobody's business. */
const quietBreakMs = 4000
/** A tab that nobody looks at gives its connection back: browsers allow six to a host over all tabs. */
const hiddenMs = 60_000
const pageUrlMax = 2000

/** Everything the panel does beyond showing: calls, live connection, outbox, and the view that comes of them. */
export function createChat(host: Host, lifetime: AbortSignal, onChange: (view: View) => void) {
  const storage = createStorage(storagePrefix(host.widgetKey), deviceStorage())
  const api = createApi(host.base, host.widgetKey, lifetime)
  const session = createSession(api, storage)
  const pauses = createPause(lifetime)
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let view: View = { ...emptyView, online: navigator.onLine, expectsHistory: session.isKnown() }
  let wantsPerson = false

  const outbox = createOutbox({
    storage,
    pause: pauses.pause,
    post: async (entry) => {
      if (view.phase !== 'ready') await begin()
      const message = await deliver(entry, host.locale)
      return message
    },
    onStored: (message) => {
      dispatch({ type: 'stored', message })
      live.start()
      if (wantsPerson) void requestPerson()
    },
    onUnsent: ({ clientMessageId }, problem) => dispatch({ type: 'unsent', clientMessageId, problem }),
  })

  const live = createLive({
    stream: (signal) => api.open('stream', { token: session.token(), after: view.lastSeq }, signal),
    poll: async (signal) => {
      const body = { token: session.token(), after: view.lastSeq, waitMs: 25_000 }
      return (await api.post('poll', body, 35_000, signal)).data.events
    },
    onEvent: (event) => dispatch({ type: 'event', event }),
    onConnection: (isUp) => {
      if (!isUp) return later('break', quietBreakMs, () => dispatch({ type: 'network', disconnected: true }))
      later('break', 0, () => {})
      if (view.disconnected) dispatch({ type: 'network', disconnected: false })
      void outbox.send()
    },
    renew: () => begin(),
  })

  function dispatch(action: Action): void {
    if (lifetime.aborted) return
    const before = view
    view = reduce(view, action)
    if (view === before) return
    const { answer } = view
    if (answer?.ended && !before.answer?.ended) {
      later('answer', endedAnswerMs, () => dispatch({ type: 'answer-gone', answerId: answer.answerId }))
    }
    if (view.awaiting && !before.awaiting) later('waited', longestWaitMs, () => dispatch({ type: 'waited' }))
    if (view.chat.status === 'closed') live.stop()
    onChange(view)
  }

  /** One timer per name; a new one takes the place of the old. */
  function later(name: string, ms: number, action: () => void): void {
    clearTimeout(timers.get(name))
    timers.set(name, setTimeout(action, ms))
  }

  /** @throws CallError when there is no session to be had now. */
  async function begin(options: { insteadOf?: string | null; forget?: boolean } = {}): Promise<void> {
    if (view.phase === 'failed') dispatch({ type: 'starting' })
    try {
      const started = await session.start(options.insteadOf)
      if (started.chat?.id !== view.chatId) live.stop()
      dispatch({ type: 'session', session: started, forget: options.forget ?? false })
      if (started.chat?.status === 'open') live.start()
    } catch (error) {
      if (view.phase === 'starting') dispatch({ type: 'session-failed' })
      throw error
    }
  }

  /** A call with the token; once more with a new one where the server does not take it. */
  async function call<A extends TokenAction>(action: A, body: Omit<Body<A>, 'token'>) {
    const send = () => api.post(action, { ...body, token: session.token() } as Body<A>)
    const used = session.token()
    try {
      return await send()
    } catch (error) {
      if (problemOf(error) !== 'INVALID_VISITOR_TOKEN') throw error
      if (session.token() === used) await begin()
      return send()
    }
  }

  async function deliver({ clientMessageId, text }: Entry, locale: Locale): Promise<Data<'messages'>> {
    const body = { clientMessageId, text, locale, pageUrl: pageUrl() }
    try {
      return (await call('messages', body)).data
    } catch (error) {
      if (problemOf(error) !== 'SESSION_CLOSED') throw error
      await begin({ insteadOf: view.chatId })
      return (await call('messages', body)).data
    }
  }

  function send(text: string): Promise<void> {
    const entry = { clientMessageId: newMessageId(), text, createdAt: new Date().toISOString() }
    outbox.add(entry)
    dispatch({ type: 'queued', pending: { ...entry, problem: null } })
    pauses.wake()
    return outbox.send()
  }

  /** Tries everything that waits again, at once. */
  function retry(): void {
    for (const entry of outbox.waiting()) dispatch({ type: 'retried', clientMessageId: entry.clientMessageId })
    pauses.wake()
    void outbox.send()
  }

  async function requestPerson(): Promise<void> {
    // There is no chat to hand over before the first message: asking is that message.
    wantsPerson = !view.chatId
    if (wantsPerson) return send(texts[host.locale].askForPerson)
    dispatch({ type: 'person-problem', problem: false })
    try {
      dispatch({ type: 'chat', chat: (await call('person', {})).data })
    } catch {
      dispatch({ type: 'person-problem', problem: true })
    }
  }

  function onNetwork(): void {
    dispatch({ type: 'network', online: navigator.onLine })
    if (!navigator.onLine) return
    live.verify(true)
    recover()
  }

  /** What was given up is tried again when something speaks for it. */
  function recover(): void {
    if (view.phase === 'failed') void begin().catch(() => {})
    if (outbox.waiting().length > 0) retry()
  }

  function onVisible(): void {
    if (document.hidden) return later('hidden', hiddenMs, () => live.stop())
    later('hidden', 0, () => {})
    if (view.chatId && view.chat.status === 'open') live.start()
    live.verify()
    recover()
  }

  // A page that holds a connection is not kept for the back button.
  addEventListener('pagehide', () => live.stop(), { signal: lifetime })
  addEventListener('pageshow', onVisible, { signal: lifetime })
  addEventListener('online', onNetwork, { signal: lifetime })
  addEventListener('offline', onNetwork, { signal: lifetime })
  addEventListener('focus', onVisible, { signal: lifetime })
  document.addEventListener('visibilitychange', onVisible, { signal: lifetime })
  lifetime.addEventListener('abort', () => {
    live.stop()
    for (const timer of timers.values()) clearTimeout(timer)
  })

  return {
    view: () => view,
    retry: recover,
    start: () => {
      for (const entry of outbox.waiting()) dispatch({ type: 'queued', pending: { ...entry, problem: null } })
      return begin().then(outbox.send, () => {})
    },
    send,
    /** Sends again what was not taken, with the same id. */
    resend: (clientMessageId: string) => {
      const pending = view.pending.find((other) => other.clientMessageId === clientMessageId)
      if (!pending) return
      const { text, createdAt } = pending
      outbox.add({ clientMessageId, text, createdAt })
      dispatch({ type: 'retried', clientMessageId })
      retry()
    },
    /** In place of a chat that has ended or is full. */
    startNew: async () => {
      live.stop()
      await begin({ insteadOf: view.chatId, forget: true }).catch(() => dispatch({ type: 'session-failed' }))
      retry()
    },
    requestPerson,
    loadOlder: async () => {
      const { olderCursor, older } = view
      if (!olderCursor || older === 'loading') return
      dispatch({ type: 'older-state', older: 'loading' })
      try {
        const { data, metadata } = await call('history', { cursor: olderCursor })
        dispatch({ type: 'older', messages: data, cursor: metadata.nextCursor ?? null })
      } catch {
        dispatch({ type: 'older-state', older: 'failed' })
      }
    },
  }
}

const problemOf = (error: unknown): Problem | null => (error instanceof CallError ? error.problem : null)

/** The page without its fragment, which may hold anything; only where it is a web page. */
function pageUrl(): string | undefined {
  const url = location.origin + location.pathname + location.search
  return url.startsWith('http') && url.length <= pageUrlMax ? url : undefined
}
