import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bareRelay } from './bare-relay.ts'
import { relay } from './product-relay.ts'

/** Relays a conversation to the model server and its answer back, by the product's relay or by the bare one. */
const [, , kind, modelUrl = ''] = process.argv
const start = kind === 'product' ? relay : bareRelay
const messages = [
  { role: 'system' as const, content: 'Answer visitors of a shop from these sources. '.repeat(60) },
  { role: 'user' as const, content: 'How long does shipping take?' },
]

const server = createServer(async (request, response) => {
  for await (const _ of request);
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for await (const piece of start(`${modelUrl}/v1`, messages))
    response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: piece } }] })}\n\n`)
  response.end('data: [DONE]\n\n')
})
server.listen(0, '127.0.0.1', () =>
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
process.once('disconnect', () => process.exit(0))
