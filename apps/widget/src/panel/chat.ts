import type { ChatEvent, Locale, VisitorSession } from '@minichat/contracts'
import type { PanelHost } from '../shared/handover.ts'
import { storagePrefix, tokenName } from '../shared/storage-names.ts'
import { CallError, createApi, problemOf } from './api.ts'
import { createActions } from './chat-actions.ts'
import { createFacts } from './facts.ts'
import { createLive } from './live.ts'
import { createLocks } from './locks.ts'
import { watchPage } from './page-watch.ts'
import { placeOf } from './place.ts'
import { createSending } from './sending.ts'
import { createSession } from './session.ts'
import { createSharedLive } from './shared-live.ts'
import { createStorage, deviceStorage } from './storage.ts'
import { createStore } from './store.ts'
import { createTabs } from './tabs.ts'
import { texts } from './texts.ts'
import { createTimers } from './timers.ts'
import { emptyView, type View } from './view.ts'
import { createVisit } from './visit.ts'

type Host = Pick<PanelHost, 'base' | 'widgetKey' | 'hasConsent' | 'identity' | 'subject' | 'emit' | 'report'> & {
  locale: () => Locale
  /** Whether somebody wants to hear of messages while nobody looks at the page. */
  staysAwake: () => boolean
  /** A message by the AI or a member came while this page was there. */
  onArrival: (event: Extract<ChatEvent, { type: 'message.created' }>) => void
}

/** A break shorter than this is nobody's business. */
const quietBreakMs = 4000
/** A tab that nobody looks at gives its connection back: browsers allow six to a host over all tabs. */
const hiddenMs = 60_000
const personRetryMs = 5000
const pollMs = 20_000
const askedMs = 5000
/** So long before its proof ends a visitor's page is asked for a fresh one. */
const proofAheadMs = 60_000
const pollSlackMs = 5000

/**
 * Everything the panel does beyond showing: calls, live connection, outbox, and the view that comes of them.
 * @param onChange after each change, with the view before it.
 */
