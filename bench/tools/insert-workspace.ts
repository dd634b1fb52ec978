import type pg from 'pg'
import { makeWidgetKey } from '../../apps/server/src/modules/widgets/widget-keys.ts'
import { newId } from '../../apps/server/src/platform/ids.ts'

/** A workspace with one widget. */
export async function insertWorkspace(client: pg.Client) {
  const workspaceId = newId()
  const widgetId = newId()
  const key = makeWidgetKey(workspaceId, widgetId)
  await client.query('insert into workspaces (id, name) values ($1, $2)', [workspaceId, 'Bench'])
  await client.query(
    `insert into widgets (workspace_id, id, key, name, title, accent_color, position, greeting_en, greeting_th)
     values ($1, $2, $3, 'Bench', 'Bench', '#0f766e', 'right', '', '')`,
    [workspaceId, widgetId, key],
  )
  return { workspaceId, widgetId, key }
}
