import type { Database } from './database.ts'

const workspacesAtOnce = 500

/** The id of every workspace, read page by page: what is made or deleted meanwhile may be among them or not. */
export async function* allWorkspaceIds(db: Pick<Database, 'query'>): AsyncGenerator<string> {
  for (let after: string | null = null; ; ) {
    const rows: { id: string }[] = await db.query('select workspace_ids_after($1, $2) as id', [after, workspacesAtOnce])
    for (const { id } of rows) yield id
    after = rows.at(-1)?.id ?? null
    if (rows.length < workspacesAtOnce) return
  }
}
