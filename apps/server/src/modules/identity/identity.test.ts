import { createHmac } from 'node:crypto'
import type { Client } from '@minichat/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SigningKey, signIdentity } from '../../testing/identity-token.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
let widgetKey = ''
let key: SigningKey

const makeKey = async (client: Client): Promise<SigningKey> => {
  const { data } = await client.request('POST /api/v1/identity-keys')
  return { keyId: data.key.id, secret: data.secret }
}
const listed = async () => (await owner.client.request('GET /api/v1/identity-keys')).data
const problemOf = async (token: string) =>
  (await owner.client.request('POST /api/v1/identity-keys/test', { body: { token, widgetKey } })).data

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  widgetKey = (await owner.client.request('GET /api/v1/widgets')).data[0]?.key ?? ''
  key = await makeKey(owner.client)
})
afterAll(() => server.stop())

/** How the session of a visitor with this token is answered. */
async function answerTo(identity: string): Promise<{ status: number; code: string | null; body: string }> {
  const response = await fetch(`${server.url}/api/v1/visitor/${widgetKey}/session`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({ identity }),
  })
  const body = await response.text()
  return { status: response.status, code: JSON.parse(body).error?.code ?? null, body }
}

const aud = () => widgetKey
const seconds = () => Math.floor(Date.now() / 1000)
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const good = () => signIdentity(key, { sub: '1842', aud: aud() })

test('a token signed with a key of the workspace is taken, for its widget or the whole workspace', async () => {
  for (const audience of [aud(), owner.workspaceId, ['elsewhere', aud()]]) {
    const token = signIdentity(key, { sub: '1842', aud: audience, name: 'Mali', email: 'Mali@Example.com', more: 1 })
    expect((await answerTo(token)).status).toBe(200)
    expect(await problemOf(token)).toMatchObject({
      problem: null,
      identity: { externalId: '1842', name: 'Mali', email: 'mali@example.com', keyId: key.keyId },
    })
  }
})

