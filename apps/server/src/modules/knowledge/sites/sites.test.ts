import type { KnowledgeSite } from '@minichat/contracts'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FakePage, startFakeSite } from '../../../testing/fake-site.ts'
import { type Person, startTestApp, type TestApp } from '../../../testing/test-app.ts'
import { retrieve } from '../retrieval.ts'
import { readSiteJob } from './sites.service.ts'

type Site = Awaited<ReturnType<typeof startFakeSite>>

let site: Site
let server: TestApp
let owner: Person
beforeAll(async () => {
  site = await startFakeSite()
  server = await startTestApp({ OUTGOING_ALLOW: site.host, DEFAULT_PLAN: 'pro' })
  owner = await server.given.owner()
})
afterAll(async () => {
  await server.stop()
  await site.stop()
})

const page = (title: string, words: string, more = '') =>
  `<html><head><title>${title}</title>${more}</head><body><main><h1>${title}</h1>${words}</main></body></html>`
const put = (pages: Record<string, FakePage>) => Object.assign(site.pages, pages)

beforeEach(() => {
  for (const path of Object.keys(site.pages)) delete site.pages[path]
  put({
    '/': page(
      'Pottery',
      '<p>We sell pots that we make by hand.</p><a href="/ship">Shipping</a> <a href="/kiln">Kiln</a>',
    ),
    '/ship': page('Shipping', '<p>Zanzibar parcels cost 900 baht.</p><a href="/deep">More</a>'),
    '/kiln': page('Kiln', '<p>The kiln burns at 1240 degrees.</p>'),
    '/deep': page('Wrapping', '<p>Each pot is wrapped in banana leaves.</p><a href="/deeper">Deeper</a>'),
    '/deeper': page('Leaves', '<p>The leaves come from Nakhon Pathom.</p>'),
  })
  site.asked.length = 0
})
afterEach(async () => {
  const { data } = await owner.client.request('GET /api/v1/knowledge/sites')
  for (const { id } of data)
    await owner.client.request('DELETE /api/v1/knowledge/sites/:siteId', { params: { siteId: id } })
})

type NewSite = { kind?: 'page' | 'links' | 'sitemap'; path?: string; maxDepth?: number; maxPages?: number }
const add = async ({ kind = 'links', path = '/', ...more }: NewSite = {}) =>
  (
    await owner.client.request('POST /api/v1/knowledge/sites', {
      body: { kind, url: site.url + path, schedule: 'off', ...more },
    })
  ).data
const get = async ({ id }: KnowledgeSite) =>
  (await owner.client.request('GET /api/v1/knowledge/sites/:siteId', { params: { siteId: id } })).data
const readAll = async (of: NewSite = {}) => {
  const added = await add(of)
  await server.runQueue()
  return get(added)
}
const readAgain = async ({ id }: KnowledgeSite) => {
  await owner.client.request('POST /api/v1/knowledge/sites/:siteId/read', { params: { siteId: id } })
  await server.runQueue()
  return get({ id } as KnowledgeSite)
}
const pagesOf = async ({ id }: KnowledgeSite) =>
  (await owner.client.request('GET /api/v1/knowledge/sites/:siteId/pages', { params: { siteId: id } })).data
const stateOf = async (of: KnowledgeSite) =>
  Object.fromEntries(
    (await pagesOf(of)).map(({ url, state, problem }) => [
      url.slice(site.url.length),
      problem ? `${state}: ${problem}` : state,
    ]),
  )
const find = (question: string) => server.db.transaction(owner.workspaceId, (tx) => retrieve(tx, question))
const firstOf = async (question: string) => (await find(question))[0]

