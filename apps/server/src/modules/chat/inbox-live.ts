import type { InboxEvent, PassingEvent } from '@minichat/contracts'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { type FeedPosition, feedAfter, feedHead, findSummaries, hasMoreFeed } from './chat.store.ts'
import { type Presenter, presentSummary } from './chat-rows.ts'
import { followChat } from './live.ts'
import { inboxTopic } from './topics.ts'

const pageSize = 200
/** Further behind than this, fetching the lists anew is less work than telling all that happened. */
const maxBehind = 1000
const lookEveryMs = 15_000
/** A chat's numbers are PostgreSQL integers. */
const lastPossibleSeq = 2_147_483_647
/** A transaction that is still running holds the feed back, whichever workspace it is about: look again so soon. */
const heldBackMs = 50

export const formatCursor = ({ xid, id }: FeedPosition) => `${xid}.${id}`

/** @throws AppError VALIDATION_ERROR. */
export function parseCursor(text: string): FeedPosition {
  const match = /^(\d{1,19})\.(\d{1,18})$/.exec(text)
  if (!match) {
    const detail = { path: 'cursor', code: 'invalid', message: 'Not a cursor of this feed.' }
    throw new AppError('VALIDATION_ERROR', { details: [detail] })
  }
  return { xid: match[1] as string, id: Number(match[2]) }
}

/** Reads the feed after a place. `resync` when the place is too far back to be worth telling. */
async function readFeed(deps: { db: Database; present: Presenter }, workspaceId: string, after: FeedPosition) {
  return deps.db.transaction(workspaceId, async (tx) => {
    const rows = await feedAfter(tx, after, pageSize)
    const summaries = new Map(
      (await findSummaries(tx, [...new Set(rows.map((row) => row.session_id))])).map((row) => [row.id, row]),
    )
    const events: InboxEvent[] = []
    for (const row of rows) {
      const summary = summaries.get(row.session_id)
      if (!summary) continue
      events.push({
        type: 'feed',
        cursor: formatCursor(row),
        chat: presentSummary(summary),
        event: deps.present.event(workspaceId, row),
      })
    }
    const last = rows.at(-1)
    const position = last ? { xid: last.xid, id: last.id } : after
    const isFull = rows.length === pageSize
    return { events, position, isFull, heldBack: !isFull && (await hasMoreFeed(tx, position)) }
  })
}

/** Follows a workspace's inbox; `stop` ends it. See followChat for the guarantees. */
export function followInbox(
  deps: { db: Database; hub: Hub; present: Presenter },
  inbox: { workspaceId: string; cursor: string | undefined; chatId: string | undefined },
  send: (event: InboxEvent) => void,
  onError: (error: unknown) => void,
): { ready: Promise<string>; stop: () => void } {
  const { db, hub } = deps
  const { workspaceId, chatId } = inbox
  let position: FeedPosition | null = inbox.cursor ? parseCursor(inbox.cursor) : null
  let stopped = false
  let reading: Promise<void> | null = null
  let hinted = false
  let retry: NodeJS.Timeout | undefined

  const unsubscribe = hub.subscribe(inboxTopic(workspaceId), () => {
    hinted = true
    look()
  })
  const looking = setInterval(look, lookEveryMs)
  const unfollow = chatId ? followPassing(deps, workspaceId, chatId, send) : () => {}

  function look() {
    if (reading || stopped) return
    clearTimeout(retry)
    hinted = false
    reading = readOn().then(goOn).catch(fail)
  }

  /** @param heldBack something is committed already, but an older transaction is still running: soon it can be told. */
  function goOn(heldBack: boolean) {
    reading = null
    if (stopped) return
    if (hinted) return look()
    if (heldBack) retry = setTimeout(look, heldBackMs)
  }

  async function readOn(): Promise<boolean> {
    let count = 0
    while (!stopped && position) {
      const { events, position: next, isFull, heldBack } = await readFeed(deps, workspaceId, position)
      position = next
      count += events.length
      if (count > maxBehind) {
        position = await db.transaction(workspaceId, feedHead)
        send({ type: 'resync', cursor: formatCursor(position) })
        return false
      }
      if (!stopped) for (const event of events) send(event)
      if (!isFull) return heldBack
    }
    return false
  }

  let heldBackAtFirst = false
  async function begin(): Promise<string> {
    position ??= await db.transaction(workspaceId, feedHead)
    heldBackAtFirst = await readOn()
    return formatCursor(position)
  }

  function fail(error: unknown) {
    if (stopped) return
    stop()
    onError(error)
  }
  function stop() {
    stopped = true
    unsubscribe()
    unfollow()
    clearInterval(looking)
    clearTimeout(retry)
  }

  const ready = begin()
  reading = ready.then(
    () => {},
    () => {},
  )
  void reading.then(() => goOn(heldBackAtFirst))
  ready.catch(fail)
  return { ready, stop }
}

/** The answer being written in the chat on screen. Durable events come by the feed, so only the rest is passed on. */
function followPassing(
  deps: { db: Database; hub: Hub; present: Presenter },
  workspaceId: string,
  chatId: string,
  send: (event: InboxEvent) => void,
) {
  const isPassing = (event: { type: string }): event is PassingEvent => event.type.startsWith('answer.')
  const following = followChat(
    deps,
    { workspaceId, chatId, after: lastPossibleSeq },
    (event) => {
      if (isPassing(event)) send({ type: 'passing', chatId, event })
    },
    () => {},
  )
  return following.stop
}
