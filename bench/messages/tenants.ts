import { createVisitorTokens } from '../../apps/server/src/modules/chat/visitor-tokens.ts'
import { createSecrets } from '../../apps/server/src/platform/secrets/secrets.ts'
import { secretKey } from '../tools/bench-server.ts'
import { insertWorkspace } from '../tools/insert-workspace.ts'
import type { OwnPostgres } from '../tools/own-postgres.ts'

export type Chat = { path: string; token: string }

/**
 * Workspaces with one widget each, and visitors of theirs who have not written yet.
 * @param chatCount over all workspaces, in turn.
 */
export async function makeTenants(postgres: OwnPostgres, workspaceCount: number, chatCount: number): Promise<Chat[]> {
  const tokens = createVisitorTokens(createSecrets(Buffer.from(secretKey, 'base64')), Date.now)
  const widgets: Awaited<ReturnType<typeof insertWorkspace>>[] = []
  await postgres.asAdmin(async (client) => {
    for (let at = 0; at < workspaceCount; at += 1) widgets.push(await insertWorkspace(client))
  })
  return Array.from({ length: chatCount }, (_, at) => {
    const widget = widgets[at % widgets.length] as (typeof widgets)[number]
    return { path: `/api/v1/visitor/${widget.key}/messages`, token: tokens.issue(tokens.fresh(widget)) }
  })
}
