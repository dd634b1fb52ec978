import type { Assignment, AssignmentRule, Locale } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

export type SettingsRow = Omit<Assignment, 'timeZone'>

export const noSettings: SettingsRow = {
  week: null,
  holidays: [],
  rules: [],
  targetMinutes: null,
  tellMinutes: null,
  mailMinutes: null,
}

const columns = `week, holidays, rules, target_minutes as "targetMinutes", tell_minutes as "tellMinutes",
  mail_minutes as "mailMinutes"`

export const readSettings = async (tx: Tx): Promise<SettingsRow> =>
  (await tx.maybeOne<SettingsRow>(`select ${columns} from assignment_settings where workspace_id = $1`, [
    tx.workspaceId,
  ])) ?? noSettings

/** Whoever gives or sets under this lock does so alone. undefined: nothing was ever set, and nothing is locked. */
export const lockSettings = (tx: Tx) =>
  tx.maybeOne<SettingsRow>(`select ${columns} from assignment_settings where workspace_id = $1 for no key update`, [
    tx.workspaceId,
  ])

export const makeSettings = (tx: Tx) =>
  tx.query('insert into assignment_settings (workspace_id) values ($1) on conflict do nothing', [tx.workspaceId])

export const writeSettings = (tx: Tx, row: SettingsRow) =>
  tx.query(
    `update assignment_settings set week = $2, holidays = $3, rules = $4, target_minutes = $5, tell_minutes = $6,
       mail_minutes = $7 where workspace_id = $1`,
    [
      tx.workspaceId,
      row.week && JSON.stringify(row.week),
      JSON.stringify(row.holidays),
      JSON.stringify(row.rules),
      row.targetMinutes,
      row.tellMinutes,
      row.mailMinutes,
    ],
  )

export const timeZoneOf = async (tx: Tx) =>
  (await tx.one<{ time_zone: string }>('select time_zone from workspaces where id = $1', [tx.workspaceId])).time_zone

/** More chats than this nobody counts. */
const mostCounted = 999
const openChats = `cross join lateral (
  select count(*)::integer as n from (
    select from chat_sessions s
    where s.workspace_id = m.workspace_id and s.assignee_id = m.user_id and s.box = 'assigned' limit ${mostCounted}
  ) counted
) busy`

export type DutyRow = {
  id: string
  name: string
  is_away: boolean
  seen_at: Date | null
  capacity: number | null
  open_chats: number
}

const dutyQuery = `
  select m.user_id as id, u.name, coalesce(d.is_away, false) as is_away, d.seen_at, d.capacity, busy.n as open_chats
  from memberships m
  join users u on u.id = m.user_id
  left join member_duty d on d.workspace_id = m.workspace_id and d.user_id = m.user_id
  ${openChats}
  where m.workspace_id = $1`

export const listDutyRows = (tx: Tx) => tx.query<DutyRow>(`${dutyQuery} order by u.name, u.id`, [tx.workspaceId])

export const findDuty = (tx: Tx, userId: string) =>
  tx.maybeOne<DutyRow>(`${dutyQuery} and m.user_id = $2`, [tx.workspaceId, userId])

/** For a member; of anybody else nothing is kept. */
const upsertDuty = (column: string) => `
  insert into member_duty (workspace_id, user_id, ${column})
    select workspace_id, user_id, $3 from memberships where workspace_id = $1 and user_id = $2
  on conflict (workspace_id, user_id) do update set ${column} = excluded.${column}`

export const writeAway = (tx: Tx, userId: string, isAway: boolean) =>
  tx.query(upsertDuty('is_away'), [tx.workspaceId, userId, isAway])
export const writeCapacity = (tx: Tx, userId: string, capacity: number | null) =>
  tx.query(upsertDuty('capacity').replace('$3', '$3::integer'), [tx.workspaceId, userId, capacity])
