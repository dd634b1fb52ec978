import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientWith, startTestApp, startVisitor, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
beforeAll(async () => {
  server = await startTestApp()
  await Promise.all([server.app.ensureSample(), server.app.ensureSample()])
})
afterAll(() => server.stop())

const demo = (query = '') => fetch(`${server.url}/demo${query}`)
const keyOn = async (response: Response) => /data-widget="([^"]+)"/.exec(await response.text())?.[1] ?? ''

test('there is one sample shop, and its page works before there is any account, in both languages', async () => {
  const english = await demo()
  expect(english.status).toBe(200)
  const key = await keyOn(english)
  expect(await (await demo('?lang=th')).text()).toContain('lang="th"')
  expect((await fetch(`${server.url}/demo/demo.css`)).headers.get('content-type')).toContain('text/css')
  const visitor = await startVisitor(server.url, key)
  const question = await visitor.say('Hello!')
  expect((await visitor.answerAfter(question.seq)).author.kind).toBe('ai')
})

test('its page shows any other widget as well, and keeps to it', async () => {
  const widgetKey = `wk_${'A'.repeat(51)}`
  const own = await demo(`?lang=th&widget=${widgetKey}`)
  const html = await own.text()
  expect(html).toContain(`data-widget="${widgetKey}"`)
  expect(html).toContain(`href="/demo?widget=${widgetKey}"`)
  const odd = await demo(`?widget=${encodeURIComponent('"><script>alert(1)</script>')}`)
  expect(await odd.text()).not.toContain('alert(1)')
})

test('its knowledge is bilingual and large enough to play with', async () => {
  const owner = await server.given.owner()
  const sample = owner.me.workspaces.find((workspace) => workspace.isSample)
  expect(sample?.role).toBe('owner')
  expect(owner.me.workspaces[0]?.isSample).toBe(false)
  const client = clientWith(server.url, owner.cookie, sample?.id ?? '')
  const { data: entries } = await client.request('GET /api/v1/knowledge/entries', { query: { limit: 200 } })
  for (const locale of ['en', 'th'])
    expect(entries.filter((entry) => entry.locale === locale).length).toBeGreaterThanOrEqual(30)
})

test('an operator deletes it with all it holds, and it does not come back', async () => {
  const [{ email = '' } = {}] = await server.db.query<{ email: string }>('select email from users')
  const owner = await server.given.signIn(email)
  const key = await keyOn(await demo())
  await expect(clientWith(server.url, '', null).request('DELETE /api/v1/sample')).rejects.toMatchObject({
    code: 'NOT_SIGNED_IN',
  })
  await owner.client.request('DELETE /api/v1/sample')
  expect((await demo()).status).toBe(404)
  expect((await fetch(`${server.url}/api/v1/visitor/${key}/config`)).status).toBe(404)
  await expect(owner.client.request('DELETE /api/v1/sample')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await owner.client.request('GET /api/v1/me')).data.workspaces.some((workspace) => workspace.isSample)).toBe(
    false,
  )
  expect(await server.app.makeSetupToken()).toBeNull()
})
