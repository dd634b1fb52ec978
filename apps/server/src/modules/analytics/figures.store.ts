import type { Tx } from '../../platform/database/database.ts'

/** Local days of the workspace, both included. */
export type DayRange = { from: string; to: string; timeZone: string; widgetIds: string[] }

/** $1 workspace, $2 and $3 days, $4 time zone, $5 widgets: the rows of the days of UTC that a range touches. */
const valuesOf = (tx: Tx, { from, to, timeZone, widgetIds }: DayRange) => [
  tx.workspaceId,
  from,
  to,
  timeZone,
  widgetIds,
]
const bounds = `(
  select $2::date::timestamp at time zone $4 as from_at, ($3::date + 1)::timestamp at time zone $4 as to_at,
    ($2::date::timestamp at time zone $4 at time zone 'UTC')::date as first_day,
    ((($3::date + 1)::timestamp at time zone $4 - interval '1 microsecond') at time zone 'UTC')::date as last_day
) b`
/** Of each row the quarters that are in the range; most rows are in it as a whole. */
const placed = (columns: string, condition: string) => `
  select ${columns}, d.counts, d.amounts, d.total, d.total_amount,
    greatest(1, (extract(epoch from b.from_at - d.day::timestamp at time zone 'UTC') / 900)::integer + 1) as first_slot,
    least(96, (extract(epoch from b.to_at - d.day::timestamp at time zone 'UTC') / 900)::integer) as last_slot
  from ${bounds} join analytics_days d on d.workspace_id = $1 and d.day between b.first_day and b.last_day
  where d.widget_id = any ($5::uuid[]) and ${condition}`
const partOf = (whole: string, quarters: string) =>
  `coalesce(sum(case when first_slot = 1 and last_slot = 96 then ${whole}
     else (select sum(n) from unnest(${quarters}[first_slot:last_slot]) as n) end), 0)::bigint`

export type Total = { metric: string; bin: number; count: number }

/** Counts of metrics as a whole. */
export const readTotals = (tx: Tx, range: DayRange, metrics: readonly string[]) =>
  tx.query<Total>(
    `select metric, bin, ${partOf('total', 'counts')} as count
     from (${placed('d.metric, d.bin', `d.metric = any ($6::text[]) and d.who = ''`)}) placed
     group by metric, bin`,
    [...valuesOf(tx, range), metrics],
  )

export type TotalOf = Total & { who: string; amount: number }

/** Counts of metrics by what they are counted for. */
export const readTotalsBy = (tx: Tx, range: DayRange, metrics: readonly string[]) =>
  tx.query<TotalOf>(
    `select metric, who, bin, ${partOf('total', 'counts')} as count, ${partOf('total_amount', 'amounts')} as amount
     from (${placed('d.metric, d.who, d.bin', `d.metric = any ($6::text[]) and d.who <> ''`)}) placed
     group by metric, who, bin having ${partOf('total', 'counts')} <> 0`,
    [...valuesOf(tx, range), metrics],
  )

/** By local hour, such as 2026-11-01T14:00; hours without any are left out. */
export const readHours = (tx: Tx, range: DayRange, metrics: readonly string[]) =>
  tx.query<{ metric: string; hour: string; count: number }>(
    `select metric, to_char(at at time zone $4, 'YYYY-MM-DD"T"HH24":00"') as hour, sum(n)::bigint as count
     from (
       select placed.metric, q.n, (placed.day::timestamp at time zone 'UTC') + (q.place - 1) * interval '15 minutes' as at,
         q.place between placed.first_slot and placed.last_slot as is_inside
       from (${placed('d.metric, d.day', `d.metric = any ($6::text[]) and d.who = ''`)}) placed,
         unnest(placed.counts) with ordinality as q (n, place)
       where q.n is not null
     ) quarters
     where is_inside
     group by metric, hour`,
    [...valuesOf(tx, range), metrics],
  )

/** Groups of questions that are among the most asked of some day of UTC, and so may be among those of the range. */
export const readCandidates = async (
  tx: Tx,
  range: DayRange,
  { metric, perDay, limit }: { metric: string; perDay: number; limit: number },
): Promise<string[]> =>
  (
    await tx.query<{ who: string }>(
      `select most.who
       from ${bounds}
       cross join generate_series(b.first_day, b.last_day, interval '1 day') as days (day)
       cross join unnest($5::uuid[]) as widgets (id)
       cross join lateral (
         select who, total from analytics_days d
         where d.workspace_id = $1 and d.metric = $6 and d.widget_id = widgets.id and d.day = days.day::date and d.who <> ''
         order by d.total desc limit $7
       ) most
       group by most.who order by sum(most.total) desc, most.who limit $8`,
      [...valuesOf(tx, range), metric, perDay, limit],
    )
  ).map(({ who }) => who)

