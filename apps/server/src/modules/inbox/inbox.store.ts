import type { CannedReply, ChatLabel, InboxView, ViewFilter } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

type Table = 'labels' | 'inbox_views' | 'canned_replies'

/** How many there are, of one person where they belong to somebody. Nobody adds another one meanwhile. */
export async function lockAndCount(tx: Tx, table: Table, ownerId: string | null): Promise<number> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${table} ${tx.workspaceId}`])
  const { count } = await tx.one<{ count: number }>(
    `select count(*)::integer as count from ${table}
     where workspace_id = $1 ${table === 'inbox_views' ? 'and owner_id = $2' : 'and $2::uuid is null'}`,
    [tx.workspaceId, ownerId],
  )
  return count
}

export const listLabels = (tx: Tx) =>
  tx.query<ChatLabel>('select id, name, color from labels where workspace_id = $1 order by lower(name)', [
    tx.workspaceId,
  ])

export const insertLabel = (tx: Tx, { id, name, color }: ChatLabel) =>
  tx.query('insert into labels (workspace_id, id, name, color) values ($1, $2, $3, $4)', [
    tx.workspaceId,
    id,
    name,
    color,
  ])

export const updateLabel = async (tx: Tx, { id, name, color }: ChatLabel) =>
  (
    await tx.query('update labels set name = $3, color = $4 where workspace_id = $1 and id = $2 returning id', [
      tx.workspaceId,
      id,
      name,
      color,
    ])
  ).length > 0

/** @returns undefined: there was none. */
export const deleteLabel = async (tx: Tx, id: string) =>
  (
    await tx.query<{ name: string }>('delete from labels where workspace_id = $1 and id = $2 returning name', [
      tx.workspaceId,
      id,
    ])
  )[0]

export const listReplies = (tx: Tx) =>
  tx.query<CannedReply>(
    'select id, shortcut, body as text from canned_replies where workspace_id = $1 order by shortcut',
    [tx.workspaceId],
  )

export const insertReply = (tx: Tx, { id, shortcut, text }: CannedReply) =>
  tx.query('insert into canned_replies (workspace_id, id, shortcut, body) values ($1, $2, $3, $4)', [
    tx.workspaceId,
    id,
    shortcut,
    text,
  ])

export const updateReply = async (tx: Tx, { id, shortcut, text }: CannedReply) =>
  (
    await tx.query(
      'update canned_replies set shortcut = $3, body = $4 where workspace_id = $1 and id = $2 returning id',
      [tx.workspaceId, id, shortcut, text],
    )
  ).length > 0

/** @returns undefined: there was none. */
export const deleteReply = async (tx: Tx, id: string) =>
  (
    await tx.query<{ shortcut: string }>(
      'delete from canned_replies where workspace_id = $1 and id = $2 returning shortcut',
      [tx.workspaceId, id],
    )
  )[0]

type ViewRow = { id: string; owner_id: string; is_shared: boolean; name: string; filters: ViewFilter }
const present =
  (userId: string) =>
  ({ id, owner_id, is_shared, name, filters }: ViewRow): InboxView => ({
    id,
    isOwn: owner_id === userId,
    isShared: is_shared,
    name,
    filter: filters,
  })

/** Their own, and those that are shared by who is still in the workspace. */
export const listViews = async (tx: Tx, userId: string) =>
  (
    await tx.query<ViewRow>(
      `select id, owner_id, is_shared, name, filters from inbox_views v
       where workspace_id = $1 and (owner_id = $2 or is_shared)
         and exists (select from memberships m where m.workspace_id = $1 and m.user_id = v.owner_id)
       order by lower(name), id`,
      [tx.workspaceId, userId],
    )
  ).map(present(userId))

export const insertView = (tx: Tx, userId: string, { id, isShared, name, filter }: Omit<InboxView, 'isOwn'>) =>
  tx.query(
    'insert into inbox_views (workspace_id, id, owner_id, is_shared, name, filters) values ($1, $2, $3, $4, $5, $6)',
    [tx.workspaceId, id, userId, isShared, name, filter],
  )

export const updateView = async (tx: Tx, userId: string, { id, isShared, name, filter }: Omit<InboxView, 'isOwn'>) =>
  (
    await tx.query(
      `update inbox_views set is_shared = $4, name = $5, filters = $6
       where workspace_id = $1 and id = $2 and owner_id = $3 returning id`,
      [tx.workspaceId, id, userId, isShared, name, filter],
    )
  ).length > 0

export const deleteView = async (tx: Tx, userId: string, id: string) =>
  (
    await tx.query('delete from inbox_views where workspace_id = $1 and id = $2 and owner_id = $3 returning id', [
      tx.workspaceId,
      id,
      userId,
    ])
  ).length > 0
