import type { Tx } from '../../platform/database/database.ts'

type Facts = Record<string, string | number | boolean>
export type AskedBy = {
  page_url: string | null
  locale: string | null
  attributes: Facts
  external_id: string | null
  verified: { attributes?: Facts } | null
}

/** What is known of who asks in a chat, and from which page. */
export const findAskedBy = (tx: Tx, chatId: string) =>
  tx.maybeOne<AskedBy>(
    `select s.page_url, s.locale, v.attributes, v.external_id, v.verified
     from chat_sessions s join visitors v on v.workspace_id = s.workspace_id and v.id = s.visitor_id
     where s.workspace_id = $1 and s.id = $2`,
    [tx.workspaceId, chatId],
  )
