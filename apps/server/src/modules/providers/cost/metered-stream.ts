import {
  type CapScope,
  type Meter,
  type ModelCall,
  type ModelUsage,
  type ProviderKind,
  ProviderSkipped,
} from '../types.ts'
import { estimateTokens, likelyTokens, mostTokens } from './estimate-tokens.ts'

/** A cap does not let a call begin. The words are for owners. */
export class CapReached extends ProviderSkipped {
  override name = 'CapReached'
  readonly scope: CapScope

  constructor(scope: CapScope) {
    super(`the cap on what may be spent ${whoseWords[scope]} is reached`)
    this.scope = scope
  }
}

const whoseWords: Record<CapScope, string> = {
  visitor: 'for one visitor in a day',
  address: 'for one address in a day',
  day: 'in a day',
  workspace: 'in a month',
}

/** What a provider says of a call; null where it says nothing. */
export type ToldUsage = { inputTokens: number; outputTokens: number } | null

/**
 * One call of a provider, reserved before it and settled however it ends: whole, failed, or left by who listened. What
 * the provider does not say is estimated by the texts; a server that was never reached costs nothing.
 * @throws CapReached, and whatever `start` throws.
 */
export async function* meteredStream(
  meter: Meter,
  provider: { id: string; kind: ProviderKind; model: string },
  call: ModelCall,
  start: () => AsyncGenerator<string, ToldUsage>,
): AsyncGenerator<string, ModelUsage> {
  const reservation = await meter.reserve({
    workspaceId: call.workspaceId,
    asked: call.asked,
    providerId: provider.id,
    kind: provider.kind,
    model: provider.model,
    purpose: call.purpose,
    inputTokens: mostTokens(call.turns),
    maxOutputTokens: call.maxOutputTokens,
  })
  if (reservation && 'refusedBy' in reservation) throw new CapReached(reservation.refusedBy)

  const startedAt = performance.now()
  const sinceStart = () => performance.now() - startedAt
  let firstTokenMs: number | null = null
  let text = ''
  let told: ToldUsage = null
  let outcome: 'done' | 'failed' | 'abandoned' = 'abandoned'
  let isFree = false
  let status: number | null = null

  const usage = () => {
    if (isFree) return { inputTokens: 0, outputTokens: 0, isEstimated: false }
    if (told) return { ...told, isEstimated: false }
    return { inputTokens: likelyTokens(call.turns), outputTokens: estimateTokens(text), isEstimated: true }
  }
  const settle = async () => {
    const spent = usage()
    const end = { ...spent, outcome, durationMs: sinceStart(), firstTokenMs, status }
    const costMicroUsd = (await reservation?.settle(end))?.costMicroUsd ?? 0
    return { ...spent, costMicroUsd }
  }

  const pieces = start()
  try {
    let next = await pieces.next()
    while (!next.done) {
      firstTokenMs ??= sinceStart()
      text += next.value
      yield next.value
      next = await pieces.next()
    }
    told = next.value
    outcome = 'done'
    status = 200
  } catch (error) {
    outcome = call.signal.aborted ? 'abandoned' : 'failed'
    status = (error as { status?: number | null }).status ?? null
    isFree = text === '' && wasNotReached(error)
    throw error
  } finally {
    if (outcome !== 'done') {
      await pieces.return(null).catch(() => {})
      await settle()
    }
  }
  return settle()
}

const unreachable = new Set([
  'ADDRESS_NOT_ALLOWED',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Nobody charges for what did not arrive. */
function wasNotReached(error: unknown): boolean {
  const { cause, code } = error as { cause?: { code?: string }; code?: string }
  return unreachable.has(cause?.code ?? code ?? '')
}