/** A token that is refused, by its code; made late, as the key is. */
const refused: [string, () => string | Promise<string>, string, string?][] = [
  ['is no token', () => 'hello', 'IDENTITY_TOKEN_MALFORMED'],
  ['has two parts', () => good().split('.').slice(0, 2).join('.'), 'IDENTITY_TOKEN_MALFORMED'],
  ['has a header that is a list', () => `${part([])}.${part({})}.AA`, 'IDENTITY_TOKEN_MALFORMED'],
  [
    'says alg none, without a signature',
    () => signIdentity(key, { sub: '1', aud: aud() }, { header: { alg: 'none' }, signature: '' }),
    'IDENTITY_ALGORITHM_REFUSED',
  ],
  ...['None', 'NONE', 'hs256', 'HS512', 'RS256', ['HS256']].map((alg): [string, () => string, string] => [
    `says alg ${JSON.stringify(alg)}`,
    () => signIdentity(key, { sub: '1', aud: aud() }, { header: { alg } }),
    'IDENTITY_ALGORITHM_REFUSED',
  ]),
  [
    'has a critical header',
    () => signIdentity(key, { sub: '1', aud: aud() }, { header: { crit: ['exp'] } }),
    'IDENTITY_ALGORITHM_REFUSED',
  ],
  [
    'names no key',
    () => signIdentity(key, { sub: '1', aud: aud() }, { header: { kid: undefined } }),
    'IDENTITY_KEY_UNKNOWN',
  ],
  [
    'names a member of every object as its key',
    () => signIdentity(key, { sub: '1', aud: aud() }, { header: { kid: 'constructor' } }),
    'IDENTITY_KEY_UNKNOWN',
  ],
  [
    'is signed with another secret',
    () => signIdentity({ ...key, secret: 'guess' }, { sub: '1', aud: aud() }),
    'IDENTITY_SIGNATURE_WRONG',
  ],
  ['has no signature', () => `${good().split('.').slice(0, 2).join('.')}.`, 'IDENTITY_SIGNATURE_WRONG'],
  [
    'was changed after it was signed',
    () => {
      const [head, , signature] = good().split('.')
      return `${head}.${part({ sub: 'boss', aud: aud(), iat: seconds(), exp: seconds() + 60 })}.${signature}`
    },
    'IDENTITY_SIGNATURE_WRONG',
  ],
  ['is for another widget', () => signIdentity(key, { sub: '1', aud: 'wk_other' }), 'IDENTITY_AUDIENCE_WRONG'],
  ['has expired', () => signIdentity(key, { sub: '1', aud: aud(), exp: seconds() - 1 }), 'IDENTITY_EXPIRED'],
  [
    'ends later than in a day',
    () => signIdentity(key, { sub: '1', aud: aud(), exp: seconds() + 90_000 }),
    'IDENTITY_LIFETIME_WRONG',
  ],
  ['never ends', () => signIdentity(key, { sub: '1', aud: aud(), exp: undefined }), 'IDENTITY_LIFETIME_WRONG'],
  [
    'has an end that is a text',
    () => signIdentity(key, { sub: '1', aud: aud(), exp: '9999999999' }),
    'IDENTITY_LIFETIME_WRONG',
  ],
  [
    'says not when it was issued',
    () => signIdentity(key, { sub: '1', aud: aud(), iat: undefined }),
    'IDENTITY_LIFETIME_WRONG',
  ],
  [
    'was issued in the future',
    () => signIdentity(key, { sub: '1', aud: aud(), iat: seconds() + 600 }),
    'IDENTITY_CLAIM_INVALID',
    'iat',
  ],
  [
    'counts later',
    () => signIdentity(key, { sub: '1', aud: aud(), nbf: seconds() + 600 }),
    'IDENTITY_CLAIM_INVALID',
    'nbf',
  ],
  ['says not who it is about', () => signIdentity(key, { aud: aud() }), 'IDENTITY_CLAIM_INVALID', 'sub'],
  ['is about nobody', () => signIdentity(key, { sub: '', aud: aud() }), 'IDENTITY_CLAIM_INVALID', 'sub'],
  ['is about a number', () => signIdentity(key, { sub: 7, aud: aud() }), 'IDENTITY_CLAIM_INVALID', 'sub'],
  [
    'has an id of 201 characters',
    () => signIdentity(key, { sub: 'x'.repeat(201), aud: aud() }),
    'IDENTITY_CLAIM_INVALID',
    'sub',
  ],
  ['has NUL in its id', () => signIdentity(key, { sub: 'a\0b', aud: aud() }), 'IDENTITY_CLAIM_INVALID', 'sub'],
  [
    'has half a character in its id',
    () => signIdentity(key, { sub: 'a\ud83d', aud: aud() }),
    'IDENTITY_CLAIM_INVALID',
    'sub',
  ],
  [
    'has an address that is none',
    () => signIdentity(key, { sub: '1', aud: aud(), email: 'mali' }),
    'IDENTITY_CLAIM_INVALID',
    'email',
  ],
  [
    'has 21 attributes',
    () =>
      signIdentity(key, {
        sub: '1',
        aud: aud(),
        attributes: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`a${at}`, at])),
      }),
    'IDENTITY_CLAIM_INVALID',
    'attributes',
  ],
]

test.each(refused)('a token that %s is refused, and not repeated in the answer', async (_name, make, code, claim) => {
  expect((await answerTo(good())).status).toBe(200)
  const token = await make()
  const answer = await answerTo(token)
  expect([answer.status, answer.code]).toEqual([401, code])
  for (const secret of token.split('.').filter((one) => one.length > 8)) expect(answer.body).not.toContain(secret)
  expect(await problemOf(token)).toEqual({ problem: code, claim: claim ?? null, identity: null })
})

test('a key that was replaced counts until it retires, beside the new one', async () => {
  const old = await makeKey(owner.client)
  const params = { keyId: old.keyId }
  const { data } = await owner.client.request('POST /api/v1/identity-keys/:keyId/rotate', {
    params,
    body: { overlapHours: 2 },
  })
  const fresh = { keyId: data.key.id, secret: data.secret }
  const tokenOf = (by: SigningKey) => signIdentity(by, { sub: '7', aud: aud(), exp: seconds() + 4 * 3600 })
  expect((await answerTo(tokenOf(old))).status).toBe(200)
  expect((await answerTo(tokenOf(fresh))).status).toBe(200)
  server.passTime(2 * 3600_000 + 1000)
  expect((await answerTo(tokenOf(old))).code).toBe('IDENTITY_KEY_UNKNOWN')
  expect((await answerTo(tokenOf(fresh))).status).toBe(200)
  expect((await listed()).map(({ id }) => id)).not.toContain(old.keyId)
  server.passTime(-(2 * 3600_000 + 1000))
  await owner.client.request('DELETE /api/v1/identity-keys/:keyId', { params: { keyId: fresh.keyId } })
})