test('a site is read as far as it may be, and its pages are found and cited by their address', async () => {
  const done = await readAll({ maxDepth: 1 })
  expect(done).toMatchObject({
    status: 'ready',
    problem: null,
    name: '127.0.0.1',
    pages: { found: 3, read: 3, queued: 0, failed: 0 },
    dueAt: null,
    finishedAt: expect.any(String),
  })
  expect(await firstOf('What do Zanzibar parcels cost?')).toMatchObject({
    title: 'Shipping',
    text: expect.stringContaining('900 baht'),
    url: `${site.url}/ship`,
  })
  expect(await find('banana leaves')).toEqual([])
  expect(site.asked).toEqual(['/robots.txt', '/', '/ship', '/kiln'])
  const deeper = await owner.client.request('PATCH /api/v1/knowledge/sites/:siteId', {
    params: { siteId: done.id },
    body: { maxDepth: 3 },
  })
  expect(deeper.data.maxDepth).toBe(3)
  await readAgain(done)
  expect((await find('banana leaves')).map(({ title }) => title)).toContain('Wrapping')
  expect((await pagesOf(done)).map(({ depth }) => depth)).toEqual([0, 1, 1, 2, 3])
})

test('one page alone is read alone, and a limit on pages holds', async () => {
  expect((await readAll({ kind: 'page', path: '/ship' })).pages.found).toBe(1)
  const some = await readAll({ maxPages: 2 })
  expect(await stateOf(some)).toEqual({ '/': 'read', '/ship': 'read' })
})

test('robots.txt, noindex and another original are obeyed, and each page says why it was left out', async () => {
  put({
    '/robots.txt': 'User-agent: *\nDisallow: /kiln',
    '/': page(
      'Pottery',
      `<p>Pots by hand.</p>${['/kiln', '/secret', '/copy', '/ship', '/gone', '/bad', '/file', '/empty', '/away'].map((path) => `<a href="${path}">x</a>`).join('')}`,
    ),
    '/secret': page('Secret', '<p>Hidden quokka prices.</p>', '<meta name="robots" content="noindex">'),
    '/copy': page('Shipping', '<p>A copy.</p>', '<link rel="canonical" href="/ship">'),
    '/bad': { status: 500 },
    '/file': { headers: { 'content-type': 'text/html' }, body: '%PDF-1.7 words' },
    '/empty': '<html><body></body></html>',
    '/away': { status: 302, headers: { location: 'https://example.com/' } },
  })
  const done = await readAll({ maxDepth: 1 })
  expect(await stateOf(done)).toEqual({
    '/': 'read',
    '/kiln': 'skipped: robots_forbid',
    '/secret': 'skipped: no_index',
    '/copy': 'skipped: same_as_other',
    '/ship': 'read',
    '/gone': 'failed: not_found',
    '/bad': 'failed: site_error',
    '/file': 'skipped: not_a_page',
    '/empty': 'skipped: no_text',
    '/away': 'skipped: left_site',
  })
  expect(done.pages).toMatchObject({ found: 10, read: 2, failed: 2, skipped: 6 })
  expect(site.asked).not.toContain('/kiln')
  expect(await find('quokka')).toEqual([])
})

test('a site whose rules cannot be had, or whose first page fails, says so', async () => {
  put({ '/robots.txt': { status: 503 } })
  expect(await readAll()).toMatchObject({ status: 'failed', problem: 'robots_unreadable' })
  put({ '/robots.txt': 'User-agent: minichatbot\nDisallow: /' })
  expect(await readAll()).toMatchObject({ status: 'failed', problem: 'robots_forbid' })
  delete site.pages['/robots.txt']
  expect(await readAll({ path: '/nowhere' })).toMatchObject({ status: 'failed', problem: 'not_found' })
})

test('a sitemap is read with those that it names, and nothing beyond what it lists', async () => {
  put({
    '/sitemap.xml': `<sitemapindex><sitemap><loc>${site.url}/s1.xml</loc></sitemap></sitemapindex>`,
    '/s1.xml': `<urlset><url><loc>${site.url}/kiln</loc></url><url><loc>${site.url}/deeper</loc></url>
      <url><loc>https://other.example/</loc></url></urlset>`,
  })
  expect(await stateOf(await readAll({ kind: 'sitemap', path: '/sitemap.xml' }))).toEqual({
    '/kiln': 'read',
    '/deeper': 'read',
  })
})

