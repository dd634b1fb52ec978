import type { Locale, NotificationWishes } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import type { Subscription } from './web-push.ts'

const wishes = 'n.requests, n.assignments, n.mentions, n.messages, n.previews'

export const findWishes = (tx: Tx, userId: string) =>
  tx.maybeOne<NotificationWishes>(
    `select ${wishes} from notification_wishes n where n.workspace_id = $1 and n.user_id = $2`,
    [tx.workspaceId, userId],
  )

export const writeWishes = (tx: Tx, userId: string, wanted: NotificationWishes) =>
  tx.query(
    `insert into notification_wishes (workspace_id, user_id, requests, assignments, mentions, messages, previews)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, user_id) do update set requests = excluded.requests,
       assignments = excluded.assignments, mentions = excluded.mentions, messages = excluded.messages,
       previews = excluded.previews`,
    [tx.workspaceId, userId, wanted.requests, wanted.assignments, wanted.mentions, wanted.messages, wanted.previews],
  )

/** What somebody has of devices is changed under this lock. */
export const lockMember = (tx: Tx, userId: string) =>
  tx.query('select from memberships where workspace_id = $1 and user_id = $2 for no key update', [
    tx.workspaceId,
    userId,
  ])

export type DeviceRow = { id: string; session_id: string; user_agent: string; created_at: Date }

const deviceColumns = 'd.id, d.session_id, s.user_agent, d.created_at'
const deviceFrom = 'push_devices d join user_sessions s on s.id = d.session_id'

export const listDevices = (tx: Tx, userId: string) =>
  tx.query<DeviceRow>(
    `select ${deviceColumns} from ${deviceFrom} where d.workspace_id = $1 and d.user_id = $2
     order by d.created_at desc, d.id desc`,
    [tx.workspaceId, userId],
  )

export const findDevice = (tx: Tx, sessionId: string) =>
  tx.maybeOne<DeviceRow & { endpoint: string; public_key: string; auth: string }>(
    `select ${deviceColumns}, d.endpoint, d.public_key, d.auth from ${deviceFrom}
     where d.workspace_id = $1 and d.session_id = $2`,
    [tx.workspaceId, sessionId],
  )

type NewDevice = Subscription & { id: string; userId: string; sessionId: string }

/** In the place of what there was for the session, and of what another one had at this address before. */
export async function putDevice(tx: Tx, device: NewDevice): Promise<void> {
  await tx.query('delete from push_devices where workspace_id = $1 and endpoint = $2 and session_id <> $3', [
    tx.workspaceId,
    device.endpoint,
    device.sessionId,
  ])
  await tx.query(
    `insert into push_devices (workspace_id, id, user_id, session_id, endpoint, public_key, auth)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, session_id) do update set endpoint = excluded.endpoint,
       public_key = excluded.public_key, auth = excluded.auth, failures = 0`,
    [tx.workspaceId, device.id, device.userId, device.sessionId, device.endpoint, device.publicKey, device.auth],
  )
}

export const removeOldest = (tx: Tx, userId: string, kept: number) =>
  tx.query(
    `delete from push_devices where workspace_id = $1 and id in (
       select id from push_devices where workspace_id = $1 and user_id = $2
       order by created_at desc, id desc offset $3)`,
    [tx.workspaceId, userId, kept],
  )

/** @returns the browser that it was, or undefined where it is not theirs. */
export const deleteOwnDevice = (tx: Tx, userId: string, id: string) =>
  tx.maybeOne<{ user_agent: string }>(
    `delete from push_devices d using user_sessions s
     where d.workspace_id = $1 and d.user_id = $2 and d.id = $3 and s.id = d.session_id returning s.user_agent`,
    [tx.workspaceId, userId, id],
  )

export const deleteDevice = (tx: Tx, id: string) =>
  tx.query('delete from push_devices where workspace_id = $1 and id = $2', [tx.workspaceId, id])

export const noteDelivered = (tx: Tx, id: string) =>
  tx.query('update push_devices set failures = 0 where workspace_id = $1 and id = $2 and failures > 0', [
    tx.workspaceId,
    id,
  ])

/** Removes it where that has been so too often in a row. */
export async function noteFailed(tx: Tx, id: string, failuresMax: number): Promise<void> {
  await tx.query('update push_devices set failures = failures + 1 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
  ])
  await tx.query('delete from push_devices where workspace_id = $1 and id = $2 and failures >= $3', [
    tx.workspaceId,
    id,
    failuresMax,
  ])
}

export type DeviceOwner = NotificationWishes & { user_id: string; device_ids: string[]; is_away: boolean }

