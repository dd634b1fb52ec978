import type { VerifiedFacts } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

/** The row of a proven visitor: made with the first proof, the same ever after. */
export async function enterVisitor(
  tx: Tx,
  newId: string,
  { externalId, ...facts }: VerifiedFacts,
  issuedAt: Date,
): Promise<string> {
  const find = () =>
    tx.maybeOne<{ id: string }>('select id from visitors where workspace_id = $1 and external_id = $2', [
      tx.workspaceId,
      externalId,
    ])
  const known = await find()
  if (known) return known.id
  await tx.query(
    `insert into visitors (workspace_id, id, external_id, verified, verified_at) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, external_id) where external_id is not null do nothing`,
    [tx.workspaceId, newId, externalId, facts, issuedAt],
  )
  return (await find())?.id ?? newId
}

/** @returns whether they differ from what is stored, and no newer token has said that. */
export const writeVerified = async (
  tx: Tx,
  visitorId: string,
  facts: Omit<VerifiedFacts, 'externalId'>,
  issuedAt: Date,
) =>
  (
    await tx.query(
      `update visitors set verified = $3, verified_at = $4
       where workspace_id = $1 and id = $2 and verified_at <= $4 and verified <> $3::jsonb returning id`,
      [tx.workspaceId, visitorId, facts, issuedAt],
    )
  ).length > 0

/** The newest chat of a visitor in a widget, and the newest that is open. */
export const newestChats = (tx: Tx, visitorId: string, widgetId: string) =>
  tx.one<{ newest: string | null; newest_open: string | null }>(
    `select (array_agg(id order by created_at desc, id desc))[1] as newest,
       (array_agg(id order by created_at desc, id desc) filter (where status = 'open'))[1] as newest_open
     from chat_sessions where workspace_id = $1 and visitor_id = $2 and widget_id = $3`,
    [tx.workspaceId, visitorId, widgetId],
  )

/** Unless they have written meanwhile. */
export const forgetSilent = (tx: Tx, visitorId: string, before: Date) =>
  tx.query(
    `delete from visitors v where v.workspace_id = $1 and v.id = $2 and v.updated_at < $3 and not exists (
       select from chat_sessions s where s.workspace_id = $1 and s.visitor_id = $2)`,
    [tx.workspaceId, visitorId, before],
  )
