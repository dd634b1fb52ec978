import type { Tx } from '../../platform/database/database.ts'
import type { Answered, ChatState, Fact, LoggedEvent } from './count-events.ts'

/** How far the log is counted. */
export type Position = { xid: string; id: number }

/** @returns null while another process counts this workspace. */
export async function lockCursor(tx: Tx): Promise<Position | undefined> {
  await tx.query('insert into analytics_cursors (workspace_id) values ($1) on conflict do nothing', [tx.workspaceId])
  return tx.maybeOne<Position>(
    'select xid::text as xid, id from analytics_cursors where workspace_id = $1 for update skip locked',
    [tx.workspaceId],
  )
}

export const moveCursor = (tx: Tx, { xid, id }: Position, at: Date) =>
  tx.query('update analytics_cursors set xid = $2::xid8, id = $3, counted_at = $4 where workspace_id = $1', [
    tx.workspaceId,
    xid,
    id,
    at,
  ])

/** A row of the log, joined with its message, and of an answer with its question and how it came about. */
export type CountedEvent = Position & {
  session_id: string
  widget_id: string
  seq: number
  type: string
  data: LoggedEvent['data']
  created_at: Date
  author_kind: 'visitor' | 'ai' | 'member' | null
  author_id: string | null
  said_at: Date | null
  offers_person: boolean | null
  answer_status: string | null
  generation: number | null
  responder: string | null
  asked_at: Date | null
  question: string | null
  hops: Answered['hops'] | null
  cost_micro_usd: number | null
}

/** Events after a place in the order of the feed, up to the oldest transaction that is still running. */
export const readUncounted = (tx: Tx, after: Position, limit: number) =>
  tx.query<CountedEvent>(
    `select e.xid::text as xid, e.id, e.session_id, s.widget_id, e.seq, e.type, e.data, e.created_at,
       m.author_kind, m.author_id, m.created_at as said_at, m.offers_person,
       a.status as answer_status, a.generation, a.responder, q.created_at as asked_at, q.body as question,
       t.hops, t.cost_micro_usd
     from (
       select * from chat_events
       where workspace_id = $1 and (xid, id) > ($2::xid8, $3::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
       order by xid, id limit $4
     ) e
     join chat_sessions s on s.workspace_id = e.workspace_id and s.id = e.session_id
     left join chat_messages m on e.type = 'message.created' and m.workspace_id = e.workspace_id
       and m.session_id = e.session_id and m.seq = e.message_seq
     left join answers a on a.workspace_id = m.workspace_id and a.id = m.answer_id
     left join chat_messages q on q.workspace_id = m.workspace_id and q.session_id = m.session_id and q.seq = m.question_seq
     left join answer_traces t on t.workspace_id = m.workspace_id and t.answer_id = m.answer_id
     order by e.xid, e.id`,
    [tx.workspaceId, after.xid, after.id, limit],
  )

export const readStates = async (tx: Tx, sessionIds: string[]): Promise<[string, ChatState][]> =>
  (
    await tx.query<{ session_id: string; state: ChatState }>(
      'select session_id, state from analytics_states where workspace_id = $1 and session_id = any ($2::uuid[])',
      [tx.workspaceId, sessionIds],
    )
  ).map(({ session_id, state }) => [session_id, state])

export const writeStates = (tx: Tx, states: ReadonlyMap<string, ChatState>) =>
  tx.query(
    `insert into analytics_states (workspace_id, session_id, state)
     select $1, r.session_id, r.state from json_to_recordset($2) as r (session_id uuid, state jsonb)
     on conflict (workspace_id, session_id) do update set state = excluded.state`,
    [tx.workspaceId, JSON.stringify([...states].map(([session_id, state]) => ({ session_id, state })))],
  )

const factColumns = `metric text, who text, "atMs" bigint, "sessionId" uuid, "widgetId" uuid, bin smallint, count bigint,
  amount bigint, seq integer`

/** Adds to the counts of chats and of days. The caller holds the cursor. */
export async function addFacts(tx: Tx, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return
  const values = [tx.workspaceId, JSON.stringify(facts)]
  await tx.query(
    `insert into analytics_chats (workspace_id, metric, who, at, session_id, bin, widget_id, count, amount, seq)
     select $1, metric, who, to_timestamp("atMs" / 1000), "sessionId", bin, "widgetId", sum(count), sum(amount), max(seq)
     from json_to_recordset($2) as r (${factColumns})
     group by metric, who, "atMs", "sessionId", bin, "widgetId"
     on conflict (workspace_id, metric, who, at, session_id, bin) do update set
       count = analytics_chats.count + excluded.count, amount = analytics_chats.amount + excluded.amount,
       seq = greatest(analytics_chats.seq, excluded.seq)`,
    values,
  )
  await addToDays(tx, facts)
  if (facts.some(({ count }) => count < 0)) await removeEmpty(tx, facts)
}

/** What is counted of no chat as well: a day's numbers alone. */
export async function addToDays(
  tx: Tx,
  facts: readonly Pick<Fact, 'metric' | 'who' | 'atMs' | 'widgetId' | 'bin' | 'count' | 'amount'>[],
): Promise<void> {
  await tx.query(
    `insert into analytics_days (workspace_id, metric, who, day, widget_id, bin, counts, amounts, total, total_amount)
     select $1, metric, who, day, "widgetId", bin, quarters_of_day(array_agg(slot), array_agg(count)),
       quarters_of_day(array_agg(slot), array_agg(amount)), sum(count), sum(amount)
     from (
       select r.*, (to_timestamp("atMs" / 1000) at time zone 'UTC')::date as day, ("atMs" % 86400000 / 900000 + 1)::integer as slot
       from json_to_recordset($2) as r (${factColumns})
     ) placed
     group by metric, who, day, "widgetId", bin
     on conflict (workspace_id, metric, who, day, widget_id, bin) do update set
       counts = add_counts(analytics_days.counts, excluded.counts),
       amounts = add_counts(analytics_days.amounts, excluded.amounts),
       total = analytics_days.total + excluded.total,
       total_amount = analytics_days.total_amount + excluded.total_amount`,
    [tx.workspaceId, JSON.stringify(facts)],
  )
}

/** What was taken back to nothing. The days' rows that are empty now go with it, by the trigger. */
const removeEmpty = (tx: Tx, facts: readonly Fact[]) =>
  tx.query(
    `delete from analytics_chats c using (
       select distinct metric, who, to_timestamp("atMs" / 1000) as at, "sessionId" as session_id, bin
       from json_to_recordset($2) as r (${factColumns}) where count < 0
     ) r
     where c.workspace_id = $1 and c.metric = r.metric and c.who = r.who and c.at = r.at and c.session_id = r.session_id
       and c.bin = r.bin and c.count = 0`,
    [tx.workspaceId, JSON.stringify(facts)],
  )
