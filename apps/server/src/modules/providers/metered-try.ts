import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import { estimateTokens, estimateTurns } from './estimate-tokens.ts'
import type { ProviderSettings } from './provider-settings.ts'
import { relay } from './relays/relay.ts'
import { type Endpoint, nothingSeen, type Seen } from './relays/wire.ts'
import { wires } from './relays/wires.ts'
import {
  type Meter,
  type ModelCall,
  type ModelUsage,
  ProviderFailed,
  ProviderSkipped,
  type Reservation,
} from './types.ts'

/** One request to the provider, counted whatever becomes of it. */
export async function* tryOnce(given: {
  settings: ProviderSettings
  endpoint: Endpoint
  call: ModelCall
  meter: Meter
  outgoing: Outgoing
  onText: () => void
}): AsyncGenerator<string, ModelUsage> {
  const { settings, endpoint, call, outgoing } = given
  const { turns, signal } = call
  const maxOutputTokens = Math.min(call.maxOutputTokens, settings.maxOutputTokens)
  const reservation = await reserve(given, maxOutputTokens)
  const seen = nothingSeen()
  const startedAt = performance.now()
  const sinceStart = () => Math.round(performance.now() - startedAt)
  let outcome: 'done' | 'failed' | 'abandoned' = 'abandoned'
  let status: number | null = null
  let firstTokenMs: number | null = null
  let text = ''
  let costMicroUsd = 0
  try {
    const ask = { turns, maxOutputTokens }
    const { timeouts, kind } = settings
    const { dispatcher } = outgoing
    for await (const piece of relay({ wire: wires[kind], endpoint, ask, timeouts, dispatcher, signal, seen })) {
      if (firstTokenMs === null) {
        firstTokenMs = sinceStart()
        given.onText()
      }
      text += piece
      yield piece
    }
    if (text.trim() === '') throw new ProviderFailed('the answer was empty')
    outcome = 'done'
    status = 200
  } catch (error) {
    if (!signal.aborted) outcome = 'failed'
    status = error instanceof ProviderFailed ? error.status : null
    throw error
  } finally {
    const durationMs = sinceStart()
    const settled = await reservation?.settle({
      outcome,
      ...usageOf(seen, call, text),
      durationMs,
      firstTokenMs,
      status: status ?? (firstTokenMs === null ? null : 200),
    })
    costMicroUsd = settled?.costMicroUsd ?? 0
  }
  return { ...usageOf(seen, call, text), costMicroUsd }
}

/** @throws ProviderSkipped when a cap stands in the way. */
async function reserve(
  { settings, call, meter }: { settings: ProviderSettings; call: ModelCall; meter: Meter },
  maxOutputTokens: number,
): Promise<Reservation | null> {
  const { workspaceId, asked, purpose, turns } = call
  const { id: providerId, kind, model } = settings
  const inputTokens = estimateTurns(turns)
  const granted = await meter.reserve({
    workspaceId,
    asked,
    purpose,
    providerId,
    kind,
    model,
    inputTokens,
    maxOutputTokens,
  })
  if (granted && 'refusedBy' in granted) throw new ProviderSkipped(`the cap for each ${granted.refusedBy} is reached`)
  return granted
}

/** Before the end, the provider has at most said what it had begun with. */
const usageOf = ({ isWhole, inputTokens, outputTokens }: Seen, { turns }: ModelCall, text: string) => ({
  inputTokens: inputTokens ?? estimateTurns(turns),
  outputTokens: isWhole && outputTokens !== null ? outputTokens : Math.max(outputTokens ?? 0, estimateTokens(text)),
  isEstimated: !isWhole || inputTokens === null || outputTokens === null,
})
