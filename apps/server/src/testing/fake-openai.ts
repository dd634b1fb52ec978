import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type FakeRequest = {
  authorization: string | undefined
  body: { model: string; stream: boolean; messages: { role: string; content: string }[] }
}

/**
 * A model server that speaks OpenAI's streamed chat format and does what the test scripts.
 * @param behave gets the open response and writes it; `chunk` writes one piece of text.
 */
export async function startFakeOpenAi(
  behave: (reply: {
    response: ServerResponse
    chunk: (text: string) => void
    finish: () => void
    request: FakeRequest
  }) => void | Promise<void>,
) {
  const requests: FakeRequest[] = []
  let open = 0
  const server = createServer(async (incoming: IncomingMessage, response) => {
    let text = ''
    for await (const part of incoming) text += String(part)
    const request = { authorization: incoming.headers.authorization, body: JSON.parse(text) as FakeRequest['body'] }
    requests.push(request)
    open += 1
    response.on('close', () => (open -= 1))
    const send = (data: object) => response.write(`data: ${JSON.stringify(data)}\n\n`)
    const begin = () => {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' })
    }
    await behave({
      response,
      request,
      chunk(content) {
        begin()
        send({ choices: [{ index: 0, delta: { content } }] })
      },
      finish() {
        begin()
        send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
        response.end('data: [DONE]\n\n')
      },
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    /** Requests that are being answered. */
    openCount: () => open,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
