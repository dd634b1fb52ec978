import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { suite, suiteQuestion } from '../../../../../integrations/n8n/suite.ts'
import { callBack, type N8nRequest, startFakeN8n } from '../../testing/fake-n8n.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

type Reply = Parameters<Parameters<typeof startFakeN8n>[0]>[0]

let n8n: Awaited<ReturnType<typeof startFakeN8n>>
let server: TestApp
let owner: Person
let signingSecret = ''
beforeAll(async () => {
  n8n = await startFakeN8n(behave)
  server = await startTestApp({ OUTGOING_ALLOW: n8n.host })
  owner = await server.given.owner()
  signingSecret = (await owner.client.request('POST /api/v1/n8n/signing-secret')).data.secret
})
afterAll(async () => {
  await server.stop()
  await n8n.stop()
})

/** As the workflows in integrations/n8n/workflows behave; what a real one was seen to say is replayed. */
function behave(reply: Reply): void {
  const { request, replay, json, response, line } = reply
  const chat = request.body.chatInput
  const workflow = request.path.replace('/webhook/', '')
  if (/^5f0c1d2e-0011-.*\/chat$/.test(workflow)) return replay('last')
  if (/^5f0c1d2e-0021-.*\/chat$/.test(workflow)) return replay('stream')
  if (/^5f0c1d2e-0031-.*\/chat$/.test(workflow)) return replay(basicReply(request))
  switch (workflow) {
    case 'minichat-stream':
      line({ type: 'begin' })
      line({ type: 'item', content: `stream: ${chat}` })
      line({ type: 'end' })
      return void response.end()
    case 'minichat-directives':
      return json({
        output: `resp: ${chat}`,
        quickReplies: ['Yes', 'No'],
        citations: [{ title: 'Shipping', url: 'https://shop.example.com/shipping' }],
        handOver: true,
      })
    case 'minichat-text':
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`text: ${chat}`)
    case 'minichat-header':
      return replay(request.headers['x-minishop'] === 'header-secret' ? 'header-ok' : 'header-none')
    case 'minichat-jwt':
      return replay(jwtReply(request))
    case 'minichat-error':
      return replay('err')
    case 'minichat-no-respond':
      return replay('noresp')
    case 'minichat-slow':
      return void setTimeout(() => replay('slow'), 2000)
    case 'minichat-async':
      setTimeout(() => void callBack(request, { output: `async: ${chat}` }, signingSecret), 300)
      return json({ message: 'Workflow was started' })
  }
  replay('unknown')
}

function basicReply({ headers }: N8nRequest): string {
  if (!headers.authorization) return 'basic-none'
  const given = Buffer.from(headers.authorization.replace('Basic ', ''), 'base64').toString()
  return given === 'minichat:basic-secret' ? 'basic-ok' : 'basic-bad'
}

function jwtReply({ headers }: N8nRequest): string {
  const token = headers.authorization?.replace('Bearer ', '')
  if (!token) return 'jwt-none'
  const [head, claims, signature] = token.split('.')
  const expected = createHmac('sha256', 'jwt-secret').update(`${head}.${claims}`).digest('base64url')
  const { exp } = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString()) as { exp: number }
  return signature === expected && exp > Date.now() / 1000 ? 'jwt-ok' : 'jwt-bad'
}

const ask = (path: string, more: object = {}) =>
  owner.client.request('POST /api/v1/n8n/try', {
    body: { settings: { url: `${n8n.origin}/webhook/${path}` }, question: suiteQuestion, locale: 'th', ...more },
  })

test.each(suite)('$says', async ({ path, settings, secret, check }) => {
  const url = `${n8n.origin}/webhook/${path}`
  const { data } = await ask(path, { settings: { ...settings, url }, ...(secret && { secret }) })
  expect(check(data)).toBeNull()
})

test('the console shows both sides of the exchange, and no secret', async () => {
  const auth = { kind: 'header', name: 'X-MiniShop' }
  const settings = { url: `${n8n.origin}/webhook/minichat-header`, auth }
  const { data } = await ask('minichat-header', { settings, secret: 'header-secret' })
  expect(data.request?.headers).toContainEqual({ name: 'x-minishop', value: '[masked]' })
  expect(data.request?.headers.map(({ name }) => name)).toContain('x-minichat-signature')
  expect(JSON.parse(data.request?.body ?? '')).toMatchObject({ chatInput: suiteQuestion, metadata: { isTest: true } })
  expect(data.response).toMatchObject({ status: 200, isCut: false })
  expect(JSON.stringify(data)).not.toContain('header-secret')
  expect(data.firstTextMs).not.toBeNull()
})

test('what is not to be called is not called, and what is not valid is refused', async () => {
  const before = n8n.requests.length
  const trial = async (url: string) => (await ask('', { settings: { url } })).data.problem?.kind
  expect(await trial('http://169.254.169.254/webhook/x')).toBe('address')
  expect(await trial('http://localhost:1/webhook/x')).toBe('address')
  expect(await trial(`http://user:secret@${n8n.host}/webhook/x`)).toBe('address')
  const refused = (settings: object) =>
    expect(ask('', { settings })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  await refused({ url: 'ftp://n8n.example.com/x' })
  await refused({ url: `${n8n.origin}/x`, trigger: 'chat', auth: { kind: 'jwt' } })
  await refused({ url: `${n8n.origin}/x`, auth: { kind: 'header', name: 'Content-Length' } })
  await refused({ url: `${n8n.origin}/x`, timeoutMs: 3600_000 })
  expect(n8n.requests).toHaveLength(before)
})

test('members who are no admins see and change nothing of it', async () => {
  const colleague = await server.given.colleague(owner, 'member')
  for (const call of [
    () => colleague.client.request('GET /api/v1/n8n/signing-secret'),
    () => colleague.client.request('POST /api/v1/n8n/signing-secret'),
    () =>
      colleague.client.request('POST /api/v1/n8n/try', {
        body: { settings: { url: `${n8n.origin}/x` }, question: 'Hello' },
      }),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})
