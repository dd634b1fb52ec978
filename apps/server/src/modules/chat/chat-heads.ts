import type { Database } from '../../platform/database/database.ts'

/** Somebody who follows a chat, and wants to know whether they have missed something. */
export type Asker = {
  db: Pick<Database, 'transaction'>
  workspaceId: string
  chatId: string
  /** Of the last event that they have. */
  lastSeq: () => number
  /** Called when there is more. */
  catchUp: () => void
}

const asking = new Set<Asker>()

/**
 * Looks for one who may have missed something: whoever asks in the same moment is answered by one query for each workspace,
 * as there may be thousands. When the database is away nobody hears anything; they ask again.
 */
export function askForHead(asker: Asker): void {
  if (asking.size === 0) queueMicrotask(answerAll)
  asking.add(asker)
}

function answerAll(): void {
  const byWorkspace = Map.groupBy(asking, (asker) => asker.workspaceId)
  asking.clear()
  for (const [workspaceId, askers] of byWorkspace) void answer(workspaceId, askers).catch(() => {})
}

async function answer(workspaceId: string, askers: Asker[]): Promise<void> {
  const [{ db }] = askers as [Asker]
  const chatIds = [...new Set(askers.map((asker) => asker.chatId))]
  const rows = await db.transaction(workspaceId, (tx) =>
    tx.query<{ id: string; last_seq: number }>(
      'select id, last_seq from chat_sessions where workspace_id = $1 and id = any ($2::uuid[])',
      [workspaceId, chatIds],
    ),
  )
  const heads = new Map(rows.map((row) => [row.id, row.last_seq]))
  for (const asker of askers) if ((heads.get(asker.chatId) ?? 0) > asker.lastSeq()) asker.catchUp()
}
