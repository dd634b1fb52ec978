import type { ChatEvent, InboxEvent, PassingEvent } from '@minichat/contracts'
import { AppError } from '../../platform/errors.ts'
import { LiveEvent } from '../../platform/realtime/live-event.ts'
import { type FeedPosition, feedHead } from './events.store.ts'
import { type CountRow, countsFor, readCounts } from './inbox-counts.store.ts'
import { comparePositions, type Entry, type FeedHead, formatCursor, type InboxFeeds, readFeed } from './inbox-feed.ts'
import { followChat, type Room } from './live.ts'

/** Further behind than this, fetching the lists anew is less work than telling all that happened. */
const maxBehind = 1000
/** A chat's numbers are PostgreSQL integers. */
const lastPossibleSeq = 2_147_483_647

/** @throws AppError VALIDATION_ERROR. */
export function parseCursor(text: string): FeedPosition {
  const match = /^(\d{1,19})\.(\d{1,18})$/.exec(text)
  if (!match) {
    const detail = { path: 'cursor', code: 'invalid', message: 'Not a cursor of this feed.' }
    throw new AppError('VALIDATION_ERROR', { details: [detail] })
  }
  return { xid: (match[1] as string).replace(/^0+(?=\d)/, ''), id: Number(match[2]) }
}

/**
 * Follows a workspace's inbox: what came after the cursor first, then the live rest. See followChat for the guarantees.
 * @param inbox.cursor undefined: from now on.
 * @param inbox.chatId the chat on screen: what passes by in it comes as well.
 * @throws AppError VALIDATION_ERROR at once for what is no cursor.
 */
export function followInbox(
  feeds: InboxFeeds,
  inbox: {
    workspaceId: string
    cursor: string | undefined
    chatId: string | undefined
    userId: string
    room?: Room
  },
  send: (live: LiveEvent<InboxEvent>) => void,
  onError: (error: unknown) => void,
): { ready: Promise<string>; stop: () => void } {
  const { workspaceId, chatId, userId } = inbox
  let position = inbox.cursor === undefined ? null : parseCursor(inbox.cursor)
  let stopped = false
  let head: FeedHead | null = null
  let detach = () => {}
  const unfollow = chatId ? followPassing(feeds, { workspaceId, chatId, userId }, send) : () => {}

  function take(entries: Entry[]): void {
    for (const { position: place, live } of entries) {
      if (stopped || (position && comparePositions(place, position) <= 0)) continue
      position = place
      send(live)
    }
  }

  let shown = ''
  let counted = 0
  /** Only what is different for this member. */
  function count(rows: CountRow[]): void {
    counted += 1
    const counts = countsFor(rows, userId)
    const known = JSON.stringify(counts)
    if (stopped || known === shown) return
    shown = known
    send(new LiveEvent({ type: 'counts', counts }))
  }

  /** What the head counted meanwhile is newer. */
  async function countAtFirst(): Promise<void> {
    const before = counted
    const rows = await feeds.db.transaction(workspaceId, readCounts)
    if (counted === before) count(rows)
  }

  /** Reads on by itself until it has caught up with the head, which tells the rest to all. */
  async function begin(): Promise<string> {
    head = await feeds.acquire(workspaceId)
    // Who went away meanwhile has nothing to release it with.
    if (stopped) feeds.release(head)
    position ??= head.position
    let told = 0
    while (!stopped) {
      const headPosition: FeedPosition = head.position
      const page = await readFeed(feeds, workspaceId, position)
      told += page.entries.length
      if (told > maxBehind) {
        position = await feeds.db.transaction(workspaceId, feedHead)
        const cursor = formatCursor(position)
        if (!stopped) send(new LiveEvent({ type: 'resync', cursor }, cursor))
        told = 0
        continue
      }
      for (const entry of page.entries) {
        take([entry])
        const wait = inbox.room?.()
        if (wait) await wait
      }
      if (page.isFull) continue
      // This reading began after the head had told everything up to `headPosition`.
      if (comparePositions(headPosition, position) > 0) position = headPosition
      if (comparePositions(head.position, position) > 0) continue
      // At once, with nothing awaited since the look at its place: what it tells from here on is taken.
      if (!stopped) detach = head.attach({ take, count, fail })
      // What an older transaction still holds back was hinted at before the head was there to hear it.
      if (page.heldBack) void head.look()
      if (!stopped && told > 0) await countAtFirst()
      break
    }
    return formatCursor(position)
  }

  function fail(error: unknown) {
    if (stopped) return
    stop()
    onError(error)
  }
  function stop() {
    if (stopped) return
    stopped = true
    detach()
    unfollow()
    if (head) feeds.release(head)
  }

  const ready = begin()
  ready.catch(fail)
  return { ready, stop }
}

/** What passes by in the chat on screen. Durable events come by the feed, so only the rest is passed on. */
function followPassing(
  feeds: InboxFeeds,
  { workspaceId, chatId, userId }: { workspaceId: string; chatId: string; userId: string },
  send: (live: LiveEvent<InboxEvent>) => void,
) {
  const isPassing = (event: ChatEvent): event is PassingEvent =>
    event.type.startsWith('answer.') || ['typing', 'presence', 'looking', 'seen', 'whereabouts'].includes(event.type)
  const isFor = (event: PassingEvent) =>
    event.type === 'typing' || event.type === 'looking' || event.type === 'seen'
      ? event.memberId !== userId
      : event.type === 'whereabouts' || (event.type === 'presence' && event.who === 'visitor')
  const following = followChat(
    feeds,
    { workspaceId, chatId, after: lastPossibleSeq, isFor },
    ({ event }) => {
      if (isPassing(event)) send(new LiveEvent({ type: 'passing', chatId, event }))
    },
    () => {},
  )
  return following.stop
}
