import type { InboxEvent } from '@minichat/contracts'
import { type Connection, type FollowOptions, followInbox } from './follow-inbox.ts'
import { holdTabLock } from './tab-lock.ts'

/** What tabs say to each other. `leading` answers `who`, and is said when the leader begins or shows another chat. */
export type TabMessage =
  | { type: 'who' }
  | { type: 'leading'; chatId: string | undefined; cursor: string | null }
  | { type: 'event'; event: InboxEvent }
  | { type: 'connection'; connection: Connection }

export type TabChannel = {
  postMessage: (message: TabMessage) => void
  onmessage: ((message: { data: TabMessage }) => void) | null
  close: () => void
}

export type SharedOptions = Omit<FollowOptions, 'chatId'> & {
  /** The same for all tabs that show the same inbox. */
  name: string
  isVisible: () => boolean
  /** From now on this tab speaks for all. */
  onLeading: () => void
}
export type SharedDependencies = {
  follow: typeof followInbox
  /** null where tabs cannot agree on a leader: each then leads itself. */
  channel: TabChannel | null
  locks: LockManager | undefined
}

const leaderAnswersMs = 300
/** The leader passes on that it hears something, which is at least every 10 s. */
const leaderSilenceMs = 30_000
const sayAliveEveryMs = 3000
const lookEveryMs = 5000

/** Web Locks are for secure contexts only. */
const inBrowser = (name: string): SharedDependencies => ({
  follow: followInbox,
  channel: navigator.locks ? (new BroadcastChannel(name) as unknown as TabChannel) : null,
  locks: navigator.locks,
})

/**
 * Follows the inbox with one stream for all tabs of a browser, which has only six connections for a host. One tab leads
 * and passes on what it gets. A tab has a stream of its own while somebody looks at a chat in it that the leader does
 * not show (what passes by comes for one chat only), and when the leader falls silent.
 */
export function followShared(options: SharedOptions, deps = inBrowser(options.name)) {
  const { channel } = deps
  let chatId: string | undefined
  let stream: ReturnType<typeof followInbox> | null = null
  let streamedChatId: string | undefined
  let isLeader = false
  /** null until one has been heard. */
  let leader: { chatId: string | undefined } | null = null
  let heardAt = 0
  let isWaiting = true
  let aliveAt = 0
  let connection: Connection = 'connecting'
  /** Said once when a stream begins: whoever joins later has to be told. */
  let presence: InboxEvent | null = null

  const say = (message: TabMessage) => channel?.postMessage(message)
  function announce() {
    say({ type: 'leading', chatId, cursor: options.cursor() })
    if (presence) say({ type: 'event', event: presence })
  }

  function onEvent(event: InboxEvent) {
    const isFirst = options.cursor() === null
    if (event.type === 'passing' && event.event.type === 'presence') presence = event
    options.onEvent(event)
    if (!isLeader) return
    // Others may be elsewhere than where this stream begins.
    if (isFirst && event.type === 'ready') announce()
    else say({ type: 'event', event })
  }
  function onConnection(now: Connection) {
    options.onConnection(now)
    if (!isLeader || (now === connection && Date.now() - aliveAt < sayAliveEveryMs)) return
    aliveAt = Date.now()
    connection = now
    say({ type: 'connection', connection })
  }

  function openStream() {
    if (stream && streamedChatId === chatId) return
    stream?.stop()
    presence = null
    streamedChatId = chatId
    stream = deps.follow({ ...options, chatId, onEvent, onConnection })
  }

  /** Whether what the leader passes on is all that this tab needs. */
  const canShare = () =>
    leader !== null &&
    Date.now() - heardAt <= leaderSilenceMs &&
    (chatId === undefined || chatId === leader.chatId || !options.isVisible())

  function settle() {
    if (isWaiting) return
    if (isLeader || !canShare()) openStream()
    else if (stream) say({ type: 'who' })
  }

  /** Goes on with what the leader passes on; what lies between here and there is fetched. */
  function join(cursor: string) {
    stream?.stop()
    stream = null
    const own = options.cursor()
    if (own === cursor) return
    options.onEvent({ type: own === null ? 'ready' : 'resync', cursor })
    options.onConnection('live')
  }

  function hear(message: TabMessage) {
    if (message.type === 'who') return isLeader ? announce() : undefined
    if (isLeader) return
    heardAt = Date.now()
    if (message.type === 'leading') {
      isWaiting = false
      leader = { chatId: message.chatId }
      if (canShare() && message.cursor !== null) join(message.cursor)
      else if (!canShare()) openStream()
    } else if (stream || !leader) return
    else if (message.type === 'event') options.onEvent(message.event)
    else options.onConnection(message.connection)
  }
  if (channel) channel.onmessage = ({ data }) => hear(data)

  function lead() {
    isLeader = true
    isWaiting = false
    options.onLeading()
    openStream()
    announce()
  }
  const giveUpLock = holdTabLock(options.name, lead, deps.locks)
  say({ type: 'who' })
  const patience = setTimeout(() => {
    isWaiting = false
    settle()
  }, leaderAnswersMs)
  const watch = setInterval(settle, lookEveryMs)

  return {
    /** The chat on screen. */
    show(next: string | undefined) {
      if (next === chatId) return
      chatId = next
      settle()
      if (isLeader) announce()
    },
    /** The page came into view or went out of it. */
    look: settle,
    /** @param quietMs how long nothing may have come for the connection to count as sound. */
    verify(quietMs: number) {
      stream?.verify(quietMs)
      if (stream || isWaiting || Date.now() - heardAt <= quietMs) return
      // The leader is not to be relied on: on its own until it speaks again.
      leader = null
      settle()
      say({ type: 'who' })
    },
    stop() {
      clearTimeout(patience)
      clearInterval(watch)
      stream?.stop()
      if (channel) channel.onmessage = null
      giveUpLock()
      channel?.close()
    },
  }
}
