import * as contracts from '@minichat/contracts'
import { type Endpoint, includesScope, type Scope, scopeFor, scopes } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callWithKey, makeKey } from '../../testing/api-keys.ts'
import { givenMember } from '../../testing/more-people.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
const secrets = {} as Record<Scope, string>
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  for (const scope of scopes) secrets[scope] = (await makeKey(owner, scope)).secret
})
afterAll(() => server.stop())

const at = (path: string, secret: string, init?: RequestInit) => callWithKey(server.url + path, secret, init)
const entry = { question: 'Do you wrap gifts?', answer: 'Yes, for 40 baht.' }
const postEntry = (secret: string, headers: Record<string, string> = {}) =>
  at('/api/v1/knowledge/entries', secret, { method: 'POST', headers, body: JSON.stringify(entry) })

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'allow' in value && 'path' in value
const served = () =>
  (Object.values(contracts) as unknown[])
    .filter(isEndpoint)
    .filter(({ method, path }) => server.app.http.hasRoute({ method, url: path }))

test('every route that needs somebody lets a key pass by its scope and refuses all others', async () => {
  const closed = served().filter(({ allow }) => allow !== 'public' && allow !== 'visitor')
  expect(closed.length).toBeGreaterThan(25)
  for (const endpoint of closed) {
    const needed = scopeFor(endpoint)
    const path = endpoint.path.replace(/:\w+/g, '0199c0de-0000-7000-8000-000000000000')
    for (const scope of scopes) {
      const response = await fetch(server.url + path, {
        method: endpoint.method,
        headers: { authorization: `Bearer ${secrets[scope]}` },
      })
      // Streams and exports are no JSON: they are what was asked for.
      const isJson = response.headers.get('content-type')?.includes('application/json') ?? false
      const body = isJson ? ((await response.json()) as { error?: { code: string } }) : null
      if (!isJson) await response.body?.cancel()
      const isRefused = ['NOT_ALLOWED', 'INVALID_API_KEY', 'NOT_SIGNED_IN'].includes(body?.error?.code ?? '')
      const passes = needed !== null && includesScope(scope, needed)
      expect([endpoint.method, endpoint.path, scope, isRefused]).toEqual([
        endpoint.method,
        endpoint.path,
        scope,
        !passes,
      ])
    }
  }
})

test('a key is told what it is and where it belongs', async () => {
  const answer = await at('/api/v1/me', secrets.write)
  expect(answer).toMatchObject({
    status: 200,
    body: {
      data: {
        user: { name: 'Mali', isOperator: false },
        workspaces: [{ id: owner.workspaceId, name: 'Mali Ceramics', role: 'member' }],
        apiKey: { name: 'A key to write', scope: 'write', workspaceId: owner.workspaceId },
      },
    },
  })
  const asPerson = (await owner.client.request('GET /api/v1/me')).data
  expect(asPerson.apiKey).toBeUndefined()
})

test('what a key is refused says which scope is missing, or that only people may', async () => {
  expect((await postEntry(secrets.read)).body).toMatchObject({
    error: { code: 'NOT_ALLOWED', message: expect.stringContaining('scope read; write is needed') },
  })
  const rotate = await at('/api/v1/api-keys', secrets.admin, { method: 'POST', body: '{"name":"x","scope":"read"}' })
  expect(rotate.body).toMatchObject({
    error: { code: 'NOT_ALLOWED', message: expect.stringContaining('Only a signed-in') },
  })
})

test('with a key the cookie is not looked at, a foreign page is no matter, and the workspace may be left out', async () => {
  const cookie = { cookie: owner.cookie }
  expect((await postEntry(secrets.read, cookie)).code).toBe('NOT_ALLOWED')
  expect((await postEntry('mck_wrong', cookie)).code).toBe('INVALID_API_KEY')
  expect((await postEntry(secrets.write, { origin: 'https://evil.example' })).status).toBe(201)
  expect((await postEntry(secrets.write, { 'x-workspace-id': owner.workspaceId })).status).toBe(201)
  const other = { 'x-workspace-id': '0199c0de-0000-7000-8000-000000000000' }
  expect((await postEntry(secrets.write, other)).code).toBe('NOT_FOUND')
})

