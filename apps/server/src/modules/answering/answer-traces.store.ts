import type { Tx } from '../../platform/database/database.ts'
import type { NotedAnswer } from './answer-notes.ts'
import type { ClaimedAnswer } from './answering.store.ts'

export type AnswerTrace = {
  outcome: 'done' | 'failed' | 'interrupted'
  responder: string | null
  question: string
  /** Of the visitor's message. */
  messageId: string
  noted: NotedAnswer
  firstDeltaMs: number | null
  totalMs: number
}

/**
 * Keeps how an answer came about; the newest attempt counts. Nothing is kept when the question was taken back meanwhile: who
 * takes it back holds the chat's lock, for which this waits, so it goes before whatever else locks in its transaction.
 */
export async function storeTrace(
  tx: Tx,
  answer: Pick<ClaimedAnswer, 'id' | 'session_id' | 'attempt'>,
  trace: AnswerTrace,
): Promise<void> {
  const { noted } = trace
  await tx.query('select 1 from chat_sessions where workspace_id = $1 and id = $2 for share', [
    tx.workspaceId,
    answer.session_id,
  ])
  await tx.query(
    `insert into answer_traces (workspace_id, answer_id, session_id, message_id, outcome, responder, question, searched_for,
       passages, prompt_version, hops, checks, input_tokens, output_tokens, cost_micro_usd, first_delta_ms, total_ms)
     select m.workspace_id, $2, m.session_id, m.id, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
     from chat_messages m
     join answers a on a.workspace_id = m.workspace_id and a.id = $2 and a.attempt = $18
     where m.workspace_id = $1 and m.session_id = $3 and m.id = $4 and m.state <> 'removed'
     on conflict (workspace_id, answer_id) do update set
       outcome = excluded.outcome, responder = excluded.responder, question = excluded.question,
       searched_for = excluded.searched_for, passages = excluded.passages, prompt_version = excluded.prompt_version,
       hops = excluded.hops, checks = excluded.checks, input_tokens = excluded.input_tokens,
       output_tokens = excluded.output_tokens, cost_micro_usd = excluded.cost_micro_usd,
       first_delta_ms = excluded.first_delta_ms, total_ms = excluded.total_ms`,
    [
      tx.workspaceId,
      answer.id,
      answer.session_id,
      trace.messageId,
      trace.outcome,
      trace.responder,
      trace.question,
      noted.searchedFor,
      asJson(noted.passages),
      noted.promptVersion,
      asJson(noted.hops),
      asJson(noted.checks),
      noted.usage?.inputTokens,
      noted.usage?.outputTokens,
      noted.usage?.costMicroUsd,
      trace.firstDeltaMs,
      trace.totalMs,
      answer.attempt,
    ],
  )
}

/** PostgreSQL's JSON holds no NUL and no half of a character. */
export const asJson = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    typeof one === 'string' ? one.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd') : one,
  )

export type TraceRow = {
  answer_id: string
  outcome: AnswerTrace['outcome']
  responder: string | null
  question: string
  searched_for: string | null
  passages: NotedAnswer['passages']
  prompt_version: string | null
  hops: NotedAnswer['hops']
  checks: NotedAnswer['checks']
  input_tokens: number | null
  output_tokens: number | null
  cost_micro_usd: number | null
  first_delta_ms: number | null
  total_ms: number
  created_at: Date
  citations: { number: number; passageId: string; quote: string }[]
}

/** The trace of a message of the AI. */
export const findTrace = (tx: Tx, chatId: string, messageId: string) =>
  tx.maybeOne<TraceRow>(
    `select t.answer_id, t.outcome, t.responder, t.question, t.searched_for, t.passages, t.prompt_version, t.hops, t.checks,
       t.input_tokens, t.output_tokens, t.cost_micro_usd, t.first_delta_ms, t.total_ms, t.created_at, m.citations
     from chat_messages m
     join answer_traces t on t.workspace_id = m.workspace_id and t.answer_id = m.answer_id
     where m.workspace_id = $1 and m.session_id = $2 and m.id = $3`,
    [tx.workspaceId, chatId, messageId],
  )
