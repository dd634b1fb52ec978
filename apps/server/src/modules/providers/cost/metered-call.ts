import type { Meter, ModelCall } from '../types.ts'
import { meteredStream } from './metered-stream.ts'

/**
 * One call of a provider that is given texts and writes none itself, such as for vectors: reserved before it and settled
 * however it ends.
 * @param work `inputTokens` is null where the provider does not say.
 * @throws CapReached, and whatever `work` throws.
 */
export async function meteredCall<Result>(
  meter: Meter,
  provider: Parameters<typeof meteredStream>[1],
  { texts, ...call }: Pick<ModelCall, 'workspaceId' | 'asked' | 'purpose' | 'signal'> & { texts: readonly string[] },
  work: () => Promise<{ result: Result; inputTokens: number | null }>,
): Promise<Result> {
  const turns = [{ role: 'user' as const, content: texts.join('\n') }]
  const results: Result[] = []
  const stream = meteredStream(meter, provider, { ...call, turns, maxOutputTokens: 0 }, async function* () {
    const { result, inputTokens } = await work()
    results.push(result)
    // It writes nothing.
    yield* []
    return inputTokens === null ? null : { inputTokens, outputTokens: 0 }
  })
  await stream.next()
  return results[0] as Result
}