/** Whoever has devices, with what they want to hear of. @param byDefault of those who have changed nothing. */
export const listDeviceOwners = (tx: Tx, byDefault: NotificationWishes) =>
  tx.query<DeviceOwner>(
    `select d.user_id, d.device_ids, coalesce(y.is_away, false) as is_away,
       coalesce(n.requests, $2) as requests, coalesce(n.assignments, $3) as assignments,
       coalesce(n.mentions, $4) as mentions, coalesce(n.messages, $5) as messages,
       coalesce(n.previews, $6) as previews
     from (select user_id, array_agg(id) as device_ids from push_devices where workspace_id = $1 group by user_id) d
     left join notification_wishes n on n.workspace_id = $1 and n.user_id = d.user_id
     left join member_duty y on y.workspace_id = $1 and y.user_id = d.user_id`,
    [
      tx.workspaceId,
      byDefault.requests,
      byDefault.assignments,
      byDefault.mentions,
      byDefault.messages,
      byDefault.previews,
    ],
  )

export type HappeningRow = {
  chat_id: string
  seq: number
  type: string
  data: { byId?: string | null; assigneeId?: string | null }
  assignee_id: string | null
  is_open: boolean
  is_by_visitor: boolean
  mentions: string[]
}

/** Some events of the log, in order, with what decides whom they concern. Older ones are history. */
export const listHappenings = (tx: Tx, places: { xid: string; id: number }[], maxAgeSeconds: number) =>
  tx.query<HappeningRow>(
    `select e.session_id as chat_id, e.seq, e.type, e.data, s.assignee_id, s.box in ('assigned', 'unassigned') as is_open,
       coalesce(m.author_kind = 'visitor', false) as is_by_visitor,
       coalesce(array_remove(n.mentions, n.author_id), '{}') as mentions
     from unnest($2::text[]::xid8[], $3::bigint[]) as p (xid, id)
     join chat_events e on e.workspace_id = $1 and e.xid = p.xid and e.id = p.id
     join chat_sessions s on s.workspace_id = $1 and s.id = e.session_id
     left join chat_messages m on m.workspace_id = $1 and m.session_id = e.session_id and m.seq = e.message_seq
     left join chat_notes n on n.workspace_id = $1 and n.session_id = e.session_id and n.seq = e.note_seq
     where e.created_at > now() - $4 * interval '1 second'
     order by e.xid, e.id`,
    [tx.workspaceId, places.map(({ xid }) => xid), places.map(({ id }) => id), maxAgeSeconds],
  )

export type PushRow = {
  user_id: string
  session_id: string
  second_factor_required: boolean
  endpoint: string
  public_key: string
  auth: string
  locale: Locale
  previews: boolean
  visitor_name: string | null
  /** Of the visitor. */
  last_words: string | null
  is_waiting: boolean
  is_mine: boolean
  is_nobodys: boolean
  is_unread: boolean
  message: string | null
  note: string | null
  note_author: string | null
  is_mention_unread: boolean
}

/** A device and the chat it is to be told of, as both are now. */
export const findPush = (
  tx: Tx,
  { deviceId, chatId, seq, previews }: { deviceId: string; chatId: string; seq: number; previews: boolean },
) =>
  tx.maybeOne<PushRow>(
    `select d.user_id, d.session_id, o.second_factor_required, d.endpoint, d.public_key, d.auth, u.locale, coalesce(w.previews, $5) as previews,
       case when v.external_id is null then v.name else v.verified ->> 'name' end as visitor_name,
       (select q.body from chat_messages q
         where q.workspace_id = $1 and q.session_id = s.id and q.author_kind = 'visitor'
         order by q.seq desc limit 1) as last_words,
       s.waiting_since is not null as is_waiting,
       s.assignee_id is not distinct from d.user_id as is_mine, s.assignee_id is null as is_nobodys, s.member_read_seq < $4 as is_unread,
       m.body as message, n.body as note, a.name as note_author,
       coalesce(not c.is_read, false) as is_mention_unread
     from push_devices d
     join users u on u.id = d.user_id
     join workspaces o on o.id = d.workspace_id and o.deleted_at is null and o.locked_at is null
     join chat_sessions s on s.workspace_id = $1 and s.id = $3
     join visitors v on v.workspace_id = $1 and v.id = s.visitor_id
     left join notification_wishes w on w.workspace_id = $1 and w.user_id = d.user_id
     left join chat_messages m on m.workspace_id = $1 and m.session_id = s.id and m.seq = $4
     left join chat_notes n on n.workspace_id = $1 and n.session_id = s.id and n.seq = $4
     left join users a on a.id = n.author_id
     left join chat_mentions c on c.workspace_id = $1 and c.session_id = s.id and c.member_id = d.user_id and c.seq = $4
     where d.workspace_id = $1 and d.id = $2 and s.erased_at is null`,
    [tx.workspaceId, deviceId, chatId, seq, previews],
  )
