import { Agent } from 'undici'
import { relay as relayAnswer } from '../../apps/server/src/modules/providers/relays/relay.ts'
import { nothingSeen } from '../../apps/server/src/modules/providers/relays/wire.ts'
import { wires } from '../../apps/server/src/modules/providers/relays/wires.ts'

const dispatcher = new Agent()
const timeouts = { firstTokenMs: 15_000, gapMs: 15_000, wholeMs: 90_000 }

/** The product's relay for OpenAI's chat format, as its providers call it. */
export const relay = (baseUrl: string, turns: { role: 'system' | 'user' | 'assistant'; content: string }[]) =>
  relayAnswer({
    wire: wires.compatible,
    endpoint: { baseUrl, apiKey: 'bench', model: 'bench' },
    ask: { turns, maxOutputTokens: 1000 },
    timeouts,
    dispatcher,
    signal: new AbortController().signal,
    seen: nothingSeen(),
  })
