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
}

const columns = 'id, key, name, title, accent_color, position, greeting_en, greeting_th, allowed_origins, paused'

export const insertWidget = (tx: Tx, widget: WidgetRow) =>
  tx.query(`insert into widgets (workspace_id, ${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, [
    tx.workspaceId,
    widget.id,
    widget.key,
    widget.name,
    widget.title,
    widget.accent_color,
    widget.position,
    widget.greeting_en,
    widget.greeting_th,
    widget.allowed_origins,
    widget.paused,
  ])

export const listWidgetRows = (tx: Tx) =>
  tx.query<WidgetRow>(`select ${columns} from widgets where workspace_id = $1 order by created_at, id`, [
    tx.workspaceId,
  ])

export const findWidget = (tx: Tx, id: string) =>
  tx.maybeOne<WidgetRow>(`select ${columns} from widgets where workspace_id = $1 and id = $2`, [tx.workspaceId, id])

export const lockWidget = (tx: Tx, id: string) =>
  tx.maybeOne<WidgetRow>(`select ${columns} from widgets where workspace_id = $1 and id = $2 for update`, [
    tx.workspaceId,
    id,
  ])

export const updateWidgetRow = (tx: Tx, widget: WidgetRow) =>
  tx.query(
    `update widgets set name = $3, title = $4, accent_color = $5, position = $6, greeting_en = $7, greeting_th = $8,
       allowed_origins = $9, paused = $10
     where workspace_id = $1 and id = $2`,
    [
      tx.workspaceId,
      widget.id,
      widget.name,
      widget.title,
      widget.accent_color,
      widget.position,
      widget.greeting_en,
      widget.greeting_th,
      widget.allowed_origins,
      widget.paused,
    ],
  )
