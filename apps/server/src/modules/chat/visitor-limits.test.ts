import { afterAll, beforeAll, expect, test } from 'vitest'
import { newClientMessageId, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person

beforeAll(async () => {
  const env = { VISITOR_MESSAGES_PER_MINUTE: '3', ADDRESS_MESSAGES_PER_MINUTE: '7', WIDGET_MESSAGES_PER_MINUTE: '9' }
  server = await startTestApp({ ...env, TRUST_PROXY: '127.0.0.1' })
  owner = await server.given.owner()
})
afterAll(() => server.stop())

/** A visitor who writes from an address that the proxy names. */
async function visitorAt(address: string) {
  const visitor = await server.given.visitor(owner)
  const write = async (clientMessageId = newClientMessageId()) => {
    const response = await fetch(`${visitor.base}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'x-forwarded-for': address },
      body: JSON.stringify({ token: visitor.token, clientMessageId, text: 'Hello' }),
    })
    const { error } = (await response.json()) as { error?: { code: string } }
    const header = (name: string) => Number(response.headers.get(name))
    return { status: response.status, code: error?.code, header }
  }
  return { ...visitor, write }
}

test('a visitor, an address and a widget each have their limit, with standard headers, and nobody uses up another’s', async () => {
  const first = await visitorAt('203.0.113.1')
  const id = newClientMessageId()
  expect((await first.write(id)).status).toBe(201)
  // A repeat is the same message: it does not count.
  for (let at = 0; at < 5; at += 1) expect((await first.write(id)).status).toBe(201)
  const second = await first.write()
  expect([second.status, second.header('ratelimit-limit'), second.header('ratelimit-remaining')]).toEqual([201, 3, 1])
  expect((await first.write()).status).toBe(201)
  const refused = await first.write()
  expect([refused.status, refused.code, refused.header('ratelimit-remaining')]).toEqual([429, 'RATE_LIMITED', 0])
  expect(refused.header('retry-after')).toBeGreaterThan(0)
  expect(refused.header('retry-after')).toBeLessThanOrEqual(60)

  // Refused ones used up nothing of the address: four are left of seven.
  const neighbour = await visitorAt('203.0.113.1')
  for (let at = 0; at < 3; at += 1) expect((await neighbour.write()).status).toBe(201)
  const third = await visitorAt('203.0.113.1')
  expect((await third.write()).status).toBe(201)
  expect((await third.write()).status).toBe(429)

  // Somebody elsewhere writes on, until the widget has had its nine.
  const elsewhere = await visitorAt('198.51.100.7')
  expect([(await elsewhere.write()).status, (await elsewhere.write()).status]).toEqual([201, 201])
  const overall = await elsewhere.write()
  expect([overall.status, overall.header('ratelimit-limit')]).toEqual([429, 9])

  server.passTime(61_000)
  expect((await first.write()).status).toBe(201)
})

test('addresses of one IPv6 network are one caller', async () => {
  server.passTime(61_000)
  const statuses: number[] = []
  for (let at = 0; at < 8; at += 1) {
    const visitor = await visitorAt(`2001:db8:1:2::${at + 1}`)
    statuses.push((await visitor.write()).status)
  }
  expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 201, 429])
})

test('what passes by has a limit of its own', async () => {
  const visitor = await server.given.visitor(owner)
  const statuses = new Map<number, number>()
  for (let at = 0; at < 130; at += 1) {
    const { status } = await visitor.post('typing', { token: visitor.token })
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  expect([...statuses]).toEqual([
    [200, 120],
    [429, 10],
  ])
})
