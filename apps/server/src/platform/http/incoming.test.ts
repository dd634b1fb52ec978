import { connect, type Socket } from 'node:net'
import type { ErrorBody } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

type Slow = { socket: Socket; answer: Promise<string> }

/** Opens a connection, sends what it is given, and keeps it open; the answer is all that comes until the end. */
function open(text: string): Slow {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname, () => socket.write(text))
  const answer = new Promise<string>((resolve) => {
    let all = ''
    socket.on('data', (part) => (all += String(part)))
    socket.on('error', () => {})
    socket.on('close', () => resolve(all))
  })
  return { socket, answer }
}
const codeOf = (answer: string) => [
  answer.slice(9, 12),
  (JSON.parse(answer.slice(answer.indexOf('{'))) as { error: { code: string } }).error.code,
]

test('what cannot be read as a request gets the error body, too', async () => {
  expect(codeOf(await open('NONSENSE\r\n\r\n').answer)).toEqual(['400', 'VALIDATION_ERROR'])
})

test('addresses that no route can have get the error body, with what goes with every answer', async () => {
  const ask = async (path: string, method = 'GET') => {
    const response = await fetch(server.url + path, { method })
    const { error, metadata } = (await response.json()) as ErrorBody
    expect(metadata.requestId).toBe(response.headers.get('x-request-id'))
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('cache-control')).toBe('no-store')
    return [response.status, error.code]
  }
  expect(await ask('/api/v1/widgets/%', 'PATCH')).toEqual([400, 'VALIDATION_ERROR'])
  expect(await ask('/api/v1/chats/%')).toEqual([400, 'VALIDATION_ERROR'])
  expect(await ask('/%E0%A4%A')).toEqual([400, 'VALIDATION_ERROR'])
  const long = 'x'.repeat(300)
  expect(await ask(`/api/v1/chats/${long}`)).toEqual([404, 'NOT_FOUND'])
  expect(await ask(`/api/v1/widgets/${long}`, 'PATCH')).toEqual([404, 'NOT_FOUND'])
  expect(await ask(`/api/v1/visitor/${long}/messages`, 'POST')).toEqual([404, 'NOT_FOUND'])
})

test('an address, headers or a body that are too large are refused, each with its code', async () => {
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(server.url + path, { headers })
    return [response.status, ((await response.json()) as { error?: { code: string } }).error?.code]
  }
  const manyHeaders = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-h-${index}`, '1']))
  expect((await get('/api/v1/setup', manyHeaders(80)))[0]).toBe(200)
  expect(await get('/api/v1/setup', manyHeaders(101))).toEqual([431, 'HEADERS_TOO_LARGE'])
  expect(await get(`/api/v1/setup?q=${'x'.repeat(8000)}`)).toEqual([414, 'URL_TOO_LONG'])
  const large = `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(17_000)}\r\n\r\n`
  expect(codeOf(await open(large).answer)).toEqual(['431', 'HEADERS_TOO_LARGE'])
  await expect(
    owner.client.request('POST /api/v1/knowledge/entries', { body: { question: 'a?', answer: 'x'.repeat(70_000) } }),
  ).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
})

test('a hundred clients that trickle keep nobody out, and are hung up on', { timeout: 60_000 }, async () => {
  const headers = Array.from({ length: 50 }, () => open('GET /api/v1/setup HTTP/1.1\r\nHost: x\r\nX-Slow: '))
  const bodies = Array.from({ length: 50 }, () =>
    open(
      'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    ),
  )
  const slow = [...headers, ...bodies]
  const trickling = setInterval(() => {
    for (const { socket } of slow) if (socket.writable) socket.write('x')
  }, 500)
  try {
    const startedAt = performance.now()
    expect((await owner.client.request('GET /api/v1/me')).data.user.name).toBe('Mali')
    expect(performance.now() - startedAt).toBeLessThan(5000)
    for (const { answer } of slow) expect(codeOf(await answer)).toEqual(['408', 'REQUEST_TIMEOUT'])
  } finally {
    clearInterval(trickling)
    for (const { socket } of slow) socket.destroy()
  }
})
