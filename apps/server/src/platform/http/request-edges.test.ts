import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

test('every kind of answer says its type, and of text how it is encoded', async () => {
  const kinds = {
    '/': 'text/html; charset=utf-8',
    '/no/such/page': 'application/json; charset=utf-8',
    '/docs': 'text/html; charset=utf-8',
    '/widget.js': 'application/javascript; charset=utf-8',
    '/source/source.css': 'text/css; charset=utf-8',
    '/api/v1/setup': 'application/json; charset=utf-8',
    '/api/v1/openapi.json': 'application/json; charset=utf-8',
    '/health/ready': 'application/json; charset=utf-8',
    '/metrics': 'text/plain; version=0.0.4; charset=utf-8',
  }
  const types = await Promise.all(
    Object.keys(kinds).map(async (path) => [path, (await fetch(server.url + path)).headers.get('content-type')]),
  )
  expect(Object.fromEntries(types)).toEqual(kinds)
})

test('a method that no route takes is refused, and TRACE repeats nothing of the request', async () => {
  for (const method of ['TRACE', 'PUT', 'PROPFIND']) {
    const { status, body } = await ask(method, '/api/v1/me', { cookie: 'minichat_access=told-to-nobody' })
    expect([method, status]).toEqual([method, 404])
    expect(body).toContain('NOT_FOUND')
    expect(body).not.toContain('told-to-nobody')
  }
  expect((await ask('GET', '/api/v1/me', { cookie: owner.cookie })).status).toBe(200)
})

test('a parameter that is there twice is refused, not chosen from', async () => {
  const list = async (query: string) =>
    (await fetch(`${server.url}/api/v1/knowledge/entries?${query}`, { headers: { cookie: owner.cookie } })).status
  expect(await list('limit=1')).toBe(200)
  expect(await list('limit=1&limit=2')).toBe(400)
})

test('a request whose length can be read in two ways is refused whole, with what is hidden behind it', async () => {
  const hidden = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n'
  const post = (lines: string[]) =>
    ['POST /api/v1/auth/logout HTTP/1.1', 'host: x', 'content-type: application/json', ...lines, '', ''].join('\r\n')
  const both = await send(`${post(['content-length: 5', 'transfer-encoding: chunked'])}0\r\n\r\n${hidden}`)
  const twice = await send(`${post(['content-length: 2', 'content-length: 42'])}{}${hidden}`)
  const once = await send(`${post(['content-length: 2', 'connection: close'])}{}`)
  for (const answer of [both, twice]) expect(answer.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 400'])
  expect(once.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 200'])
})

/** `fetch` refuses TRACE itself. */
const ask = (method: string, path: string, headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const call = request(server.url + path, { method, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (body += part))
      response.on('end', () => resolve({ status: response.statusCode, body }))
    })
    call.on('error', reject)
    call.end()
  })

/** @returns all that comes until the server hangs up. */
const send = (text: string) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname, () => socket.write(text))
    let answer = ''
    socket.on('data', (part) => (answer += String(part)))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
    socket.setTimeout(5000, () => socket.destroy(new Error('The line stays open.')))
  })
