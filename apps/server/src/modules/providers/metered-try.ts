import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import { meteredStream, type ToldUsage } from './cost/metered-stream.ts'
import type { ProviderSettings } from './provider-settings.ts'
import { relay } from './relays/relay.ts'
import { type Endpoint, nothingSeen, type Seen } from './relays/wire.ts'
import { wires } from './relays/wires.ts'
import { type Meter, type ModelCall, type ModelUsage, ProviderFailed } from './types.ts'

/** One request to the provider, counted whatever becomes of it. */
export function tryOnce(given: {
  settings: ProviderSettings
  endpoint: Endpoint
  call: ModelCall
  meter: Meter
  outgoing: Outgoing
  onText: () => void
}): AsyncGenerator<string, ModelUsage> {
  const { settings, endpoint, call, meter, outgoing, onText } = given
  const { kind, timeouts } = settings
  const maxOutputTokens = Math.min(call.maxOutputTokens, settings.maxOutputTokens)
  return meteredStream(meter, settings, { ...call, maxOutputTokens }, async function* (): AsyncGenerator<
    string,
    ToldUsage
  > {
    const { turns, signal } = call
    const seen = nothingSeen()
    const ask = { turns, maxOutputTokens }
    const { dispatcher } = outgoing
    let isEmpty = true
    for await (const piece of relay({ wire: wires[kind], endpoint, ask, timeouts, dispatcher, signal, seen })) {
      if (piece.trim() !== '') isEmpty = false
      onText()
      yield piece
    }
    if (isEmpty) throw new ProviderFailed('the answer was empty')
    return toldUsage(seen)
  })
}

/** No call comes to more; whoever says so counts something else. */
const mostTold = 100_000_000
const isCount = (told: unknown): told is number =>
  Number.isInteger(told) && Number(told) >= 0 && Number(told) <= mostTold

/** What the provider has said of the whole call, where it has, and where that can be. */
const toldUsage = ({ inputTokens, outputTokens }: Seen): ToldUsage =>
  isCount(inputTokens) && isCount(outputTokens) ? { inputTokens, outputTokens } : null
