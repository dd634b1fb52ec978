import { plans } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callWithKey, makeKey } from '../../testing/api-keys.ts'
import { clientWith, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

const hourMs = 3600_000
const dayMs = 24 * hourMs

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const me = (secret: string) => callWithKey(`${server.url}/api/v1/me`, secret)
const keyOf = async (keyId: string) =>
  (await owner.client.request('GET /api/v1/api-keys')).data.find((key) => key.id === keyId)
const auditOf = (keyId: string) =>
  server.db.transaction(owner.workspaceId, (tx) =>
    tx.query<{ action: string; actor_kind: string; before: unknown; after: unknown }>(
      'select action, actor_kind, before, after from audit_entries where target_id = $1 order by at, id',
      [keyId],
    ),
  )

test('a key is told once; afterwards only its beginning is shown, and only a hash of it is stored', async () => {
  const { key, secret } = await makeKey(owner, 'read', { name: 'Nightly export' })
  expect(secret).toMatch(/^mck_[\w-]{22}_[a-z0-9]{8}[\w-]{43}$/)
  expect(secret.startsWith(key.prefix)).toBe(true)
  expect(key).toMatchObject({
    name: 'Nightly export',
    scope: 'read',
    createdBy: 'Mali',
    lastUsedAt: null,
    replaced: [],
  })
  expect(JSON.stringify((await owner.client.request('GET /api/v1/api-keys')).data)).not.toContain(secret)
  const tail = secret.slice(key.prefix.length)
  for (const table of ['api_keys', 'api_key_secrets', 'audit_entries', 'idempotency_keys']) {
    const rows = await server.db.transaction(owner.workspaceId, (tx) =>
      tx.query(`select t::text as row from ${table} t`),
    )
    expect([table, JSON.stringify(rows).includes(tail)]).toEqual([table, false])
  }
})

test('an Idempotency-Key does not make the server keep a secret', async () => {
  const make = () =>
    owner.client.request('POST /api/v1/api-keys', {
      body: { name: 'Twice', scope: 'read' },
      idempotencyKey: 'make-a-key-1',
    })
  const [first, second] = [await make(), await make()]
  expect(second.data.secret).not.toBe(first.data.secret)
  for (const { data } of [first, second]) {
    await owner.client.request('DELETE /api/v1/api-keys/:keyId', { params: { keyId: data.key.id } })
  }
})

test('a key lives for 90 days unless another time from 1 to 365 is asked for', async () => {
  const days = async (expiresInDays?: number) => {
    const { key } = await makeKey(owner, 'read', expiresInDays === undefined ? {} : { expiresInDays })
    return Math.round((Date.parse(key.expiresAt) - Date.now()) / dayMs)
  }
  expect(await days()).toBe(90)
  expect(await days(365)).toBe(365)
  await expect(days(366)).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  await expect(days(0)).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
})

test('renaming and revoking take effect at once, and each change is in the audit log', async () => {
  const { key, secret } = await makeKey(owner, 'read')
  const params = { keyId: key.id }
  expect((await me(secret)).status).toBe(200)
  await owner.client.request('PATCH /api/v1/api-keys/:keyId', { params, body: { name: 'Weekly' } })
  expect((await me(secret)).body).toMatchObject({ data: { apiKey: { name: 'Weekly' } } })
  await owner.client.request('DELETE /api/v1/api-keys/:keyId', { params })
  expect(await me(secret)).toMatchObject({ status: 401, code: 'INVALID_API_KEY' })
  expect(await keyOf(key.id)).toBeUndefined()
  await expect(owner.client.request('DELETE /api/v1/api-keys/:keyId', { params })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await auditOf(key.id)).toMatchObject([
    { action: 'api_key.created', actor_kind: 'member', after: { scope: 'read' } },
    { action: 'api_key.renamed', before: { name: 'A key to read' }, after: { name: 'Weekly' } },
    { action: 'api_key.revoked', before: { scope: 'read' } },
  ])
})

test('after a rotation both secrets work until the overlap is over, then only the new one', async () => {
  const other = await startTestApp()
  try {
    const admin = await other.given.owner()
    const ask = async (secret: string) => (await callWithKey(`${other.url}/api/v1/me`, secret)).status
    const { key, secret } = await makeKey(admin, 'read')
    const rotate = async (body: { overlapHours?: number }) =>
      (await admin.client.request('POST /api/v1/api-keys/:keyId/rotate', { params: { keyId: key.id }, body })).data
    const rotated = await rotate({})
    expect(rotated.secret).not.toBe(secret)
    expect(rotated.key.replaced).toMatchObject([{ prefix: key.prefix }])
    const worksUntil = Date.parse(rotated.key.replaced[0]?.worksUntil ?? '')
    expect(Math.round((worksUntil - Date.now()) / hourMs)).toBe(24)
    expect([await ask(secret), await ask(rotated.secret)]).toEqual([200, 200])
    other.passTime(24 * hourMs + 1000)
    expect([await ask(secret), await ask(rotated.secret)]).toEqual([401, 200])
    const [shown] = (await admin.client.request('GET /api/v1/api-keys')).data
    expect(shown).toMatchObject({ prefix: rotated.key.prefix, replaced: [] })
    const again = await rotate({ overlapHours: 0 })
    expect([await ask(rotated.secret), await ask(again.secret)]).toEqual([401, 200])
  } finally {
    await other.stop()
  }
})

test('when and from where a key was last used is shown, without a write for each request', async () => {
  await using other = await startTestApp()
  const admin = await other.given.owner()
  const { key, secret } = await makeKey(admin, 'read')
  const used = async () => (await admin.client.request('GET /api/v1/api-keys')).data[0]?.lastUsedAt ?? null
  const use = () => callWithKey(`${other.url}/api/v1/me`, secret)
  await use()
  await expect.poll(used).not.toBeNull()
  const first = await used()
  await use()
  other.passTime(61_000)
  await use()
  await expect.poll(used).not.toBe(first)
  const [shown] = (await admin.client.request('GET /api/v1/api-keys')).data
  expect(shown).toMatchObject({ id: key.id, lastUsedAddress: '127.0.0.1' })
  expect(Date.parse(shown?.lastUsedAt ?? '') - Date.parse(first ?? '')).toBeGreaterThan(60_000)
})

test('seven days before a key ends, owners and admins are told by mail, once, in their language', async () => {
  await using other = await startTestApp()
  const admin = await other.given.owner()
  await makeKey(admin, 'read', { name: 'Ends', expiresInDays: 30 })
  await makeKey(admin, 'read', { name: 'Stays', expiresInDays: 60 })
  const announced = async () => {
    await other.runJob('api_keys.announce_ends')
    return (await other.mailsTo(admin.email)).filter(({ template }) => template === 'api-key-expires')
  }
  expect(await announced()).toEqual([])
  other.passTime(23 * dayMs + hourMs)
  const letter = {
    locale: 'en',
    values: { workspace: 'Mali Ceramics', key: 'Ends', url: `${other.url}/settings/api-keys` },
  }
  expect(await announced()).toMatchObject([letter])
  expect(await announced()).toHaveLength(1)
})

test('a workspace has no more keys than its plan allows, also when they are made at once', async () => {
  await using other = await startTestApp()
  const admin = await other.given.owner()
  const most = plans.business.apiKeys
  for (let count = 0; count < most - 1; count += 1) await makeKey(admin, 'read')
  const made = await Promise.allSettled([1, 2, 3].map(() => makeKey(admin, 'read')))
  expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  await expect(makeKey(admin, 'read')).rejects.toMatchObject({ code: 'QUOTA_REACHED' })
  expect((await admin.client.request('GET /api/v1/api-keys')).data).toHaveLength(most)
})

test('keys are of their workspace: nobody else sees or changes them', async () => {
  const { key } = await makeKey(owner, 'read')
  const stranger = clientWith(server.url, '', owner.workspaceId)
  await expect(stranger.request('GET /api/v1/api-keys')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  const sample = owner.me.workspaces.find(({ id }) => id !== owner.workspaceId)
  const elsewhere = clientWith(server.url, owner.cookie, sample?.id ?? '0199c0de-0000-7000-8000-000000000000')
  await expect(
    elsewhere.request('DELETE /api/v1/api-keys/:keyId', { params: { keyId: key.id } }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await keyOf(key.id)).toBeDefined()
})