test('a key’s repeat with an Idempotency-Key is carried out once, and what it does is in the audit log as the key’s', async () => {
  const headers = { 'idempotency-key': 'from-a-program-1' }
  const [first, second] = [await postEntry(secrets.write, headers), await postEntry(secrets.write, headers)]
  expect([first.status, second.status, second.headers.get('idempotent-replayed')]).toEqual([201, 201, 'true'])
  expect((second.body as { data: object }).data).toEqual((first.body as { data: object }).data)
  await at('/api/v1/workspace', secrets.admin, { method: 'PATCH', body: '{"name":"Mali & Sons"}' })
  const rows = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(`select actor_kind, actor_name from audit_entries where action = 'workspace.changed'`),
  )
  expect(rows).toEqual([{ actor_kind: 'key', actor_name: 'A key to admin' }])
})

test('whatever is wrong with a key, the answer is the same; a network that goes on is told to wait, right keys are not', async () => {
  await using other = await startTestApp()
  const admin = await other.given.owner()
  const { key, secret } = await makeKey(admin, 'read', { expiresInDays: 1 })
  const good = await makeKey(admin, 'read')
  const revoked = await makeKey(admin, 'read')
  await admin.client.request('DELETE /api/v1/api-keys/:keyId', { params: { keyId: revoked.key.id } })
  other.passTime(25 * 3600_000)
  const ask = (wrong: string) => callWithKey(`${other.url}/api/v1/me`, wrong)
  const wrong = [
    secret,
    revoked.secret,
    key.prefix + 'x'.repeat(43),
    `mck_${'A'.repeat(22)}_${'a'.repeat(8)}${'A'.repeat(43)}`,
    'nonsense',
    '',
  ]
  const answers = await Promise.all(wrong.map(ask))
  const told = answers.map(({ status, body }) => [status, (body as { error: object }).error])
  expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(answers[0]).toMatchObject({ status: 401, code: 'INVALID_API_KEY' })
  let last = answers[0]
  for (let count = 0; count < 30; count += 1)
    last = await ask(`mck_${'B'.repeat(22)}_${'b'.repeat(8)}${'B'.repeat(43)}`)
  expect(last).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await ask(good.secret)).status).toBe(200)
})

test('a key has the requests an hour that its plan allows, told in the standard headers', async () => {
  await using other = await startTestApp({ DEFAULT_PLAN: 'free' })
  const admin = await other.given.owner()
  const [one, two] = [await makeKey(admin, 'read'), await makeKey(admin, 'read')]
  const ask = ({ secret }: { secret: string }) => callWithKey(`${other.url}/api/v1/me`, secret)
  const { headers } = await ask(one)
  expect([headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')]).toEqual(['1000', '999'])
  expect(Number(headers.get('ratelimit-reset'))).toBeGreaterThan(3590)
  for (let left = 999; left > 0; left -= 27)
    await Promise.all(Array.from({ length: Math.min(27, left) }, () => ask(one)))
  const refused = await ask(one)
  expect(refused).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
  expect(refused.headers.get('ratelimit-remaining')).toBe('0')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500)
  expect((await ask(two)).headers.get('ratelimit-remaining')).toBe('999')
  other.passTime(3600_000)
  expect((await ask(one)).status).toBe(200)
})

test('keys of somebody whom an operator locks out stop, with their streams, until they are let in again; others go on', async () => {
  const admin = await givenMember(server, owner, 'Noi', 'admin')
  const [theirs, ours] = [await makeKey(admin, 'read'), await makeKey(owner, 'read')]
  const codes = async () => [(await at('/api/v1/me', theirs.secret)).code, (await at('/api/v1/me', ours.secret)).code]
  expect(await codes()).toEqual([null, null])
  const stream = await fetch(`${server.url}/api/v1/inbox/stream`, {
    headers: { authorization: `Bearer ${theirs.secret}` },
  })
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('ready')
  const params = { userId: admin.me.user.id }
  await owner.client.request('POST /api/v1/admin/users/:userId/lock', { params })
  expect(await codes()).toEqual(['INVALID_API_KEY', null])
  for (let part = await reader.read(); !part.done; part = await reader.read());
  await owner.client.request('POST /api/v1/admin/users/:userId/unlock', { params })
  expect(await codes()).toEqual([null, null])
})

test('a stream that a key opened makes nobody present, and ends when the key is revoked', async () => {
  const { key, secret } = await makeKey(owner, 'read')
  const response = await fetch(`${server.url}/api/v1/inbox/stream`, { headers: { authorization: `Bearer ${secret}` } })
  expect(response.headers.get('content-type')).toContain('event-stream')
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('ready')
  const visitor = await server.given.visitor(owner)
  expect((await visitor.resume()).memberOnline).toBe(false)
  await owner.client.request('DELETE /api/v1/api-keys/:keyId', { params: { keyId: key.id } })
  for (let part = await reader.read(); !part.done; part = await reader.read());
  expect((await at('/api/v1/me', secret)).status).toBe(401)
})
