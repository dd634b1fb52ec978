import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
let widget: { id: string; key: string }

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  const [first] = (await owner.client.request('GET /api/v1/widgets')).data
  widget = { id: first?.id ?? '', key: first?.key ?? '' }
})
afterAll(() => server.stop())

const allow = async (...allowedOrigins: string[]) =>
  (
    await owner.client.request('PATCH /api/v1/widgets/:widgetId', {
      params: { widgetId: widget.id },
      body: { allowedOrigins },
    })
  ).data.allowedOrigins

/** How a page of this origin is answered; null: the request names none. */
async function from(origin: string | null, method = 'POST') {
  const path = method === 'GET' ? 'config' : 'session'
  const response = await fetch(`${server.url}/api/v1/visitor/${widget.key}/${path}`, {
    method,
    headers: { 'content-type': 'text/plain', ...(origin !== null && { origin }) },
    ...(method === 'POST' && { body: '{}' }),
  })
  const { error } = (await response.json()) as { error?: { code: string } }
  return [response.status, error?.code ?? null, response.headers.get('access-control-allow-origin')]
}
const refused = [403, 'ORIGIN_NOT_ALLOWED', null]

const cases: { entry: string; allowed: string[]; foreign: string[] }[] = [
  {
    entry: 'https://shop.example',
    allowed: ['https://shop.example'],
    foreign: [
      'http://shop.example',
      'https://shop.example:8443',
      'https://www.shop.example',
      'https://shop.example.evil.test',
      'https://evilshop.example',
      'https://shop.exampl',
      'https://shop-example',
      'https://shop.example@evil.test',
      'https://evil.test/https://shop.example',
      'https://shop.example.',
      'null',
      'file://',
      'chrome-extension://shop.example',
    ],
  },
  {
    entry: 'https://*.shop.example',
    allowed: ['https://www.shop.example', 'https://a.b.shop.example'],
    foreign: [
      'https://shop.example',
      'https://.shop.example',
      'https://evilshop.example',
      'https://www.shop.example.evil.test',
      'https://www.shop.example:8443',
      'http://www.shop.example',
      'https://evil.test/.shop.example',
      'https://evil.test?.shop.example',
      'https://evil.test#.shop.example',
      'https://evil.test:443.shop.example',
      'https://user@www.shop.example',
      'https://..shop.example',
      'null',
    ],
  },
  {
    entry: 'http://*.shop.test:8080',
    allowed: ['http://www.shop.test:8080'],
    foreign: ['http://www.shop.test', 'http://www.shop.test:80', 'http://www.shop.test:80801', 'http://shop.test:8080'],
  },
]

for (const { entry, allowed, foreign } of cases)
  test(`“${entry}” lets in what it says and nothing that only looks like it`, async () => {
    await allow(entry)
    for (const origin of allowed) {
      expect(await from(origin), origin).toEqual([200, null, origin])
      expect(await from(origin, 'GET'), origin).toEqual([200, null, origin])
    }
    for (const origin of foreign) {
      expect(await from(origin), origin).toEqual(refused)
      expect(await from(origin, 'GET'), origin).toEqual(refused)
    }
  })

test('who names no origin is let in by a widget of any page only; a page of this server always is', async () => {
  await allow()
  expect((await from(null))[0]).toBe(200)
  expect(await from('null')).toEqual([200, null, 'null'])
  await allow('https://shop.example')
  expect(await from(null)).toEqual(refused)
  // As browsers read from the server of their own page.
  expect((await from(null, 'GET'))[0]).toBe(200)
  expect((await from(server.url))[0]).toBe(200)
})

test('an origin is kept as browsers name it', async () => {
  expect(await allow('https://Shop.example:443', 'http://shop.example:80', 'https://shop.example:80')).toEqual([
    'https://shop.example',
    'http://shop.example',
    'https://shop.example:80',
  ])
})

test('a stream of a site that is taken off the list ends within seconds, those of the others go on', async () => {
  const [mine, theirs] = ['https://mine.example', 'https://theirs.example']
  await allow(mine, theirs)
  const open = async (origin: string) => {
    const visitor = await server.given.visitor(owner, origin)
    await visitor.say('Hello')
    const stream = visitor.stream(0, AbortSignal.timeout(15_000))
    for (let next = await stream.next(); !next.done; next = await stream.next()) if (next.value.type === 'ready') break
    const rest = async () => {
      for await (const _ of stream);
      return 'ended'
    }
    const ended = rest()
    // The one that goes on ends with the test.
    ended.catch(() => {})
    return { ended }
  }
  const [kept, taken] = [await open(mine), await open(theirs)]
  await allow(mine)
  const startedAt = Date.now()
  expect(await taken.ended).toBe('ended')
  expect(Date.now() - startedAt).toBeLessThan(5000)
  expect(await Promise.race([kept.ended, new Promise((done) => setTimeout(done, 2500, 'open'))])).toBe('open')
  expect(await from(theirs)).toEqual(refused)
  await allow()
})

test('a change of a widget is in the audit log, with what was changed', async () => {
  await allow()
  await allow('https://shop.example')
  const entries = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query<{ before: object; after: object }>(
      `select before, after from audit_entries where action = 'widget.changed' order by id desc limit 1`,
    ),
  )
  expect(entries).toEqual([{ before: { allowedOrigins: [] }, after: { allowedOrigins: ['https://shop.example'] } }])
  await allow()
})
