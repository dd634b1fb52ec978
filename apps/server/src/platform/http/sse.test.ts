import { connect, type Socket } from 'node:net'
import type { Message } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  newClientMessageId,
  type Person,
  startTestApp,
  type TestApp,
  type TestVisitor,
} from '../../testing/test-app.ts'
import { openStreamCount } from './sse.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp({ VISITOR_MESSAGES_PER_MINUTE: '1000', ADDRESS_MESSAGES_PER_MINUTE: '1000' })
  owner = await server.given.owner()
})
afterAll(() => server.stop())

function openRaw(visitor: TestVisitor, after: number, version = '1.1'): Socket {
  const { hostname, port, pathname } = new URL(`${visitor.base}/stream`)
  const body = JSON.stringify({ token: visitor.token, after })
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write(
    `POST ${pathname} HTTP/${version}\r\nhost: ${hostname}:${port}\r\norigin: http://shop.test\r\n` +
      `content-type: text/plain\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  return socket
}

async function chatWithMember() {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  const params = { chatId }
  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params })
  const reply = async (text: string): Promise<Message> =>
    (
      await owner.client.request('POST /api/v1/chats/:chatId/messages', {
        params,
        body: { clientMessageId: newClientMessageId(), text },
      })
    ).data
  return { visitor, reply }
}

test('a stream has the headers of every answer, and ends with the connection', async () => {
  const { visitor } = await chatWithMember()
  const before = openStreamCount()
  const socket = openRaw(visitor, 0)
  let text = ''
  socket.on('data', (part: Buffer) => {
    text += part.toString()
  })
  await expect.poll(() => text).toContain('"type":"ready"')
  const head = text.slice(0, text.indexOf('\r\n\r\n')).toLowerCase()
  for (const line of [
    'http/1.1 200 ok',
    'content-type: text/event-stream',
    'access-control-allow-origin: http://shop.test',
    'x-content-type-options: nosniff',
    'x-request-id: ',
    'connection: close',
  ]) {
    expect(head).toContain(line)
  }
  expect(openStreamCount()).toBe(before + 1)
  socket.end()
  await expect.poll(openStreamCount).toBe(before)
})

test('a reader who does not read is dropped, holds nobody up, and gets all of it by its number afterwards', async () => {
  const { visitor, reply } = await chatWithMember()
  const before = openStreamCount()
  const slow = openRaw(visitor, 0)
  await expect.poll(openStreamCount).toBe(before + 1)
  slow.pause()
  const long = 'ก'.repeat(7900)
  const sent: number[] = []
  for (let at = 0; at < 400 && openStreamCount() > before; at += 1) sent.push((await reply(`${at} ${long}`)).seq)
  expect(openStreamCount()).toBe(before)
  slow.destroy()

  const got: number[] = []
  for await (const event of visitor.stream(0, AbortSignal.timeout(20_000))) {
    if (event.type === 'ready') break
    if ('seq' in event) got.push(event.seq)
  }
  expect(got).toEqual(got.map((_, at) => at + 1))
  expect(got).toEqual(expect.arrayContaining(sent))
}, 60_000)

test('what a client sends on after its stream began is not answered into it', async () => {
  const { visitor } = await chatWithMember()
  const socket = openRaw(visitor, 0)
  let text = ''
  socket.on('data', (part: Buffer) => {
    text += part.toString()
  })
  await expect.poll(() => text).toContain('"type":"ready"')
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n')
  await closed
  expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1)

  const other = openRaw(visitor, 0)
  const ended = new Promise((resolve) => other.once('close', resolve))
  let said = ''
  other.on('data', (part: Buffer) => {
    said += part.toString()
  })
  await expect.poll(() => said).toContain('"type":"ready"')
  other.write('not http at all\r\n\r\n')
  await ended
  expect(said.match(/HTTP\/1\.1/g)).toHaveLength(1)
})