test('read again, only what changed is indexed anew: by version, and by words', async () => {
  const tagged =
    (body: string, tag: string): FakePage =>
    (request, response) => {
      const isKnown = request.headers['if-none-match'] === tag
      response.writeHead(isKnown ? 304 : 200, { 'content-type': 'text/html', etag: tag }).end(isKnown ? '' : body)
    }
  put({ '/ship': tagged(page('Shipping', '<p>Zanzibar parcels cost 900 baht.</p><a href="/deep">More</a>'), '"v1"') })
  const done = await readAll({ maxDepth: 2 })
  const revisions = async () =>
    server.db.transaction(owner.workspaceId, (tx) =>
      tx.query<{ title: string; revision: number }>(
        'select title, revision from knowledge_documents where site_id is not null order by title',
      ),
    )
  const passage = await firstOf('Zanzibar parcels')
  put({ '/kiln': page('Kiln', '<p>The kiln burns at 1300 degrees.</p>') })
  await readAgain(done)
  expect(await revisions()).toEqual([
    { title: 'Kiln', revision: 2 },
    { title: 'Pottery', revision: 1 },
    { title: 'Shipping', revision: 1 },
    { title: 'Wrapping', revision: 1 },
  ])
  expect(await firstOf('kiln degrees')).toMatchObject({ text: expect.stringContaining('1300') })
  expect((await firstOf('Zanzibar parcels'))?.passageId).toBe(passage?.passageId)
  expect(await stateOf(done)).toEqual({ '/': 'read', '/ship': 'read', '/kiln': 'read', '/deep': 'read' })
  put({ '/ship': tagged(page('Shipping', '<p>Zanzibar parcels cost 950 baht.</p>'), '"v2"') })
  await readAgain(done)
  expect(await firstOf('Zanzibar parcels')).toMatchObject({ text: expect.stringContaining('950 baht') })
})

test('a page that is gone is marked, looked for a second time an hour later, and taken out then', async () => {
  const done = await readAll({ maxDepth: 1 })
  delete site.pages['/ship']
  const once = await readAgain(done)
  expect(once).toMatchObject({ status: 'ready', pages: { found: 3, read: 2, missing: 1 } })
  expect(await firstOf('Zanzibar parcels')).toMatchObject({ title: 'Shipping' })
  const waitMs = new Date(once.dueAt ?? 0).getTime() - Date.now()
  expect(waitMs).toBeGreaterThan(59 * 60_000)
  await server.runJob('knowledge.read_due_sites')
  expect((await get(done)).status).toBe('ready')

  server.passTime(waitMs + 1000)
  site.asked.length = 0
  await server.runJob('knowledge.read_due_sites')
  await server.runJob('knowledge.read_due_sites')
  await server.runQueue()
  server.passTime(-waitMs - 1000)
  expect(site.asked).toEqual(['/robots.txt', '/ship'])
  expect(await get(done)).toMatchObject({ status: 'ready', dueAt: null, pages: { found: 2, read: 2, missing: 0 } })
  expect((await find('Zanzibar parcels')).map(({ title }) => title)).not.toContain('Shipping')
})

test('a page that comes back in time stays, and one that now says noindex goes at once', async () => {
  const done = await readAll({ maxDepth: 1 })
  const kept = site.pages['/ship'] as string
  delete site.pages['/ship']
  await readAgain(done)
  put({ '/ship': kept, '/kiln': page('Kiln', '<p>The kiln.</p>', '<meta name="robots" content="noindex">') })
  expect(await readAgain(done)).toMatchObject({ pages: { read: 2, missing: 0, skipped: 1 }, dueAt: null })
  expect(await firstOf('Zanzibar parcels')).toMatchObject({ title: 'Shipping' })
  expect((await find('kiln')).map(({ title }) => title)).not.toContain('Kiln')
})