export function createChat(host: Host, lifetime: AbortSignal, onChange: (view: View, before: View) => void) {
  const { emit, report, hasConsent, locale } = host
  const prefix = storagePrefix(host.widgetKey) + host.subject
  const storage = createStorage(prefix, deviceStorage(), {
    mayStore: () => hasConsent() !== false,
    onBlocked: () => report('storage'),
  })
  const tabs = createTabs(prefix, storage, lifetime)
  const locks = createLocks(prefix, storage)
  const timers = createTimers(lifetime)
  const api = createApi(host.base, host.widgetKey, lifetime)
  const session = createSession(api, storage, host.identity)
  const initial = { ...emptyView, online: navigator.onLine, expectsHistory: session.isKnown() }
  const store = createStore(initial, timers, lifetime, onChange)
  const { view, dispatch } = store

  function onFailure(error: unknown): void {
    live.stop()
    const code = problemOf(error)
    emit('error', { code })
    if (code === 'IDENTITY_EXPIRED') askForProof()
  }

  /** Several calls may find out at once; the page is asked by the first. */
  function askForProof(): void {
    if (!timers.isSet('asked')) emit('identityExpired', undefined)
    timers.later('asked', askedMs, () => {})
  }
  const visit = createVisit({ api, session, store, onSession: show, onFailure })
  const { begin, call } = visit

  const live = createSharedLive({
    follow: createLive,
    tabs,
    locks,
    chatId: () => view().chatId,
    progress: () => ({ lastSeq: view().lastSeq, answer: view().answer?.ended ? null : view().answer }),
    catchUp: () => poll(0),
    stream: (signal) => api.open('stream', { token: session.token(), after: view().lastSeq }, signal),
    poll: (signal) => poll(pollMs, signal),
    onEvent,
    onPolling: () => report('stream'),
    onConnection,
    renew: () => begin(),
  })

  const onStored = () => {
    if (view().phase === 'ready') live.start()
    void facts.tell()
    if (wantsPerson) void askForPerson()
    wantsPerson = false
  }
  const place = () => placeOf(hasConsent())
  const sending = createSending({ storage, locks, tabs, store, visit, lifetime, locale, place, emit, report, onStored })

  const facts = createFacts({
    timers,
    hasChat: () => view().phase === 'ready' && view().chatId !== null,
    place,
    call,
  })

  let wantsPerson = false
  /** The visitor has said so and waits: until the team knows. */
  const askForPerson = (): Promise<void> =>
    actions.requestPerson().catch((error) => {
      if (error instanceof CallError && error.isTransient)
        timers.later('person', personRetryMs, () => void askForPerson())
    })
  const actions = createActions({
    store,
    call,
    timers,
    askForPerson: () => {
      // There is no chat to hand over before the first message: asking is that message.
      wantsPerson = true
      return sending.send(texts[locale()].askForPerson)
    },
  })

  function onEvent(event: ChatEvent): void {
    const before = view().lastSeq
    dispatch({ type: 'event', event })
    if (event.type !== 'message.created' || event.message.author.kind === 'visitor') return
    if (event.seq > before) host.onArrival(event)
  }

  function show(fresh: VisitorSession, forget: boolean): void {
    if (fresh.chat?.id !== view().chatId) live.stop()
    dispatch({ type: 'session', session: fresh, forget })
    if (fresh.verifiedUntil) {
      const endsInMs = Date.parse(fresh.verifiedUntil) - api.now()
      timers.later('proof', Math.max(endsInMs - proofAheadMs, endsInMs / 2), askForProof)
    }
    // One that has ended as well: a member may open it again.
    live.start()
    void facts.tell()
  }

  function onConnection(isUp: boolean): void {
    if (!isUp) {
      if (timers.isSet('break') || view().disconnected) return
      return timers.later('break', quietBreakMs, () => dispatch({ type: 'network', disconnected: true }))
    }
    timers.stop('break')
    if (view().disconnected) dispatch({ type: 'network', disconnected: false })
    void sending.go()
    void facts.tell()
  }

  async function poll(waitMs: number, signal?: AbortSignal) {
    const body = { token: session.token(), after: view().lastSeq, waitMs }
    return (await api.post('poll', body, waitMs + pollSlackMs, signal)).data.events
  }

  function start(): Promise<void> {
    sending.restore()
    return begin().then(sending.go, () => {})
  }

  /** What was given up is tried again when something speaks for it. */
  function recover(): void {
    if (view().phase !== 'ready') void start()
    if (sending.hasWaiting()) sending.retry()
  }

  /** In place of a chat that has ended or is full. */
  async function startNew(): Promise<void> {
    live.stop()
    await begin({ insteadOf: view().chatId, forget: true }).catch(() => dispatch({ type: 'session-failed' }))
    tabs.tell({ type: 'moved' })
    sending.retry()
  }

  /** Forgets the visitor on this device and begins as somebody new; other tabs see the token go. */
  function reset(): void {
    live.stop()
    sending.forget()
    facts.forget()
    wantsPerson = false
    timers.stop('person')
    visit.end()
    void begin().catch(() => {})
  }

  tabs.listen((message) => {
    if (message.type === 'moved') void begin({ forget: true }).catch(() => {})
  })
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key === prefix + tokenName && newValue === null && storage.isShared()) reset()
  }
  addEventListener('storage', onStorage, { signal: lifetime })
  watchPage(
    {
      onLeave: live.stop,
      onHidden: () =>
        timers.later('hidden', hiddenMs, () => {
          live.stop()
          // Behind those tabs that somebody looks at.
          if (host.staysAwake()) live.start()
        }),
      onShown: () => {
        timers.stop('hidden')
        live.start()
        live.verify()
        recover()
      },
      onNetwork: (online) => {
        dispatch({ type: 'network', online })
        if (!online) return
        live.verify(true)
        recover()
      },
    },
    lifetime,
  )
  lifetime.addEventListener('abort', live.stop)

  return {
    ...actions,
    view,
    storage,
    timers,
    now: api.now,
    mark: (marks: { deliveredSeq?: number; readSeq?: number }) => call('marks', marks),
    isLeader: live.isLeader,
    identify: (profile: Parameters<typeof facts.identify>[0]): void => {
      facts.identify(profile)
      // With a fresh proof, where there is one.
      if (host.identity()) void start()
    },
    track: facts.track,
    retry: recover,
    start,
    send: sending.send,
    resend: sending.resend,
    startNew,
    /** Ends the chat and goes on with an empty one. @throws CallError when that did not work. */
    startOver: async (): Promise<void> => {
      if (!view().chatId) return
      if (view().chat.status === 'closed') return startNew()
      const { data } = await call('reset', {})
      session.adopt(data)
      tabs.tell({ type: 'moved' })
      show(data, true)
    },
    /** Has everything deleted for good. @throws CallError when that did not work. */
    erase: async (): Promise<void> => {
      await call('erase', {})
      reset()
    },
    reset,
    consent: (given: boolean): void => {
      live.stop()
      // Who chats already goes on with that; else what an earlier visit left is taken up again.
      if (given) storage.keep(view().chatId === null && view().pending.length === 0)
      else {
        storage.withdraw()
        session.hold()
        sending.hold()
      }
      if (session.isOutdated()) void begin().catch(() => {})
      else live.start()
      void facts.tell()
    },
  }
}

export type Chat = ReturnType<typeof createChat>