test('a revoked key counts no more from that moment on', async () => {
  const gone = await makeKey(owner.client)
  const token = signIdentity(gone, { sub: '7', aud: aud() })
  expect((await answerTo(token)).status).toBe(200)
  await owner.client.request('DELETE /api/v1/identity-keys/:keyId', { params: { keyId: gone.keyId } })
  expect((await answerTo(token)).code).toBe('IDENTITY_KEY_UNKNOWN')
  await expect(
    owner.client.request('DELETE /api/v1/identity-keys/:keyId', { params: { keyId: gone.keyId } }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a secret is shown once, stored sealed, and in no audit entry', async () => {
  const shown = await makeKey(owner.client)
  expect(shown.secret).toMatch(/^mcid_[\w-]{43}$/)
  await answerTo(signIdentity(shown, { sub: '7', aud: aud() }))
  const entry = (await listed()).find(({ id }) => id === shown.keyId)
  expect(entry?.lastUsedAt).not.toBeNull()
  expect(JSON.stringify(await listed())).not.toContain(shown.secret)
  const stored = await server.db.transaction(owner.workspaceId, async (tx) => [
    ...(await tx.query<{ row: string }>('select row_to_json(k)::text as row from identity_keys k')),
    ...(await tx.query<{ row: string }>('select row_to_json(a)::text as row from audit_entries a')),
  ])
  const text = stored.map(({ row }) => row).join('\n')
  expect(text).toContain('identity_key.made')
  expect(text).not.toContain(shown.secret)
  await owner.client.request('DELETE /api/v1/identity-keys/:keyId', { params: { keyId: shown.keyId } })
})

test('there are five keys at most, also when ten are made at once', async () => {
  const before = (await listed()).length
  const made = await Promise.allSettled(
    Array.from({ length: 10 }, () => owner.client.request('POST /api/v1/identity-keys')),
  )
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(5 - before)
  for (const result of made) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'IDENTITY_KEYS_FULL' })
  }
  for (const { id } of await listed()) {
    if (id !== key.keyId) await owner.client.request('DELETE /api/v1/identity-keys/:keyId', { params: { keyId: id } })
  }
})

test('an Idempotency-Key does not make the server keep a secret', async () => {
  const make = async (path: string) => {
    const response = await fetch(`${server.url}/api/v1/identity-keys${path}`, {
      method: 'POST',
      headers: {
        cookie: owner.cookie,
        'x-workspace-id': owner.workspaceId,
        'content-type': 'application/json',
        'idempotency-key': 'made-once',
      },
      body: '{}',
    })
    expect(response.status).toBe(201)
    return ((await response.json()) as { data: { key: { id: string }; secret: string } }).data
  }
  const made = await make('')
  const replaced = await make(`/${made.key.id}/rotate`)
  const kept = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query('select t::text as row from idempotency_keys t'),
  )
  for (const { secret } of [made, replaced]) expect(JSON.stringify(kept)).not.toContain(secret)
  for (const { key: one } of [made, replaced])
    await owner.client.request('DELETE /api/v1/identity-keys/:keyId', { params: { keyId: one.id } })
})

test('a key of another workspace proves nothing here, whatever its id says', async () => {
  const foreign = { keyId: '0199c0de-7000-7000-8000-000000000001', secret: 'mcid_foreign' }
  const workspaceId = '0199c0de-7000-7000-8000-00000000000f'
  await server.db.transaction(workspaceId, async (tx) => {
    await tx.query("insert into workspaces (id, name) values ($1, 'Other')", [workspaceId])
    await tx.query('insert into identity_keys (workspace_id, id, secret_sealed) values ($1, $2, $3)', [
      workspaceId,
      foreign.keyId,
      'not opened here',
    ])
  })
  expect((await answerTo(signIdentity(foreign, { sub: '1', aud: aud() }))).code).toBe('IDENTITY_KEY_UNKNOWN')
  // Our key, their workspace or nobody's audience.
  expect((await answerTo(signIdentity(key, { sub: '1', aud: workspaceId }))).code).toBe('IDENTITY_AUDIENCE_WRONG')
  await expect(
    owner.client.request('DELETE /api/v1/identity-keys/:keyId', { params: { keyId: foreign.keyId } }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a signature of another length or alphabet is wrong and breaks nothing', async () => {
  const [head, body] = good().split('.')
  const tail = createHmac('sha512', key.secret).update(`${head}.${body}`).digest('base64url')
  expect((await answerTo(`${head}.${body}.${tail}`)).code).toBe('IDENTITY_SIGNATURE_WRONG')
  expect((await answerTo(`${head}.${body}.é`)).code).toBe('IDENTITY_TOKEN_MALFORMED')
})
