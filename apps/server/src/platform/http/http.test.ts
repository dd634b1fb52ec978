import type { ErrorBody } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp({ ALLOWED_ORIGINS: 'https://dash.example.com' })
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const call = (path: string, init: RequestInit = {}) =>
  fetch(server.url + path, {
    ...init,
    headers: { cookie: owner.cookie, 'x-workspace-id': owner.workspaceId, ...init.headers },
  })
const postEntry = (
  headers: Record<string, string>,
  body: unknown = { question: 'Do you wrap gifts?', answer: 'Yes, for 40 baht.' },
) =>
  call('/api/v1/knowledge/entries', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const errorOf = async (response: Response) => (await response.json()) as ErrorBody

test('answers and errors have the one envelope, with a request id that is also a header', async () => {
  const good = await call('/api/v1/me')
  expect(await good.json()).toMatchObject({
    success: true,
    data: { user: { name: 'Mali' } },
    metadata: { requestId: good.headers.get('x-request-id') },
  })
  const bad = await call('/api/v1/chats/not-an-id', { headers: { 'x-request-id': 'from-a-client-1' } })
  expect(bad.status).toBe(400)
  expect(await bad.json()).toEqual({
    success: false,
    error: {
      code: 'VALIDATION_ERROR',
      message: expect.any(String),
      details: [{ path: 'chatId', code: expect.any(String), message: expect.any(String) }],
    },
    metadata: { timestamp: expect.any(String), requestId: 'from-a-client-1' },
  })
})

test('an unchanged answer is not sent again', async () => {
  const first = await call('/api/v1/knowledge/entries')
  const etag = first.headers.get('etag') ?? ''
  expect((await call('/api/v1/knowledge/entries', { headers: { 'if-none-match': etag } })).status).toBe(304)
  await postEntry({})
  expect((await call('/api/v1/knowledge/entries', { headers: { 'if-none-match': etag } })).status).toBe(200)
})

test('a creating POST with an Idempotency-Key is carried out once', async () => {
  const count = async () =>
    ((await (await call('/api/v1/knowledge/entries?limit=200')).json()) as { data: unknown[] }).data.length
  const before = await count()
  const headers = { 'idempotency-key': 'order-4711' }
  const first = await postEntry(headers)
  const second = await postEntry(headers)
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.headers.get('idempotent-replayed')).toBe('true')
  expect(((await second.json()) as { data: object }).data).toEqual(((await first.json()) as { data: object }).data)
  expect(await count()).toBe(before + 1)
  const other = await postEntry(headers, { question: 'Another?', answer: 'Yes.' })
  expect([other.status, (await errorOf(other)).error.code]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED'])
  const refusedOnce = await postEntry({ 'idempotency-key': 'bad-1' }, { question: '' })
  expect(refusedOnce.status).toBe(400)
  expect((await postEntry({ 'idempotency-key': 'bad-1' })).status).toBe(201)
})

test('requests sent at once with one Idempotency-Key do the work once', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => postEntry({ 'idempotency-key': 'at-once' })))
  const ids = new Set<string>()
  for (const answer of answers) {
    const body = (await answer.json()) as { data?: { id: string }; error?: { code: string } }
    if (body.data) ids.add(body.data.id)
    else expect(body.error?.code).toBe('IDEMPOTENCY_KEY_IN_USE')
  }
  expect(ids.size).toBe(1)
})

test('odd JSON is refused or harmless', async () => {
  expect((await postEntry({}, '{"question": "a", ')).status).toBe(400)
  expect((await postEntry({}, '')).status).toBe(400)
  expect((await postEntry({}, '[]')).status).toBe(400)
  expect((await postEntry({}, 'null')).status).toBe(400)
  expect((await postEntry({}, '{"question":"a?","answer":"b","__proto__":{"isOperator":true}}')).status).toBe(201)
  expect(({} as Record<string, unknown>).isOperator).toBeUndefined()
  expect((await postEntry({ 'content-type': 'application/xml' }, '<a/>')).status).toBe(415)
  expect((await postEntry({}, { question: 'a?', answer: 'x'.repeat(70_000) })).status).toBe(413)
})

