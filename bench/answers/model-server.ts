import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { firstPiece, laterPieces, now } from './stream-shape.ts'

/**
 * A model server on this machine, in OpenAI's chat format. The first chunk of an answer says when the request arrived,
 * in milliseconds since 1970 with fractions, so that whoever reads it knows how long it took from there.
 */
const chunkEveryMs = 4
const chunk = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion.chunk',
    created: 1_795_000_000,
    model: 'bench',
    choices: [{ index: 0, delta: finish ? {} : { content }, logprobs: null, finish_reason: finish }],
  })}\n\n`
const pieces = laterPieces.map((piece) => chunk(piece))
const last = `${chunk('', 'stop')}data: [DONE]\n\n`

const server = createServer(async (request, response) => {
  const arrivedAt = now()
  for await (const _ of request);
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(chunk(firstPiece(arrivedAt)))
  for (const piece of pieces) {
    await sleep(chunkEveryMs)
    if (response.destroyed) return
    response.write(piece)
  }
  response.end(last)
})
server.listen(0, '127.0.0.1', () =>
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
process.once('disconnect', () => process.exit(0))
