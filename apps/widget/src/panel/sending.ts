import type { Locale, Message } from '@minichat/contracts'
import type { PanelHost } from '../shared/handover.ts'
import { problemOf } from './api.ts'
import type { Locks } from './locks.ts'
import { createOutbox, newMessageId } from './outbox.ts'
import type { Place } from './place.ts'
import type { Storage } from './storage.ts'
import type { Store } from './store.ts'
import type { Tabs } from './tabs.ts'
import type { Entry, Problem } from './view.ts'
import type { Visit } from './visit.ts'
import { createPause } from './wait.ts'

type Options = Pick<PanelHost, 'emit' | 'report'> & {
  storage: Storage
  locks: Locks
  tabs: Tabs
  store: Store
  visit: Visit
  lifetime: AbortSignal
  locale: () => Locale
  place: () => Place
  onStored: () => void
}

/** From the composer to the server's acknowledgement, together with the other tabs. */
export function createSending(options: Options) {
  const { storage, locks, tabs, store, visit, lifetime, emit, report } = options
  const { view, dispatch } = store
  const pauses = createPause(lifetime)
  /** Written in this page: the page's listeners hear of these. */
  const own = new Set<string>()

  const outbox = createOutbox({
    storage,
    locks,
    lifetime,
    pause: pauses.pause,
    post: deliver,
    onStored: (message) => {
      tabs.tell({ type: 'stored', message })
      take(message)
    },
    onUnsent: ({ clientMessageId }, problem) => {
      tabs.tell({ type: 'unsent', clientMessageId, problem })
      miss(clientMessageId, problem)
      report('send', problem)
    },
  })

  async function deliver({ clientMessageId, text }: Entry): Promise<Message> {
    const assertSameVisitor = visit.guard()
    const body = { clientMessageId, text, locale: options.locale(), pageUrl: options.place().pageUrl }
    const post = async () => {
      assertSameVisitor()
      const { data } = await visit.call('messages', body)
      assertSameVisitor()
      return data
    }
    if (view().phase !== 'ready') await visit.begin()
    try {
      return await post()
    } catch (error) {
      if (problemOf(error) !== 'SESSION_CLOSED') throw error
      await visit.begin({ insteadOf: view().chatId })
      return post()
    }
  }

  function take(message: Message): void {
    dispatch({ type: 'stored', message })
    const { id, clientMessageId, text } = message
    if (own.delete(clientMessageId ?? '')) emit('sent', { id, clientMessageId, text })
    options.onStored()
  }

  function miss(clientMessageId: string, problem: Problem): void {
    dispatch({ type: 'unsent', clientMessageId, problem })
    if (own.has(clientMessageId)) emit('error', { code: problem, clientMessageId })
  }

  function queue(entry: Omit<Entry, 'place'>): void {
    const placed = outbox.add(entry)
    own.add(entry.clientMessageId)
    dispatch({ type: 'queued', pending: { ...placed, problem: null } })
    tabs.tell({ type: 'queued', entry: placed })
    pauses.wake()
  }

  /** Tries everything that waits again, at once. */
  function retry(): void {
    for (const { clientMessageId } of outbox.waiting()) dispatch({ type: 'retried', clientMessageId })
    pauses.wake()
    void outbox.send()
  }

  tabs.listen((message) => {
    if (message.type === 'queued') dispatch({ type: 'queued', pending: { ...message.entry, problem: null } })
    else if (message.type === 'unsent') miss(message.clientMessageId, message.problem)
    else if (message.type === 'stored') {
      const { chatId } = view()
      // The old chat had ended: the other tab has begun a new one.
      if (chatId !== null && chatId !== message.message.chatId) void visit.begin().catch(() => {})
      else take(message.message)
    }
  })

  return {
    /** What an earlier page, or another tab, has left to send. */
    restore: () => {
      for (const entry of outbox.waiting()) {
        own.add(entry.clientMessageId)
        dispatch({ type: 'queued', pending: { ...entry, problem: null } })
      }
    },
    go: () => outbox.send(),
    /** Keeps what waits once more, where it was taken from the storage meanwhile. */
    hold: () => {
      for (const { problem, ...entry } of view().pending) if (!problem) outbox.add(entry)
    },
    retry,
    hasWaiting: () => outbox.waiting().length > 0,
    send: (text: string): Promise<void> => {
      queue({ clientMessageId: newMessageId(), text, createdAt: new Date().toISOString() })
      return outbox.send()
    },
    /** Sends again what was not taken, with the same id. */
    resend: (clientMessageId: string): void => {
      const pending = view().pending.find((other) => other.clientMessageId === clientMessageId)
      if (!pending) return
      // It keeps its place where it still waits; what was refused goes to the end.
      if (!outbox.waiting().some((other) => other.clientMessageId === clientMessageId)) {
        const { text, createdAt } = pending
        queue({ clientMessageId, text, createdAt })
      }
      retry()
    },
    forget: (): void => {
      outbox.clear()
      own.clear()
      pauses.wake()
    },
  }
}