test('a daily site is read again by itself, and once', async () => {
  const { data } = await owner.client.request('POST /api/v1/knowledge/sites', {
    body: { kind: 'page', url: `${site.url}/kiln`, schedule: 'daily' },
  })
  await server.runQueue()
  expect(new Date((await get(data)).dueAt ?? 0).getTime() - Date.now()).toBeGreaterThan(23 * 3600_000)
  site.asked.length = 0
  server.passTime(24 * 3600_000)
  for (let run = 0; run < 2; run++) await server.runJob('knowledge.read_due_sites')
  await server.runQueue()
  server.passTime(-24 * 3600_000)
  expect(site.asked.filter((path) => path === '/kiln')).toHaveLength(1)
  expect((await get(data)).status).toBe('ready')
})

test('cut in the middle it goes on where it was, and two runs at once read each page once', async () => {
  const added = await add({ maxDepth: 3 })
  const run = server.app.modules.find(({ name }) => name === 'knowledge')?.jobs?.[readSiteJob]
  const payload = { workspaceId: owner.workspaceId, siteId: added.id }
  const cut = new AbortController()
  const kiln = site.pages['/kiln'] as string
  put({ '/kiln': () => cut.abort(new DOMException('Stopping', 'AbortError')) })
  await expect(run?.(payload, { signal: cut.signal })).rejects.toThrow('Stopping')
  expect(await get(added)).toMatchObject({ status: 'reading', pages: { read: 2 } })
  put({ '/kiln': kiln })
  const { signal } = new AbortController()
  await Promise.all([run?.(payload, { signal }), run?.(payload, { signal })])
  expect(await get(added)).toMatchObject({ status: 'ready', pages: { found: 5, read: 5 } })
  await run?.(payload, { signal })
  const counts = Object.values(Object.groupBy(site.asked, (path) => path)).map((asked) => asked?.length)
  expect(site.asked.filter((path) => path === '/ship')).toHaveLength(1)
  expect(site.asked.filter((path) => path === '/kiln')).toHaveLength(2)
  expect(Math.max(...counts.map(Number))).toBe(2)
})

test('what was left by a process that died is handed on', async () => {
  const added = await add({ kind: 'page', path: '/kiln' })
  await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(
      `update knowledge_sites set lease_owner = gen_random_uuid(), lease_until = clock_timestamp() + interval '1 hour'
       where workspace_id = $1 and id = $2`,
      [tx.workspaceId, added.id],
    ),
  )
  await server.runQueue()
  expect((await get(added)).status).toBe('reading')
  await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(
      `update knowledge_sites set lease_until = clock_timestamp() - interval '1 second' where workspace_id = $1`,
      [tx.workspaceId],
    ),
  )
  await server.runJob('knowledge.read_due_sites')
  await server.runQueue()
  expect((await get(added)).status).toBe('ready')
})

test('stopped, it ends after the page it is at; what was read stays, and the rest is read the next time', async () => {
  const added = await add({ maxDepth: 3 })
  const ship = site.pages['/ship'] as string
  const params = { siteId: added.id }
  put({
    '/ship': (_request, response) => {
      void owner.client
        .request('POST /api/v1/knowledge/sites/:siteId/stop', { params })
        .then(() => response.writeHead(200, { 'content-type': 'text/html' }).end(ship))
    },
  })
  await server.runQueue()
  expect(await get(added)).toMatchObject({ status: 'stopped', problem: null, pages: { found: 3, read: 1, queued: 0 } })
  expect(site.asked).not.toContain('/kiln')
  expect(await firstOf('pots by hand')).toMatchObject({ title: 'Pottery' })
  put({ '/ship': ship })
  expect(await readAgain(added)).toMatchObject({ status: 'ready', pages: { read: 5 } })
})

