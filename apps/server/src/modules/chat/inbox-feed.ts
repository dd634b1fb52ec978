import type { FeedEntry } from '@minichat/contracts'
import type { Database } from '../../platform/database/database.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { LiveEvent } from '../../platform/realtime/live-event.ts'
import { findSummaries } from './chat.store.ts'
import { type Presenter, presentSummary } from './chat-rows.ts'
import { type FeedPosition, feedAfter, feedHead, hasMoreFeed } from './events.store.ts'
import { type CountRow, readCounts } from './inbox-counts.store.ts'
import { lookRegularly } from './look-around.ts'
import { inboxTopic } from './topics.ts'

const pageSize = 200
/** A transaction that is still running holds the feed back, whichever workspace it is about: look again so soon. */
const heldBackMs = 50
const countAfterMs = 150

export type FeedDeps = { db: Database; hub: Hub; present: Presenter }
export type Entry = { position: FeedPosition; live: LiveEvent<FeedEntry> }

export const formatCursor = ({ xid, id }: FeedPosition) => `${xid}.${id}`

/** Negative, zero or positive, as `a` is before, at or after `b`. */
export function comparePositions(a: FeedPosition, b: FeedPosition): number {
  return a.xid === b.xid ? a.id - b.id : a.xid.length - b.xid.length || (a.xid < b.xid ? -1 : 1)
}

/** Reads a page of the feed after a place. `heldBack`: something is committed, but an older transaction still runs. */
export async function readFeed({ db, present }: FeedDeps, workspaceId: string, after: FeedPosition) {
  return db.transaction(workspaceId, async (tx) => {
    const rows = await feedAfter(tx, after, pageSize)
    const chatIds = [...new Set(rows.map((row) => row.session_id))]
    const summaries = new Map((await findSummaries(tx, chatIds)).map((row) => [row.id, presentSummary(row)]))
    const entries: Entry[] = []
    for (const row of rows) {
      const chat = summaries.get(row.session_id)
      if (!chat) continue
      const position = { xid: row.xid, id: row.id }
      const cursor = formatCursor(position)
      const event = present.event(workspaceId, row)
      entries.push({ position, live: new LiveEvent({ type: 'feed', cursor, chat, event }, cursor) })
    }
    const last = rows.at(-1)
    const position = last ? { xid: last.xid, id: last.id } : after
    const isFull = rows.length === pageSize
    return { entries, position, isFull, heldBack: !isFull && (await hasMoreFeed(tx, position)) }
  })
}

export type FeedFollower = {
  take(entries: Entry[]): void
  /** The counters as they are after what was taken last. */
  count(rows: CountRow[]): void
  fail(error: unknown): void
}

/**
 * The newest end of a workspace's feed: read once in a process, however many members follow it, and each entry encoded
 * once. Lives as long as somebody uses it.
 */
export class FeedHead {
  /** Everything up to here has been told to the followers. */
  position: FeedPosition
  users = 0
  isClosed = false
  onClosed = () => {}
  readonly #deps: FeedDeps
  readonly #workspaceId: string
  readonly #followers = new Set<FeedFollower>()
  readonly #endings: (() => void)[]
  #isReading = false
  #hinted = false
  #retry: NodeJS.Timeout | undefined
  #counting: NodeJS.Timeout | undefined

  constructor(deps: FeedDeps, workspaceId: string, position: FeedPosition) {
    this.#deps = deps
    this.#workspaceId = workspaceId
    this.position = position
    const look = () => void this.look()
    this.#endings = [deps.hub.subscribe(inboxTopic(workspaceId), look), lookRegularly(look)]
  }

  attach(follower: FeedFollower): () => void {
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }

  /** Reads what is new and tells it. */
  async look(): Promise<void> {
    this.#hinted = true
    if (this.#isReading) return
    this.#isReading = true
    clearTimeout(this.#retry)
    try {
      while (this.#hinted && !this.isClosed) {
        this.#hinted = false
        const { entries, position, isFull, heldBack } = await readFeed(this.#deps, this.#workspaceId, this.position)
        this.position = position
        for (const follower of [...this.#followers]) follower.take(entries)
        if (entries.length > 0) this.#countSoon()
        if (isFull) this.#hinted = true
        else if (heldBack && !this.isClosed) this.#retry = setTimeout(() => void this.look(), heldBackMs)
      }
    } catch (error) {
      this.close()
      for (const follower of [...this.#followers]) follower.fail(error)
    } finally {
      this.#isReading = false
    }
  }

  /** However much happens: the counters are read a few times a second at most, and once after the last change. */
  #countSoon(): void {
    this.#counting ??= setTimeout(() => void this.#count(), countAfterMs)
  }

  async #count(): Promise<void> {
    this.#counting = undefined
    try {
      const rows = await this.#deps.db.transaction(this.#workspaceId, readCounts)
      for (const follower of [...this.#followers]) follower.count(rows)
    } catch {
      // The next change counts again.
    }
  }

  close(): void {
    this.isClosed = true
    clearTimeout(this.#counting)
    clearTimeout(this.#retry)
    for (const end of this.#endings) end()
    this.onClosed()
  }
}

/** One head for each workspace that somebody follows. */
export function createInboxFeeds(deps: FeedDeps) {
  const heads = new Map<string, Promise<FeedHead>>()

  async function open(workspaceId: string): Promise<FeedHead> {
    return new FeedHead(deps, workspaceId, await deps.db.transaction(workspaceId, feedHead))
  }

  /** The one that is there or being opened. What is closed or failed is not kept. */
  function current(workspaceId: string): Promise<FeedHead> {
    const known = heads.get(workspaceId)
    if (known) return known
    const opening = open(workspaceId)
    const forget = () => void (heads.get(workspaceId) === opening && heads.delete(workspaceId))
    heads.set(workspaceId, opening)
    opening.then((head) => (head.onClosed = forget), forget)
    return opening
  }

  return {
    ...deps,
    /** The caller releases it in the end. @throws what the database says. */
    async acquire(workspaceId: string): Promise<FeedHead> {
      for (;;) {
        const head = await current(workspaceId)
        // Whoever waited for it as well may have left already, and closed it.
        if (head.isClosed) continue
        head.users += 1
        return head
      }
    },
    release(head: FeedHead): void {
      head.users -= 1
      if (head.users === 0) head.close()
    },
  }
}

export type InboxFeeds = ReturnType<typeof createInboxFeeds>
