import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutgoing, type Outgoing } from '../../../platform/outgoing/outgoing.ts'
import { startFakeSite } from '../../../testing/fake-site.ts'
import { fetchPage } from './fetch-page.ts'
import { createHostGate } from './host-gate.ts'
import { PageRefused } from './page-problem.ts'
import { openSite } from './site-visit.ts'

type Site = Awaited<ReturnType<typeof startFakeSite>>

let site: Site
/** On this machine too, and nobody's business. */
let canary: Site
let outgoing: Outgoing
beforeAll(async () => {
  site = await startFakeSite()
  canary = await startFakeSite({ '/': '<p>Secret</p>' })
  outgoing = createOutgoing([site.host])
})
afterAll(async () => {
  await outgoing.close()
  await Promise.all([site.stop(), canary.stop()])
})

const port = () => canary.host.split(':')[1]
const hosts = [
  ...['127.0.0.1', 'localhost', 'LOCALHOST', '127.0.0.1.', '127.1', '127.0.1', '2130706433'],
  ...['0x7f000001', '0x7f.0.0.1', '0x7f.1', '017700000001', '0177.0.0.1', '0177.1', '127.0.0.01', '0', '0.0.0.0'],
  ...['0x0', '127.255.255.254', '①②⑦.⓪.⓪.①', '１２７.０.０.１', '127。0。0。1', '%31%32%37.0.0.1', '127.0.0.1%2e'],
  ...['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]'],
  ...['[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[fe80::1]', '[fc00::1]', '[fd12:3456::1]', '[ff02::1]'],
  ...['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.0.1'],
]
const addresses = () => [
  ...hosts.map((host) => `http://${host}:${port()}/`),
  `http://example.com@127.0.0.1:${port()}/`,
  `http://user:pw@localhost:${port()}/`,
  `http://127.0.0.1:${port()}\\@example.com/`,
  `http:\\\\127.0.0.1:${port()}\\`,
  `http:127.0.0.1:${port()}`,
  `https://127.0.0.1:${port()}/`,
  'file:///etc/passwd',
  'ftp://127.0.0.1/',
  'gopher://127.0.0.1:25/',
  'data:text/html,<p>x</p>',
]
const names = () =>
  ['localhost.', 'ip6-localhost', 'metadata.google.internal'].map((name) => `http://${name}:${port()}/`)

const refusalOf = async (reading: Promise<unknown>): Promise<string> => {
  try {
    await reading
    return 'reached'
  } catch (error) {
    if (error instanceof PageRefused) return error.problem
    throw error
  }
}
const fetchOf = (address: string) =>
  fetchPage(outgoing, address, { maxBytes: 100_000, refuse: async () => null, contact: 'test' })

test('no spelling of a private address is fetched', async () => {
  expect(addresses().length).toBeGreaterThanOrEqual(55)
  for (const address of addresses())
    expect([address, await refusalOf(fetchOf(address))]).toEqual([address, 'address_refused'])
  // Names that this machine may not know at all.
  for (const address of names()) expect(await refusalOf(fetchOf(address))).not.toBe('reached')
  expect(canary.asked).toEqual([])
})

test('no redirect leads to one, at the first hop or later', async () => {
  for (const [index, address] of addresses().entries()) {
    const location = encodeURI(address).replaceAll('%25', '%')
    site.pages[`/to/${index}`] = { status: [301, 302, 303, 307, 308][index % 5], headers: { location } }
    site.pages[`/via/${index}`] = { status: 302, headers: { location: `/to/${index}` } }
    for (const way of ['to', 'via']) {
      const problem = await refusalOf(fetchOf(`${site.url}/${way}/${index}`))
      // Without two slashes it is a path of the site that sent it.
      expect(['address_refused', 'not_found']).toContain(problem)
    }
  }
  expect(canary.asked).toEqual([])
})