test('a preview shows what would be read, and stores nothing', async () => {
  put({ '/robots.txt': 'User-agent: *\nDisallow: /kiln\nCrawl-delay: 3' })
  const preview = async (kind: 'page' | 'links' | 'sitemap', path: string) =>
    (await owner.client.request('POST /api/v1/knowledge/sites/preview', { body: { kind, url: site.url + path } })).data
  expect(await preview('links', '/')).toEqual({
    problem: null,
    title: 'Pottery',
    excerpt: expect.stringContaining('We sell pots that we make by hand.'),
    delayMs: 3000,
    urls: [`${site.url}/`, `${site.url}/ship`],
    urlCount: 2,
    forbiddenCount: 1,
  })
  expect(await preview('page', '/ship')).toMatchObject({ urls: [`${site.url}/ship`], title: 'Shipping' })
  expect(await preview('page', '/kiln')).toMatchObject({ problem: 'robots_forbid', urls: [] })
  expect(await preview('sitemap', '/')).toMatchObject({ problem: 'not_a_page' })
  put({ '/robots.txt': '', '/sitemap.xml': `<urlset><url><loc>${site.url}/deep</loc></url></urlset>` })
  expect(await preview('sitemap', '/sitemap.xml')).toMatchObject({ urls: [`${site.url}/deep`], problem: null })
  expect((await owner.client.request('GET /api/v1/knowledge/sites')).data).toEqual([])
}, 20_000)

test('addresses that are private by how they are written are refused at once, others when they are reached', async () => {
  const body = { kind: 'page', url: 'http://192.168.1.1/' } as const
  const refused = { code: 'ADDRESS_NOT_ALLOWED' }
  await expect(owner.client.request('POST /api/v1/knowledge/sites', { body })).rejects.toMatchObject(refused)
  await expect(owner.client.request('POST /api/v1/knowledge/sites/preview', { body })).rejects.toMatchObject(refused)
  const { data } = await owner.client.request('POST /api/v1/knowledge/sites', {
    body: { kind: 'page', url: `http://localhost:${site.host.split(':')[1]}/` },
  })
  await server.runQueue()
  expect(await get(data)).toMatchObject({ status: 'failed', problem: 'address_refused' })
  expect(site.asked).toEqual([])
})

test('the plan’s room ends a reading, with what was read until then', async () => {
  const used = await server.db.transaction(owner.workspaceId, async (tx) => {
    const plan = await tx.one<{ n: number }>('select count(*)::integer as n from knowledge_documents')
    await tx.query("update workspaces set plan = 'free' where id = $1", [tx.workspaceId])
    return plan.n
  })
  for (let number = used; number < 48; number++)
    await owner.client.request('POST /api/v1/knowledge/entries', { body: { question: `Q${number}`, answer: 'A' } })
  const done = await readAll({ maxDepth: 3 })
  expect(done).toMatchObject({ status: 'ready', problem: 'quota_reached', pages: { read: 2 } })
  await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query("update workspaces set plan = 'pro' where id = $1", [tx.workspaceId]),
  )
  expect(await readAgain(done)).toMatchObject({ status: 'ready', problem: null, pages: { read: 5 } })
})

test('a deleted site takes its pages along, and a page cannot be rewritten here', async () => {
  const done = await readAll({ kind: 'page', path: '/kiln' })
  const { data } = await owner.client.request('GET /api/v1/knowledge/documents', { query: { siteId: done.id } })
  expect(data).toMatchObject([{ format: 'page', title: 'Kiln', siteId: done.id, locale: 'en', status: 'ready' }])
  expect((await owner.client.request('GET /api/v1/knowledge/documents')).data).toEqual([])
  const params = { documentId: data[0]?.id ?? '' }
  await expect(
    owner.client.request('PATCH /api/v1/knowledge/documents/:documentId', { params, body: { text: 'Mine' } }),
  ).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  await owner.client.request('DELETE /api/v1/knowledge/sites/:siteId', { params: { siteId: done.id } })
  expect(await find('kiln')).toEqual([])
  await expect(get(done)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('members see sites and may not change them; another workspace sees nothing', async () => {
  const done = await readAll({ kind: 'page', path: '/kiln' })
  const member = await server.given.colleague(owner, 'member')
  expect((await member.client.request('GET /api/v1/knowledge/sites')).data).toHaveLength(1)
  const params = { siteId: done.id }
  await expect(member.client.request('POST /api/v1/knowledge/sites/:siteId/read', { params })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
  const stranger = '0199c0de-7000-7000-8000-0000000000ff'
  const seen = await server.db.transaction(stranger, (tx) => tx.query('select id from knowledge_pages'))
  expect(seen).toEqual([])
})