/** Counts of some of what a metric is counted for. */
export const readTotalsOf = (tx: Tx, range: DayRange, metrics: readonly string[], who: readonly string[]) =>
  tx.query<TotalOf>(
    `select metric, who, bin, ${partOf('total', 'counts')} as count, ${partOf('total_amount', 'amounts')} as amount
     from (${placed('d.metric, d.who, d.bin', 'd.metric = any ($6::text[]) and d.who = any ($7::text[])')}) placed
     group by metric, who, bin having ${partOf('total', 'counts')} <> 0`,
    [...valuesOf(tx, range), metrics, who],
  )

/** How a question of each group was put last, where it was not taken back since. */
export const readExamples = (tx: Tx, range: DayRange, groups: readonly string[]) =>
  tx.query<{ who: string; body: string }>(
    `select g.who, example.body
     from ${bounds} cross join unnest($6::text[]) as g (who)
     cross join lateral (
       select q.body from (
         select * from analytics_chats c
         where c.workspace_id = $1 and c.metric = 'question' and c.who = g.who and c.at >= b.from_at and c.at < b.to_at
           and c.widget_id = any ($5::uuid[])
         order by c.at desc, c.session_id desc limit 5
       ) newest
       join chat_messages m on m.workspace_id = newest.workspace_id and m.session_id = newest.session_id and m.seq = newest.seq
       join chat_messages q on q.workspace_id = m.workspace_id and q.session_id = m.session_id and q.seq = m.question_seq
       where q.state <> 'removed'
       order by newest.at desc limit 1
     ) example`,
    [...valuesOf(tx, range), groups],
  )

export type CountedWhich = {
  metric: string
  who: string
  bin: number | null
  weekday: number | null
  hour: number | null
}
export type CountedRow = { session_id: string; at: Date; times: number; seq: number }

/** The chats behind a number, those with the newest counted event first. */
export const readCountedChats = (
  tx: Tx,
  range: DayRange,
  which: CountedWhich,
  page: { before: { at: string; id: string } | null; limit: number },
) => {
  const isCounted = (c: string) => `
    ${c}.workspace_id = $1 and ${c}.metric = $6 and ${c}.who = $7 and ${c}.at >= b.from_at and ${c}.at < b.to_at
    and ${c}.widget_id = any ($5::uuid[]) and ($8::integer is null or ${c}.bin = $8)
    and ($9::integer is null or extract(isodow from ${c}.at at time zone $4) = $9)
    and ($10::integer is null or extract(hour from ${c}.at at time zone $4) = $10)`
  return tx.query<CountedRow>(
    `select found.session_id, found.at, counted.times, counted.seq
     from ${bounds} cross join lateral (
       select c.session_id, c.at, c.bin from analytics_chats c
       where ${isCounted('c')}
         and ($12::timestamptz is null or (c.at, c.session_id) < ($12::timestamptz, $13::uuid))
         and not exists (
           select from analytics_chats l
           where ${isCounted('l')} and l.session_id = c.session_id and (l.at, l.bin) > (c.at, c.bin)
         )
       order by c.at desc, c.session_id desc limit $11
     ) found
     cross join lateral (
       select sum(c.count)::bigint as times, max(c.seq) as seq from analytics_chats c
       where ${isCounted('c')} and c.session_id = found.session_id
     ) counted
     order by found.at desc, found.session_id desc`,
    [
      ...valuesOf(tx, range),
      which.metric,
      which.who,
      which.bin,
      which.weekday,
      which.hour,
      page.limit,
      page.before?.at ?? null,
      page.before?.id ?? null,
    ],
  )
}

/** What the settings say that figures need, and how far was counted. */
export const readSettings = (tx: Tx) =>
  tx.one<{ time_zone: string; counted_at: Date | null; widget_ids: string[] }>(
    `select w.time_zone, c.counted_at, array(select id from widgets where workspace_id = $1) as widget_ids
     from workspaces w left join analytics_cursors c on c.workspace_id = w.id where w.id = $1`,
    [tx.workspaceId],
  )

export const readProviderNames = (tx: Tx) =>
  tx.query<{ id: string; name: string }>('select id, name from ai_providers where workspace_id = $1', [tx.workspaceId])

/** Only of those who have been members: names are no secret between them. */
export const readMemberNames = (tx: Tx, ids: readonly string[]) =>
  tx.query<{ id: string; name: string }>('select id, name from users where id = any ($1::uuid[])', [ids])
