import type { Tx } from '../../platform/database/database.ts'

export type WidgetRow = {
  id: string
  key: string
  name: string
  title: string
  accent_color: string
  position: 'right' | 'left'
  greeting_en: string
  greeting_th: string
  allowed_origins: string[]
  paused: boolean
  ai_paused: boolean
  privacy_url: string | null
  consent_required: boolean
  identity_required: boolean
}

/** What can be written, in one order. */
const written = [
  'name',
  'title',
  'accent_color',
  'position',
  'greeting_en',
  'greeting_th',
  'allowed_origins',
  'paused',
  'ai_paused',
  'privacy_url',
  'consent_required',
  'identity_required',
] as const satisfies (keyof WidgetRow)[]
const columns = ['id', 'key', ...written].join(', ')
const valuesOf = (widget: WidgetRow) => written.map((name) => widget[name])

export const insertWidget = (tx: Tx, widget: WidgetRow) =>
  tx.query(
    `insert into widgets (workspace_id, ${columns})
     values ($1, $2, $3, ${written.map((_, at) => `$${at + 4}`).join(', ')})`,
    [tx.workspaceId, widget.id, widget.key, ...valuesOf(widget)],
  )

export const listWidgetRows = (tx: Tx) =>
  tx.query<WidgetRow>(`select ${columns} from widgets where workspace_id = $1 order by created_at, id`, [
    tx.workspaceId,
  ])

export const findWidget = (tx: Tx, id: string) =>
  tx.maybeOne<WidgetRow>(`select ${columns} from widgets where workspace_id = $1 and id = $2`, [tx.workspaceId, id])

/** The same, unless its workspace was deleted. */
export const findServedWidget = (tx: Tx, id: string) =>
  tx.maybeOne<WidgetRow>(
    `select ${columns} from widgets where workspace_id = $1 and id = $2
       and exists (select from workspaces where id = $1 and deleted_at is null)`,
    [tx.workspaceId, id],
  )

export const lockWidget = (tx: Tx, id: string) =>
  tx.maybeOne<WidgetRow>(`select ${columns} from widgets where workspace_id = $1 and id = $2 for update`, [
    tx.workspaceId,
    id,
  ])

export const updateWidgetRow = (tx: Tx, widget: WidgetRow) =>
  tx.query(
    `update widgets set ${written.map((name, at) => `${name} = $${at + 3}`).join(', ')}
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, widget.id, ...valuesOf(widget)],
  )