test('no sitemap, index or robots.txt leads to one', async () => {
  const escaped = addresses().map((address) => address.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
  const pages = escaped.map((address) => `<url><loc>${address}</loc></url>`).join('')
  const maps = escaped.map((address) => `<sitemap><loc>${address}</loc></sitemap>`).join('')
  site.pages['/robots.txt'] = { status: 302, headers: { location: canary.url } }
  site.pages['/pages.xml'] = `<urlset>${pages}<url><loc>${site.url}/good</loc></url></urlset>`
  site.pages['/index.xml'] = `<sitemapindex>${maps}<sitemap><loc>/pages.xml</loc></sitemap></sitemapindex>`
  const deps = { outgoing, gate: createHostGate(), minDelayMs: 0, contact: () => 'test' }
  expect(await refusalOf(openSite(deps, site.url))).toBe('address_refused')
  delete site.pages['/robots.txt']
  const visit = await openSite(deps, site.url)
  const { pages: listed } = await visit.readSitemap(`${site.url}/index.xml`, 100)
  expect(listed).toContain(`${site.url}/good`)
  expect(listed.filter((page) => new URL(page).host !== site.host)).toEqual([])
  for (const address of addresses()) expect(await refusalOf(visit.fetchPage(address))).not.toBe('reached')
  expect(canary.asked).toEqual([])
})

test('redirects end after five, and stay on the site', async () => {
  delete site.pages['/robots.txt']
  site.pages['/round'] = { status: 302, headers: { location: '/round' } }
  site.pages['/away'] = { status: 302, headers: { location: 'https://example.com/' } }
  const deps = { outgoing, gate: createHostGate(), minDelayMs: 0, contact: () => 'test' }
  const visit = await openSite(deps, site.url)
  expect(await refusalOf(visit.fetchPage(`${site.url}/round`))).toBe('too_many_redirects')
  expect(site.asked.filter((path) => path === '/round')).toHaveLength(6)
  expect(await refusalOf(visit.fetchPage(`${site.url}/away`))).toBe('left_site')
})

test('nothing unpacks to more than may be held, and nothing is taken for ever', async () => {
  const bomb = gzipSync(Buffer.alloc(80_000_000, 'a'))
  site.pages['/bomb'] = { headers: { 'content-encoding': 'gzip' }, body: bomb }
  site.pages['/bomb.xml.gz'] = { headers: { 'content-type': 'application/gzip' }, body: bomb }
  site.pages['/twice'] = { headers: { 'content-encoding': 'gzip, gzip' }, body: gzipSync(bomb) }
  site.pages['/broken'] = { headers: { 'content-encoding': 'gzip' }, body: 'no gzip' }
  site.pages['/endless'] = (_request, response) => {
    const more = setInterval(() => response.write(Buffer.alloc(300_000, 'a')), 1)
    response.on('close', () => clearInterval(more))
  }
  const deps = { outgoing, gate: createHostGate(), minDelayMs: 0, contact: () => 'test' }
  const visit = await openSite(deps, site.url)
  expect(await refusalOf(visit.fetchPage(`${site.url}/bomb`))).toBe('too_large')
  expect(await refusalOf(visit.readSitemap(`${site.url}/bomb.xml.gz`, 10))).toBe('too_large')
  expect(await refusalOf(visit.fetchPage(`${site.url}/twice`))).toBe('unreadable')
  expect(await refusalOf(visit.fetchPage(`${site.url}/broken`))).toBe('unreadable')
  expect(await refusalOf(visit.fetchPage(`${site.url}/endless`))).toBe('too_large')
})

test('one request at a time goes to a host, with the pause that it asks for', async () => {
  const polite = await startFakeSite({
    '/robots.txt': 'User-agent: *\nCrawl-delay: 0.2',
    '/slow': (_request, response) => setTimeout(() => response.end('<p>Words</p>'), 50),
  })
  const way = createOutgoing([polite.host])
  const deps = { outgoing: way, gate: createHostGate(), minDelayMs: 0, contact: () => 'https://chat.example' }
  const visits = await Promise.all([openSite(deps, polite.url), openSite(deps, polite.url)])
  const startedAt = performance.now()
  await Promise.all(visits.flatMap((visit) => [1, 2].map(() => visit.fetchPage(`${polite.url}/slow`))))
  expect(performance.now() - startedAt).toBeGreaterThan(4 * 50 + 3 * 200 - 20)
  expect(polite.mostOpen()).toBe(1)
  expect([...polite.agents]).toEqual(['MiniChatBot/1.0 (+https://chat.example)'])
  await way.close()
  await polite.stop()
})

test('long rules and long lists hold up nobody else, and can be given up', async () => {
  const rules = Array.from({ length: 9000 }, (_, at) => `Disallow: /*${'a*'.repeat(12)}${at}$`).join('\n')
  site.pages['/robots.txt'] = { headers: { 'content-type': 'text/plain' }, body: `User-agent: *\n${rules}` }
  const pages = Array.from({ length: 20_000 }, (_, at) => `<url><loc>${site.url}/${'a'.repeat(60)}${at}</loc></url>`)
  site.pages['/long.xml'] = `<urlset>${pages.join('')}</urlset>`
  const given = new AbortController()
  const deps = { outgoing, gate: createHostGate(), minDelayMs: 0, contact: () => 'test' }
  const visit = await openSite(deps, site.url, given.signal)
  const reading = visit.readSitemap(`${site.url}/long.xml`, 20_000).catch((error: unknown) => error)
  let turns = 0
  const others = setInterval(() => {
    turns += 1
    if (turns === 20) given.abort(new Error('enough'))
  }, 5)
  expect(await reading).toMatchObject({ message: 'enough' })
  clearInterval(others)
  expect(turns).toBeGreaterThanOrEqual(20)
  delete site.pages['/robots.txt']
})
