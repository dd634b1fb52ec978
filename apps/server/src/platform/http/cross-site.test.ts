import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

const ours = 'https://chat.example.com'
let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp({
    MINICHAT_ENV: 'production',
    PUBLIC_URL: ours,
    ALLOWED_ORIGINS: 'https://dash.example.com',
    SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  })
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const call = (path: string, headers: Record<string, string>, init: RequestInit = {}) =>
  fetch(server.url + path, {
    ...init,
    headers: { cookie: owner.cookie, 'x-workspace-id': owner.workspaceId, ...headers },
  })
const rename = async (headers: Record<string, string>) =>
  (
    await call(
      '/api/v1/workspace',
      { 'content-type': 'application/json', ...headers },
      { method: 'PATCH', body: '{"name":"Mali"}' },
    )
  ).status

test.each([
  'https://evil.test',
  'null',
  'https://chat.example.com.evil.test',
  'https://evilchat.example.com',
  'https://evil.test/chat.example.com',
  'https://chat.example.com@evil.test',
  'https://other.chat.example.com',
  'https://example.com',
  'https://chat.example.com:8443',
  'http://chat.example.com',
  'https://chat.example.com.',
  'https://CHAT.example.com',
  'https://chat.example.com/',
  'file://',
  '',
])('a page of %j changes nothing with the cookie, and reads nothing', async (origin) => {
  expect(await rename({ origin })).toBe(403)
  const answer = await call('/api/v1/me', { origin })
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

test('our own page, allowed ones and programs may; other pages of browsers that send no Origin may not', async () => {
  for (const [headers, status] of [
    [{ origin: ours }, 200],
    [{ origin: 'https://dash.example.com' }, 200],
    [{}, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
  ] as const) {
    expect([headers, await rename({ ...headers })]).toEqual([headers, status])
  }
})

test('what the Host header says makes no page our own', async () => {
  const response = await server.app.http.inject({
    method: 'PATCH',
    url: '/api/v1/workspace',
    headers: {
      host: 'evil.test',
      origin: 'http://evil.test',
      cookie: owner.cookie,
      'content-type': 'application/json',
    },
    payload: '{"name":"Mali"}',
  })
  expect(response.json()).toMatchObject({ error: { code: 'FOREIGN_ORIGIN' } })
})

test('an origin on the list may read, also after a preflight; no other gets any CORS header', async () => {
  const corsOf = async (origin: string, init: RequestInit = {}) =>
    [...(await call('/api/v1/me', { origin, 'access-control-request-method': 'GET' }, init)).headers]
      .filter(([name]) => name.startsWith('access-control'))
      .map(([name, value]) => `${name}: ${value}`)
  const allowed = 'access-control-allow-origin: https://dash.example.com'
  expect(await corsOf('https://dash.example.com')).toContain(allowed)
  expect(await corsOf('https://dash.example.com', { method: 'OPTIONS' })).toContain(allowed)
  expect(await corsOf('https://evil.test', { method: 'OPTIONS' })).toEqual([])
})

test('without PUBLIC_URL our own page is that of the address in use', async () => {
  await using local = await startTestApp()
  const person = await local.given.owner()
  const post = async (origin: string) =>
    (await fetch(`${local.url}/api/v1/auth/logout`, { method: 'POST', headers: { origin, cookie: person.cookie } }))
      .status
  expect(await post(local.url.replace('http:', 'https:'))).toBe(403)
  expect(await post('http://127.0.0.1:1')).toBe(403)
  expect(await post(local.url)).toBe(200)
})
