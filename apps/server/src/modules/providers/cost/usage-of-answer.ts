import type { Tx } from '../../../platform/database/database.ts'

/** What all calls for an answer came to, failed and abandoned ones too; null where no model was called. */
export async function usageOfAnswer(
  tx: Tx,
  answerId: string,
): Promise<{ inputTokens: number; outputTokens: number; costMicroUsd: number } | null> {
  const sum = await tx.one<{ calls: number; inputTokens: number; outputTokens: number; costMicroUsd: number }>(
    `select count(*)::integer as calls, coalesce(sum(input_tokens), 0)::float8 as "inputTokens",
       coalesce(sum(output_tokens), 0)::float8 as "outputTokens", coalesce(sum(cost_micro_usd), 0)::float8 as "costMicroUsd"
     from ai_calls where workspace_id = $1 and answer_id = $2 and outcome <> 'running'`,
    [tx.workspaceId, answerId],
  )
  const { calls, ...usage } = sum
  return calls === 0 ? null : usage
}
