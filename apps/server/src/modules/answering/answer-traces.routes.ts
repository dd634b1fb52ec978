import { type AnswerTraceView, getAnswerTrace } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import type { KnowledgeModule } from '../knowledge/index.ts'
import type { NotedUsage } from './answer-notes.ts'
import { findTrace, type TraceRow } from './answer-traces.store.ts'

/** Everything that was spent on an answer, calls that were given up included. */
export type UsageOf = (tx: Tx, answerId: string) => Promise<NotedUsage | null>

/**
 * 'Why this answer?', for members.
 * @param usageOf what the meter of calls counted; null: what the calls themselves said.
 */
export function answerTraceRoutes(deps: {
  db: Database
  knowledge: Pick<KnowledgeModule, 'readPassages'>
  usageOf: UsageOf | null
}) {
  return (app: FastifyInstance): void => {
    route(app, getAnswerTrace, ({ actor, params }) =>
      deps.db.transaction(actor.workspaceId, async (tx) => {
        const row = await findTrace(tx, params.chatId, params.messageId)
        if (!row) throw new AppError('NOT_FOUND')
        const usage = (await deps.usageOf?.(tx, row.answer_id)) ?? usageIn(row)
        const passages = await deps.knowledge.readPassages(
          tx,
          row.passages.map(({ passageId }) => passageId),
        )
        return present(row, usage, new Map(passages.map((passage) => [passage.passageId, passage])))
      }),
    )
  }
}

const usageIn = ({ input_tokens, output_tokens, cost_micro_usd }: TraceRow): NotedUsage | null =>
  input_tokens === null || output_tokens === null
    ? null
    : { inputTokens: input_tokens, outputTokens: output_tokens, costMicroUsd: cost_micro_usd ?? 0 }

function present(
  row: TraceRow,
  usage: NotedUsage | null,
  texts: ReadonlyMap<string, { text: string; url: string | null }>,
): AnswerTraceView {
  const cited = new Map(row.citations.map((citation) => [citation.passageId, citation]))
  return {
    answerId: row.answer_id,
    createdAt: row.created_at.toISOString(),
    outcome: row.outcome,
    responder: row.responder,
    question: row.question,
    searchedFor: row.searched_for,
    passages: row.passages.map(({ passageId, title, score, isGiven }) => ({
      passageId,
      title,
      score,
      isGiven,
      citedAs: cited.get(passageId)?.number ?? null,
      quote: cited.get(passageId)?.quote ?? null,
      text: texts.get(passageId)?.text ?? null,
      url: texts.get(passageId)?.url ?? null,
    })),
    promptVersion: row.prompt_version,
    hops: row.hops,
    checks: row.checks,
    usage,
    firstDeltaMs: row.first_delta_ms,
    totalMs: row.total_ms,
  }
}
