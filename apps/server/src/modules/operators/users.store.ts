import type { OperatedUser, UserState } from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'

type UserRow = {
  id: string
  name: string
  email: string
  is_operator: boolean
  email_verified_at: Date | null
  locked_at: Date | null
  lock_until: Date | null
  created_at: Date
  last_seen_at: Date | null
  session_count: number
  workspaces: OperatedUser['workspaces']
}

/** `lock_until` only while it holds. */
const userQuery = (where: string) => `
  select u.id, u.name, u.email, u.is_operator, u.email_verified_at, u.locked_at, u.created_at,
    case when u.lock_until > now() then u.lock_until end as lock_until,
    s.last_seen_at, s.session_count,
    coalesce((
      select jsonb_agg(jsonb_build_object('id', m.workspace_id, 'name', m.name, 'role', m.role))
      from memberships_of(u.id) m), '[]') as workspaces
  from (select * from users u where ${where}) u
  left join lateral (
    select max(s.last_used_at) as last_seen_at, count(*)::integer as session_count from user_sessions s where s.user_id = u.id
  ) s on true
  order by u.id desc`

export async function listUsers(
  db: Database,
  filter: { words: string | null; state: UserState | null; beforeId: string | null; limit: number },
): Promise<OperatedUser[]> {
  const rows = await db.query<UserRow>(
    userQuery(`
      ($1::uuid is null or u.id < $1)
      and ($2::text is null or strpos(lower(u.name || ' ' || u.email), $2) > 0 or u.id::text = $2)
      and ($3::text is null
        or ($3 = 'operator' and u.is_operator)
        or ($3 = 'locked' and (u.locked_at is not null or u.lock_until > now()))
        or ($3 = 'unverified' and u.email_verified_at is null))
      order by u.id desc limit $4`),
    [filter.beforeId, filter.words, filter.state, filter.limit],
  )
  return rows.map(present)
}

export async function findUser(tx: Tx, id: string): Promise<OperatedUser | undefined> {
  const row = await tx.maybeOne<UserRow>(userQuery('u.id = $1'), [id])
  return row && present(row)
}

export type LockedUser = { id: string; name: string; email: string; is_operator: boolean }

export const lockUserRow = (tx: Tx, id: string) =>
  tx.maybeOne<LockedUser>('select id, name, email, is_operator from users where id = $1 for update', [id])

/** @returns whether it was not confirmed before. */
export const setVerified = async (tx: Tx, id: string) =>
  (
    await tx.query(
      'update users set email_verified_at = now() where id = $1 and email_verified_at is null returning id',
      [id],
    )
  ).length > 0

export const setOperator = (tx: Tx, id: string, isOperator: boolean) =>
  tx.query('update users set is_operator = $2 where id = $1', [id, isOperator])

/** Those who can act, locked against leaving two at once. */
export const lockOperators = async (tx: Tx) =>
  (
    await tx.query<{ id: string }>(
      'select id from users where is_operator and locked_at is null order by id for update',
    )
  ).map(({ id }) => id)

const present = (row: UserRow): OperatedUser => ({
  id: row.id,
  name: row.name,
  email: row.email,
  isOperator: row.is_operator,
  isVerified: row.email_verified_at !== null,
  lockedAt: row.locked_at?.toISOString() ?? null,
  guessLockUntil: row.lock_until?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  sessionCount: row.session_count,
  workspaces: row.workspaces,
})
