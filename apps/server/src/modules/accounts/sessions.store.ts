import type { Tx } from '../../platform/database/database.ts'
import type { RefreshClaims } from './refresh-tokens.ts'

export type Device = { userAgent: string; address: string }

export type SessionRow = {
  id: string
  user_id: string
  generation: number
  user_agent: string
  address: string
  rotated_at: Date
  last_used_at: Date
  created_at: Date
  expires_at: Date
  is_by_passkey: boolean
}

type NewSession = { id: string; userId: string; now: Date; expiresAt: Date; isByPasskey: boolean }

export const insertSession = (tx: Tx, session: NewSession & Device) =>
  tx.query(
    `insert into user_sessions (id, user_id, user_agent, address, created_at, rotated_at, last_used_at, expires_at,
       is_by_passkey)
     values ($1, $2, $3, $4, $5, $5, $5, $6, $7)`,
    [
      session.id,
      session.userId,
      session.userAgent,
      session.address,
      session.now,
      session.expiresAt,
      session.isByPasskey,
    ],
  )

export const sessionQuery = 'select * from user_sessions where id = $1'

/** @returns undefined when another generation is the current one, or the session has ended. */
export const rotateSession = (
  tx: Tx,
  { sessionId, generation }: RefreshClaims,
  { now, expiresAt, longestMs }: { now: Date; expiresAt: Date; longestMs: number },
  at: Device,
) =>
  tx.maybeOne<SessionRow>(
    `update user_sessions set generation = generation + 1, rotated_at = $3, last_used_at = $3,
       expires_at = least($4, created_at + $7 * interval '1 millisecond'), user_agent = $5, address = $6
     where id = $1 and generation = $2 and expires_at > $3
     returning *`,
    [sessionId, generation, now, expiresAt, at.userAgent, at.address, longestMs],
  )

export const noteByPasskey = (tx: Tx, id: string) =>
  tx.query('update user_sessions set is_by_passkey = true where id = $1', [id])

export const readSession = (tx: Tx, id: string) => tx.maybeOne<SessionRow>(`${sessionQuery} for update`, [id])

export const sessionsOfQuery = `
  select * from user_sessions where user_id = $1 and expires_at > $2 order by last_used_at desc, id desc`

/** @returns the person whose it was. */
export const deleteSession = (tx: Tx, id: string) =>
  tx.maybeOne<{ id: string; name: string }>(
    'delete from user_sessions s using users u where s.id = $1 and u.id = s.user_id returning u.id, u.name',
    [id],
  )

export const deleteOwnSession = (tx: Tx, id: string, userId: string) =>
  tx.query<{ id: string }>('delete from user_sessions where id = $1 and user_id = $2 returning id', [id, userId])

/** @param except the id of one that stays. */
export const deleteSessionsOf = (tx: Tx, userId: string, except: string | null) =>
  tx.query<{ id: string }>(
    'delete from user_sessions where user_id = $1 and ($2::uuid is null or id <> $2) returning id',
    [userId, except],
  )

export const deleteExpiredSessions = (tx: Tx, now: Date) =>
  tx.query('delete from user_sessions where expires_at < $1', [now])
