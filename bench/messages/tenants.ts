import { createVisitorTokens } from '../../apps/server/src/modules/chat/visitor-tokens.ts'
import { makeWidgetKey } from '../../apps/server/src/modules/widgets/widget-keys.ts'
import { newId } from '../../apps/server/src/platform/ids.ts'
import { createSecrets } from '../../apps/server/src/platform/secrets/secrets.ts'
import { secretKey } from '../tools/bench-server.ts'
import type { OwnPostgres } from '../tools/own-postgres.ts'

export type Chat = { path: string; token: string }

/**
 * Workspaces with one widget each, and visitors of theirs who have not written yet.
 * @param chatCount over all workspaces, in turn.
 */
export async function makeTenants(postgres: OwnPostgres, workspaceCount: number, chatCount: number): Promise<Chat[]> {
  const tokens = createVisitorTokens(createSecrets(Buffer.from(secretKey, 'base64')), Date.now)
  const widgets = Array.from({ length: workspaceCount }, () => {
    const workspaceId = newId()
    const widgetId = newId()
    return { workspaceId, widgetId, key: makeWidgetKey(workspaceId, widgetId) }
  })
  await postgres.asAdmin(async (client) => {
    for (const { workspaceId, widgetId, key } of widgets) {
      await client.query('insert into workspaces (id, name) values ($1, $2)', [workspaceId, 'Bench'])
      await client.query(
        `insert into widgets (workspace_id, id, key, name, title, accent_color, position, greeting_en, greeting_th)
         values ($1, $2, $3, 'Bench', 'Bench', '#0f766e', 'right', '', '')`,
        [workspaceId, widgetId, key],
      )
    }
  })
  return Array.from({ length: chatCount }, (_, at) => {
    const widget = widgets[at % widgets.length] as (typeof widgets)[number]
    return { path: `/api/v1/visitor/${widget.key}/messages`, token: tokens.issue(tokens.fresh(widget)) }
  })
}
