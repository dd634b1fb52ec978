import { createServer, type Server } from 'node:http'
import { Agent, request } from 'undici'

const dispatcher = new Agent()

/** The reference: what one would write first with undici. Lines are taken apart and parsed, and nothing is looked after. */
async function* bareRelay(baseUrl: string, messages: object[]): AsyncGenerator<string> {
  const { body } = await request(`${baseUrl}/chat/completions`, {
    method: 'POST',
    dispatcher,
    headers: { 'content-type': 'application/json', authorization: 'Bearer bench' },
    body: JSON.stringify({ model: 'bench', messages, stream: true }),
  })
  body.setEncoding('utf8')
  let rest = ''
  for await (const part of body) {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data: ') || line === 'data: [DONE]') continue
      const piece = JSON.parse(line.slice(6)).choices[0]?.delta?.content
      if (piece) yield piece
    }
  }
}

/** Each piece goes on as it comes, by node:http. */
export async function serveBare(baseUrl: string, messages: object[]): Promise<Server> {
  const server = createServer(async (incoming, response) => {
    for await (const _ of incoming);
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for await (const piece of bareRelay(baseUrl, messages))
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: piece } }] })}\n\n`)
    response.end('data: [DONE]\n\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