export const writeSeen = (tx: Tx, userId: string, at: Date) =>
  tx.query(upsertDuty('seen_at').replace('$3', '$3::timestamptz'), [tx.workspaceId, userId, at])

/**
 * Who is to have the next chat: on duty, with room, and next by turn or load. The caller holds the lock of the settings.
 * @param rule.memberIds among whom; empty: everybody.
 */
export const nextMember = async (
  tx: Tx,
  { memberIds, sharing }: Pick<AssignmentRule, 'memberIds' | 'sharing'>,
  seenAfter: Date,
) =>
  (
    await tx.maybeOne<{ user_id: string }>(
      `select m.user_id from member_duty m ${openChats}
       where m.workspace_id = $1 and not m.is_away and m.seen_at > $2
         and (m.capacity is null or busy.n < m.capacity) and (cardinality($3::uuid[]) = 0 or m.user_id = any ($3))
       order by case when $4 then busy.n end, m.given_at nulls first, m.user_id limit 1`,
      [tx.workspaceId, seenAfter, memberIds, sharing === 'load'],
    )
  )?.user_id ?? null

export const noteGiven = (tx: Tx, userId: string, at: Date) =>
  tx.query('update member_duty set given_at = $3 where workspace_id = $1 and user_id = $2', [
    tx.workspaceId,
    userId,
    at,
  ])

/** What rules look at. */
export const chatFacts = (tx: Tx, chatId: string) =>
  tx.one<{ widgetId: string; locale: Locale | null; labelIds: string[] }>(
    `select s.widget_id as "widgetId", s.locale,
       array(select l.label_id from chat_labels l where l.workspace_id = $1 and l.session_id = $2) as "labelIds"
     from chat_sessions s where s.workspace_id = $1 and s.id = $2`,
    [tx.workspaceId, chatId],
  )

export type WaitStage = 'told' | 'mailed'

/** Visitors who have waited since before a moment and of whom the team was not told yet, longest first. */
export const untoldWaits = (tx: Tx, stage: WaitStage, since: Date, limit: number) =>
  tx.query<{ id: string; waiting_since: Date }>(
    `select s.id, s.waiting_since from chat_sessions s
     where s.workspace_id = $1 and s.waiting_since is not null and s.waiting_since <= $3 and s.snoozed_until is null
       and not exists (
         select from wait_notices n
         where n.workspace_id = $1 and n.session_id = s.id and n.stage = $2 and n.waiting_since = s.waiting_since)
     order by s.waiting_since, s.id limit $4`,
    [tx.workspaceId, stage, since, limit],
  )

/**
 * Takes the notice of a wait that began before a moment. The wait is that of the row: a moment that has been in JavaScript
 * has lost its microseconds.
 * @returns whether it is for this caller to tell: true once for each wait, however many ask.
 */
export const takeNotice = async (tx: Tx, chatId: string, stage: WaitStage, since: Date) =>
  (
    await tx.query(
      `insert into wait_notices (workspace_id, session_id, stage, waiting_since)
         select workspace_id, id, $3, waiting_since from chat_sessions
         where workspace_id = $1 and id = $2 and waiting_since <= $4
       on conflict (workspace_id, session_id, stage) do update set waiting_since = excluded.waiting_since
         where wait_notices.waiting_since <> excluded.waiting_since
       returning 1`,
      [tx.workspaceId, chatId, stage, since],
    )
  ).length > 0

/** Who gets mail of visitors who wait: everybody who has not said that they are away. */
export const mailAddresses = (tx: Tx) =>
  tx.query<{ email: string; locale: Locale; name: string; workspace: string }>(
    `select u.email, u.locale, u.name, w.name as workspace from memberships m
     join users u on u.id = m.user_id
     join workspaces w on w.id = m.workspace_id
     left join member_duty d on d.workspace_id = m.workspace_id and d.user_id = m.user_id
     where m.workspace_id = $1 and not coalesce(d.is_away, false) order by u.email`,
    [tx.workspaceId],
  )
