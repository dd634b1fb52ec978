import type { AddressInfo } from 'node:net'
import { serveBare } from './bare-relay.ts'
import { serveProduct } from './product-relay.ts'

/** Relays a conversation to the model server and its answer back, as the product does or as one would write it first. */
const [, , kind, modelUrl = ''] = process.argv
const messages = [
  { role: 'system' as const, content: 'Answer visitors of a shop from these sources. '.repeat(60) },
  { role: 'user' as const, content: 'How long does shipping take?' },
]

const server = await (kind === 'product' ? serveProduct : serveBare)(`${modelUrl}/v1`, messages)
process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
process.once('disconnect', () => process.exit(0))
