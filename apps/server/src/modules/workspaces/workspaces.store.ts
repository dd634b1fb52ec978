import type { Tx } from '../../platform/database/database.ts'

export type WorkspaceRow = {
  id: string
  name: string
  is_sample: boolean
  time_zone: string
  ai_paused: boolean
  second_factor_required: boolean
}

export const insertWorkspace = (tx: Tx, workspace: { name: string; isSample: boolean }) =>
  tx.query('insert into workspaces (id, name, is_sample) values ($1, $2, $3)', [
    tx.workspaceId,
    workspace.name,
    workspace.isSample,
  ])

export const readWorkspace = (tx: Tx) =>
  tx.maybeOne<WorkspaceRow>(
    'select id, name, is_sample, time_zone, ai_paused, second_factor_required from workspaces where id = $1',
    [tx.workspaceId],
  )

export const lockWorkspace = (tx: Tx) => tx.query('select 1 from workspaces where id = $1 for update', [tx.workspaceId])

export const writeWorkspace = (tx: Tx, row: { name: string; timeZone: string; aiPaused: boolean }) =>
  tx.query('update workspaces set name = $2, time_zone = $3, ai_paused = $4 where id = $1', [
    tx.workspaceId,
    row.name,
    row.timeZone,
    row.aiPaused,
  ])

export const writeSecondFactorRequired = (tx: Tx, isRequired: boolean) =>
  tx.query('update workspaces set second_factor_required = $2 where id = $1', [tx.workspaceId, isRequired])

/** Sign-in sessions of the people of the workspace. */
export const sessionsOfMembers = (tx: Tx) =>
  tx.query<{ id: string }>(
    'select s.id from memberships m join user_sessions s on s.user_id = m.user_id where m.workspace_id = $1',
    [tx.workspaceId],
  )

export const deleteWorkspace = (tx: Tx) => tx.query('delete from workspaces where id = $1', [tx.workspaceId])