test('the API describes itself as OpenAPI 3.1, every route with who may call it', async () => {
  const document = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as {
    openapi: string
    components: { securitySchemes: object }
    paths: Record<string, Record<string, { description: string; operationId: string; security: object[] }>>
  }
  expect(document.openapi).toBe('3.1.0')
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  expect(operations.length).toBeGreaterThan(30)
  for (const operation of operations) expect(operation.description).toContain('Who may call')
  const securityOf = (path: string) => document.paths[path]?.post?.security
  expect(securityOf('/api/v1/knowledge/entries')).toContainEqual({ apiKey: ['write'] })
  expect(securityOf('/api/v1/api-keys')).toEqual([{ session: [] }])
  expect(document.components.securitySchemes).toMatchObject({ apiKey: { type: 'http', scheme: 'bearer' } })
  expect((await fetch(`${server.url}/docs`)).status).toBe(200)
})

test('the widget’s loader is served to every page, short-lived and compressed; its panel for a year', async () => {
  const loader = await fetch(`${server.url}/widget.js`, { headers: { 'accept-encoding': 'br' } })
  expect(loader.status).toBe(200)
  expect(loader.headers.get('access-control-allow-origin')).toBe('*')
  expect(loader.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(loader.headers.get('content-encoding')).toBe('br')
  expect(loader.headers.get('cache-control')).toMatch(/max-age=300/)
  const [panel] = /panel-[\w-]+\.js/.exec(await loader.text()) ?? []
  const served = await fetch(`${server.url}/widget/${panel}`)
  expect([served.status, served.headers.get('cache-control')]).toEqual([200, expect.stringContaining('immutable')])
  expect((await fetch(`${server.url}/widget/manifest.json`)).status).toBe(404)
})

test('the dashboard is served at its addresses; a wrong one is its own page for people and the error body for programs', async () => {
  const page = await fetch(`${server.url}/chats`)
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache'])
  const html = await page.text()
  const wrong = await fetch(`${server.url}/no/such/page`, { headers: { accept: 'text/html' } })
  expect([wrong.status, await wrong.text()]).toEqual([404, html])
  const asset = /\/assets\/[\w.-]+\.js/.exec(html)?.[0] ?? ''
  expect((await fetch(server.url + asset)).headers.get('cache-control')).toContain('immutable')
  for (const path of [
    '/no/such/page',
    '/api/v1/nowhere',
    '/assets/none.js',
    '/.vite/manifest.json',
    '/%00',
    '/..%2f..%2fpackage.json',
  ]) {
    const response = await fetch(server.url + path)
    expect([path, response.status, response.headers.get('content-type')]).toEqual([
      path,
      expect.any(Number),
      expect.stringContaining('json'),
    ])
    expect([path, response.ok, response.status < 500]).toEqual([path, false, true])
  }
})

test('cursors that only look like ours are refused, whatever time or number they hold', async () => {
  const id = '0199c0de-7000-7000-8000-000000000001'
  const cursorOf = (at: string) => Buffer.from(`${at} ${id}`).toString('base64url')
  const times = ['0', '1;2', '+275760-09-13T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '2026-02-30T00:00:00.000Z']
  const lists = ['/api/v1/chats', '/api/v1/knowledge/entries', '/api/v1/knowledge/documents']
  const paths = lists.flatMap((list) => times.map((at) => `${list}?cursor=${cursorOf(at)}`))
  for (const path of [...paths, '/api/v1/inbox/events?cursor=99999999999999999999.1']) {
    const response = await call(path)
    expect([path, response.status, (await errorOf(response)).error.code]).toEqual([path, 400, 'VALIDATION_ERROR'])
  }
  expect((await call(`${lists[0]}?cursor=${cursorOf('2026-02-28T00:00:00.000Z')}`)).status).toBe(200)
})

test('an address with a NUL character is refused before it reaches the database', async () => {
  const bad = await postEntry({}, { question: 'Where?', answer: 'Here.', url: 'https://example.com/\0' })
  expect(bad.status).toBe(400)
  expect((await errorOf(bad)).error.details).toMatchObject([{ path: 'url' }])
})

test('a HEAD for a live stream is answered, not held open', async () => {
  const response = await call('/api/v1/inbox/stream', { method: 'HEAD', signal: AbortSignal.timeout(3000) })
  expect(response.status).toBe(404)
})
