import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { browserOf } from './browser-name.ts'

let server: TestApp
let owner: Person
let widget: { id: string; key: string }

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  const { data } = await owner.client.request('GET /api/v1/widgets')
  widget = data[0] as (typeof data)[0]
})
afterAll(() => server.stop())

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

const report = (body: object) =>
  fetch(`${server.url}/api/v1/visitor/${widget.key}/report`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'user-agent': firefox },
    body: JSON.stringify(body),
  })
const health = async (widgetId = widget.id) =>
  (await owner.client.request('GET /api/v1/widgets/:widgetId/health', { params: { widgetId } })).data.problems

test('reports are counted by day and kind, and tell the owner nothing about visitors', async () => {
  await report({ kind: 'stream', origin: 'https://shop.example.com/orders/42?email=a@b.example' })
  const secret = 'Failed to load https://shop.example.com/orders/42?email=a@b.example (blocked)'
  expect((await report({ kind: 'stream', detail: secret, origin: 'no address' })).status).toBe(200)
  await report({ kind: 'script', detail: 'x is undefined', origin: 'https://shop.example.com/cart#top' })
  const problems = await health()
  expect(problems).toMatchObject([
    { kind: 'script', count: 1, lastDetail: 'x is undefined', lastOrigin: 'https://shop.example.com' },
    { kind: 'stream', count: 2, lastOrigin: '', lastBrowser: 'Firefox 140' },
  ])
  expect(problems[1]?.lastDetail).toBe('Failed to load https://shop.example.com (blocked)')
  expect(JSON.stringify(problems)).not.toMatch(/orders|b\.example/)
})

test('an unknown kind, a widget that is not there and a stranger are refused', async () => {
  expect((await report({ kind: 'mood' })).status).toBe(400)
  expect((await report({ kind: 'send' })).status).toBe(200)
  await expect(health('0199c0de-7000-7000-8000-000000000001')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const stranger = await fetch(`${server.url}/api/v1/widgets/${widget.id}/health`)
  expect(stranger.status).toBe(401)
})

test('what is reported beyond 60 times a minute is not counted; the next minute counts again', async () => {
  server.passTime(61_000)
  const panels = async () =>
    (await health()).filter(({ kind }) => kind === 'panel').reduce((n, one) => n + one.count, 0)
  for (let i = 0; i < 70; i += 1) expect((await report({ kind: 'panel' })).status).toBe(200)
  expect(await panels()).toBe(60)
  server.passTime(61_000)
  await report({ kind: 'panel' })
  expect(await panels()).toBe(61)
})

test('what is older than 30 days is not shown', async () => {
  server.passTime(31 * 24 * 3600_000)
  owner = await server.given.signIn(owner.email)
  expect(await health()).toEqual([])
  await report({ kind: 'storage' })
  expect(await health()).toHaveLength(1)
})

test.each([
  [firefox, 'Firefox 140'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0',
    'Edge 141',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari 18',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0 Mobile Safari/537.36 Line/15.2.1/IAB',
    'LINE 15',
  ],
  ['curl/8.5', ''],
])('the browser of %s is %s', (userAgent, expected) => {
  expect(browserOf(userAgent)).toBe(expected)
})
