import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { retrieve } from './retrieval.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

async function pageOf(question: string, answer: string) {
  await owner.client.request('POST /api/v1/knowledge/entries', { body: { question, answer } })
  const [found] = await server.db.transaction(owner.workspaceId, (tx) => retrieve(tx, question))
  const response = await fetch(`${server.url}/source/${owner.workspaceId}/${found?.passageId}`)
  return { response, html: await response.text() }
}

test('shows the passage in its language, under a policy that lets no script run', async () => {
  const { response, html } = await pageOf('ร้านอยู่ที่ไหน', 'อยู่ใกล้ท่าแพ')
  expect(response.status).toBe(200)
  expect(html).toContain('<html lang="th">')
  expect(html).toContain('อยู่ใกล้ท่าแพ')
  const policy = response.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('script-src')
  expect(policy).not.toContain('unsafe')
})

test('shows markup as the text that it is', async () => {
  const { html } = await pageOf(
    'What is <b>bold</b> & "quoted"?',
    '<script>alert(1)</script> and <img src=x onerror=alert(1)>',
  )
  expect(html).not.toContain('<script')
  expect(html).not.toContain('<img')
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
})

test('shows a table as one', async () => {
  const { html } = await pageOf('Which rooms are there?', '| Room | Beds |\n| --- | --- |\n| Blue | 2 |')
  expect(html).toContain('<tr><th>Room</th><th>Beds</th></tr>')
  expect(html).toContain('<tr><td>Blue</td><td>2</td></tr>')
})

test('is friendly where there is nothing, in the visitor’s language, and tells nothing about other workspaces', async () => {
  const { response } = await pageOf('What is hidden here?', 'A secret.')
  const passageId = response.url.split('/').at(-1)
  const strangers = [
    'nonsense',
    `0199c0de-7000-7000-8000-0000000000ff/${passageId}`,
    `${owner.workspaceId}/not-an-id`,
    `${owner.workspaceId}/0199c0de-7000-7000-8000-0000000000ff`,
  ]
  for (const path of strangers.slice(1)) {
    const missing = await fetch(`${server.url}/source/${path}`, { headers: { 'accept-language': 'th-TH' } })
    expect(missing.status).toBe(404)
    expect(await missing.text()).toContain('ไม่พบที่มานี้แล้ว')
  }
})

test('has one stylesheet with light and dark colours', async () => {
  const response = await fetch(`${server.url}/source/source.css`)
  expect(response.headers.get('content-type')).toContain('text/css')
  expect(await response.text()).toContain('prefers-color-scheme: dark')
})
