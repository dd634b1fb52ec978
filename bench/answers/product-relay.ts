import { createServer, type Server } from 'node:http'
import { Agent } from 'undici'
import { createDeltaSender } from '../../apps/server/src/modules/answering/delta-sender.ts'
import { relay as relayAnswer } from '../../apps/server/src/modules/providers/relays/relay.ts'
import { nothingSeen } from '../../apps/server/src/modules/providers/relays/wire.ts'
import { wires } from '../../apps/server/src/modules/providers/relays/wires.ts'
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

/**
 * From a model to a visitor by the product's own relay, and merged as visitors get it. Served by node:http like the bare
 * one, so that only what is done with the answer differs; the product writes to streams that are open already.
 */
export async function serveProduct(baseUrl: string, turns: Turns): Promise<Server> {
  const server = createServer(async (incoming, response) => {
    for await (const _ of incoming);
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const sender = createDeltaSender(answer, (event) => void response.write(new LiveEvent(event).frame))
    sender.begin()
    for await (const piece of relay(baseUrl, turns)) sender.add(piece)
    sender.flush()
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
