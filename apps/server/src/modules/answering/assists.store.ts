import type { Tx } from '../../platform/database/database.ts'
import type { NotedAnswer } from './answer-notes.ts'
import { asJson } from './answer-traces.store.ts'

export type SaidTurn = { seq: number; author: 'visitor' | 'ai' | 'member'; text: string }

/** The newest messages of a chat, oldest first, without what was taken back or replaced. Notes are none of them. */
export const readTurns = async (tx: Tx, chatId: string, limit: number) =>
  (
    await tx.query<SaidTurn>(
      `select m.seq, m.author_kind as author, m.body as text from chat_messages m
       join chat_sessions s on s.workspace_id = m.workspace_id and s.id = m.session_id
       where m.workspace_id = $1 and m.session_id = $2 and m.state not in ('removed', 'replaced') and s.erased_at is null
       order by m.seq desc limit $3`,
      [tx.workspaceId, chatId, limit],
    )
  ).reverse()

export type Assist = {
  id: string
  chatId: string
  memberId: string
  kind: 'reply' | 'summary' | 'translation' | 'tone'
  outcome: 'done' | 'failed'
  responder: string | null
  noted: NotedAnswer
  totalMs: number
}

/** Keeps how it came about; nothing where the chat has gone meanwhile. */
export const storeAssist = (tx: Tx, { noted, ...assist }: Assist) =>
  tx.query(
    `insert into assists (workspace_id, id, session_id, member_id, kind, outcome, responder, passages, hops, checks,
       input_tokens, output_tokens, cost_micro_usd, total_ms)
     select s.workspace_id, $3, s.id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
     from chat_sessions s where s.workspace_id = $1 and s.id = $2`,
    [
      tx.workspaceId,
      assist.chatId,
      assist.id,
      assist.memberId,
      assist.kind,
      assist.outcome,
      assist.responder,
      asJson(noted.passages),
      asJson(noted.hops),
      asJson(noted.checks),
      noted.usage?.inputTokens,
      noted.usage?.outputTokens,
      noted.usage?.costMicroUsd,
      assist.totalMs,
    ],
  )
