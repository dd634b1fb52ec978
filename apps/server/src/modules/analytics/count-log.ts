import type { Database, Tx } from '../../platform/database/database.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import {
  addFacts,
  type CountedEvent,
  lockCursor,
  moveCursor,
  readStates,
  readUncounted,
  writeStates,
} from './analytics.store.ts'
import { type ChatState, countEvent, type Fact, type LoggedEvent, newChatState } from './count-events.ts'
import { groupOf } from './question-groups.ts'

const lookEveryMs = 2000
const eventsAtOnce = 1000
const workspacesAtOnce = 200

/**
 * Counts what the event log says, workspace by workspace: events, counts and cursor in one transaction, so each event counts
 * once, and in one process at a time, by the lock on the cursor. Whatever was committed while nobody counted comes first.
 */
export function createLogCounter({ db, log, nowMs }: { db: Database; log: Logger; nowMs: () => number }) {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let looking: Promise<void> = Promise.resolve()

  /** @returns whether there may be more. */
  const countPage = (workspaceId: string): Promise<boolean> =>
    db.transaction(workspaceId, async (tx) => {
      const cursor = await lockCursor(tx)
      // Somebody else is at it.
      if (!cursor) return false
      const events = await readUncounted(tx, cursor, eventsAtOnce)
      await countIn(tx, events)
      const last = events.at(-1)
      await moveCursor(tx, last ?? cursor, new Date(nowMs()))
      return events.length === eventsAtOnce
    })

  async function look(): Promise<void> {
    const rows = await db.query<{ id: string }>('select uncounted_workspaces($1) as id', [workspacesAtOnce])
    for (const { id } of rows) {
      try {
        while (!isStopped && (await countPage(id)));
      } catch (error) {
        log.error({ err: error, workspaceId: id }, 'Events could not be counted; it is tried again.')
      }
    }
  }

  const again = () => {
    timer = setTimeout(() => {
      looking = look()
        .catch((error: unknown) => log.warn({ err: error }, 'What is to be counted could not be looked for.'))
        .finally(() => !isStopped && again())
    }, lookEveryMs)
  }

  return {
    start: again,
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await looking
    },
  }
}

async function countIn(tx: Tx, events: CountedEvent[]): Promise<void> {
  if (events.length === 0) return
  const states = new Map<string, ChatState>(
    await readStates(tx, [...new Set(events.map(({ session_id }) => session_id))]),
  )
  const changed = new Map<string, ChatState>()
  const facts: Fact[] = []
  for (const row of events) {
    const before = states.get(row.session_id) ?? newChatState
    const { state, facts: added } = countEvent(before, asLogged(tx.workspaceId as string, row))
    facts.push(...added)
    states.set(row.session_id, state)
    changed.set(row.session_id, state)
  }
  await writeStates(tx, changed)
  await addFacts(tx, facts)
}

function asLogged(workspaceId: string, row: CountedEvent): LoggedEvent {
  const answer = row.answer_status
    ? {
        status: row.answer_status,
        generation: row.generation ?? 1,
        responder: row.responder,
        askedAtMs: row.asked_at?.getTime() ?? null,
        group: row.question ? groupOf(workspaceId, row.question) : null,
        offersPerson: row.offers_person ?? false,
        hops: row.hops ?? [],
        costMicroUsd: row.cost_micro_usd,
      }
    : null
  return {
    sessionId: row.session_id,
    widgetId: row.widget_id,
    seq: row.seq,
    type: row.type,
    atMs: (row.said_at ?? row.created_at).getTime(),
    data: row.data,
    message: row.author_kind ? { author: row.author_kind, authorId: row.author_id, answer } : null,
  }
}
