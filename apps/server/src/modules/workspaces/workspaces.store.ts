import type { ResponderKind } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

export type WorkspaceRow = {
  id: string
  name: string
  is_sample: boolean
  ai_paused: boolean
  second_factor_required: boolean
  responder_kind: ResponderKind
  responder_base_url: string
  responder_model: string
  responder_instructions: string
  responder_api_key_sealed: string | null
}

export const insertWorkspace = (tx: Tx, workspace: { name: string; isSample: boolean }) =>
  tx.query('insert into workspaces (id, name, is_sample) values ($1, $2, $3)', [
    tx.workspaceId,
    workspace.name,
    workspace.isSample,
  ])

export const readWorkspace = (tx: Tx) =>
  tx.maybeOne<WorkspaceRow>(
    `select id, name, is_sample, ai_paused, second_factor_required, responder_kind, responder_base_url, responder_model,
       responder_instructions, responder_api_key_sealed
     from workspaces where id = $1`,
    [tx.workspaceId],
  )

export const lockWorkspace = (tx: Tx) => tx.query('select 1 from workspaces where id = $1 for update', [tx.workspaceId])

export const writeWorkspace = (tx: Tx, row: WorkspaceRow) =>
  tx.query(
    `update workspaces set name = $2, responder_kind = $3, responder_base_url = $4, responder_model = $5,
       responder_instructions = $6, responder_api_key_sealed = $7, ai_paused = $8
     where id = $1`,
    [
      tx.workspaceId,
      row.name,
      row.responder_kind,
      row.responder_base_url,
      row.responder_model,
      row.responder_instructions,
      row.responder_api_key_sealed,
      row.ai_paused,
    ],
  )

export const writeSecondFactorRequired = (tx: Tx, isRequired: boolean) =>
  tx.query('update workspaces set second_factor_required = $2 where id = $1', [tx.workspaceId, isRequired])

/** Sign-in sessions of the people of the workspace. */
export const sessionsOfMembers = (tx: Tx) =>
  tx.query<{ id: string }>(
    'select s.id from memberships m join user_sessions s on s.user_id = m.user_id where m.workspace_id = $1',
    [tx.workspaceId],
  )

export const deleteWorkspace = (tx: Tx) => tx.query('delete from workspaces where id = $1', [tx.workspaceId])
