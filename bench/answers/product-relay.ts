import type { Server } from 'node:http'
import Fastify from 'fastify'
import { Agent } from 'undici'
import { createDeltaSender } from '../../apps/server/src/modules/answering/delta-sender.ts'
import { relay as relayAnswer } from '../../apps/server/src/modules/providers/relays/relay.ts'
import { nothingSeen } from '../../apps/server/src/modules/providers/relays/wire.ts'
import { wires } from '../../apps/server/src/modules/providers/relays/wires.ts'
import { openEventStream } from '../../apps/server/src/platform/http/sse.ts'
import { LiveEvent } from '../../apps/server/src/platform/realtime/live-event.ts'

type Turns = { role: 'system' | 'user' | 'assistant'; content: string }[]

const dispatcher = new Agent()
const timeouts = { firstTokenMs: 15_000, gapMs: 15_000, wholeMs: 90_000 }
const answer = { answerId: '0199c0de-7000-7000-8000-000000000001', attempt: 1, epoch: 1 }

/** The product's relay for OpenAI's chat format, as its providers call it. */
const relay = (baseUrl: string, turns: Turns) =>
  relayAnswer({
    wire: wires.compatible,
    endpoint: { baseUrl, apiKey: 'bench', model: 'bench' },
    ask: { turns, maxOutputTokens: 1000 },
    timeouts,
    dispatcher,
    signal: new AbortController().signal,
    seen: nothingSeen(),
  })

/** From a model to a visitor's stream through the product's own relay, merging of deltas and live stream. */
export async function serveProduct(baseUrl: string, turns: Turns): Promise<Server> {
  const app = Fastify()
  app.post('/', async (request, reply) => {
    const stream = openEventStream(request, reply)
    const sender = createDeltaSender(answer, (event) => stream.send(new LiveEvent(event)))
    sender.begin()
    for await (const piece of relay(baseUrl, turns)) sender.add(piece)
    sender.flush()
    stream.end()
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return app.server
}
