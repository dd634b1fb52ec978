import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, startBrowser } from '../../testing/browser.ts'
import { createAuthenticator } from '../../testing/software-authenticator.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

const origin = 'https://chat.example.com'
let server: TestApp
let owner: Person
let browser: Browser
beforeAll(async () => {
  server = await startTestApp({ PUBLIC_URL: origin, TRUST_PROXY: '127.0.0.1' })
  owner = await server.given.owner()
  browser = await signedIn()
})
afterAll(() => server.stop())

async function signedIn(): Promise<Browser> {
  const one = startBrowser(server.url)
  await one.post('/api/v1/auth/login', { email: owner.email, password: owner.password })
  return one
}

type Change = Parameters<ReturnType<typeof createAuthenticator>['create']>[1]

const begin = async (from = browser) =>
  (await from.post('/api/v1/auth/passkeys/options', { password: owner.password })).data

async function add(authenticator = createAuthenticator(origin), change: Change = {}) {
  const { options, challenge } = await begin()
  const response = authenticator.create(options, change)
  const added = await browser.post('/api/v1/auth/passkeys', { name: 'My phone', challenge, response })
  return { authenticator, added }
}

const remove = (id: string, password = owner.password) =>
  browser.post(`/api/v1/auth/passkeys/${id}/remove`, { password })

async function logIn(authenticator: ReturnType<typeof createAuthenticator>, change: Change = {}) {
  const other = startBrowser(server.url)
  const { options, challenge } = (await other.post('/api/v1/auth/passkeys/login/options')).data
  const response = authenticator.get(options, change)
  const input = { challenge, response }
  return { other, input, answer: await other.post('/api/v1/auth/passkeys/login', input) }
}

test('a passkey is added by whoever knows the password, and signs in without one', async () => {
  expect((await browser.post('/api/v1/auth/passkeys/options', { password: 'Wrong-Horse-7' })).code).toBe(
    'WRONG_PASSWORD',
  )
  const { options } = await begin()
  expect(options).toMatchObject({
    rp: { id: 'chat.example.com', name: 'MiniChat' },
    user: { name: owner.email },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const { authenticator, added } = await add()
  expect(added.status).toBe(201)
  expect(added.data).toMatchObject({ name: 'My phone', lastUsedAt: null })

  const { answer, other } = await logIn(authenticator)
  expect(answer.data).toMatchObject({ status: 'signed-in', me: { user: { email: owner.email } } })
  expect((await other.get('/api/v1/me')).status).toBe(200)
  const [listed] = (await browser.get('/api/v1/auth/passkeys')).data
  expect(listed).toMatchObject({ id: added.data.id, lastUsedAt: expect.any(String) })
  expect((await begin()).options.excludeCredentials).toHaveLength(1)

  expect((await remove(added.data.id)).status).toBe(200)
  expect((await remove(added.data.id)).code).toBe('NOT_FOUND')
  expect((await logIn(authenticator)).answer.code).toBe('PASSKEY_REFUSED')
  const actions = await server.db.query<{ action: string }>('select action from account_audit_entries order by id')
  expect(actions.map((one) => one.action)).toEqual(
    expect.arrayContaining(['account.passkey_added', 'account.passkey_removed']),
  )
})

test('a passkey goes by the password alone, and its owner is mailed of both', async () => {
  const { authenticator, added } = await add()
  const url = `${server.url}/account/security`
  const about = { name: 'Mali', passkey: 'My phone', url }
  const told = async () => (await server.mailsTo(owner.email)).findLast((one) => one.template === 'passkey-changed')
  expect(await told()).toMatchObject({ locale: 'en', values: { ...about, isAdded: true } })
  expect((await browser.post(`/api/v1/auth/passkeys/${added.data.id}/remove`)).code).toBe('VALIDATION_ERROR')
  expect((await remove(added.data.id, 'Wrong-Horse-7')).code).toBe('WRONG_PASSWORD')
  expect((await logIn(authenticator)).answer.status).toBe(200)
  expect((await remove(added.data.id)).status).toBe(200)
  expect(await told()).toMatchObject({ values: { ...about, isAdded: false } })
})

const wrongWays: [string, Change][] = [
  ['for another origin', { origin: 'https://chat.example.com.evil.example' }],
  ['for another name', { rpId: 'evil.example' }],
  ['with another challenge', { challenge: Buffer.from('another').toString('base64url') }],
  ['without looking at who is there', { isUserVerified: false }],
]

test.each(wrongWays)('a passkey made %s is refused', async (_, change) => {
  expect((await add(createAuthenticator(origin), change)).added.code).toBe('PASSKEY_REFUSED')
  expect((await browser.get('/api/v1/auth/passkeys')).data).toEqual([])
})

test.each(wrongWays)('a passkey used %s is refused, and works when used rightly', async (_, change) => {
  const { authenticator, added } = await add()
  expect((await logIn(authenticator, change)).answer.code).toBe('PASSKEY_REFUSED')
  expect((await logIn(authenticator)).answer.status).toBe(200)
  await remove(added.data.id)
})

test('what a passkey has signed works once, for twenty at once as well', async () => {
  const { authenticator, added } = await add()
  const { input } = await logIn(authenticator)
  expect((await startBrowser(server.url).post('/api/v1/auth/passkeys/login', input)).code).toBe('PASSKEY_REFUSED')

  const { options, challenge } = (await browser.post('/api/v1/auth/passkeys/login/options')).data
  const response = authenticator.get(options)
  const all = await Promise.all(
    Array.from({ length: 20 }, () =>
      startBrowser(server.url).post('/api/v1/auth/passkeys/login', { challenge, response }),
    ),
  )
  expect(all.map((one) => one.code ?? 'in').sort()).toEqual([...Array(19).fill('PASSKEY_REFUSED'), 'in'])
  await remove(added.data.id)
})

test('a passkey that counts must count on: a copy is refused; one that never counts is fine', async () => {
  const { authenticator, added } = await add()
  expect((await logIn(authenticator, { counter: 9 })).answer.status).toBe(200)
  expect((await logIn(authenticator, { counter: 9 })).answer.code).toBe('PASSKEY_REFUSED')
  expect((await logIn(authenticator, { counter: 4 })).answer.code).toBe('PASSKEY_REFUSED')
  expect((await logIn(authenticator, { counter: 0 })).answer.code).toBe('PASSKEY_REFUSED')
  expect((await logIn(authenticator, { counter: 10 })).answer.status).toBe(200)
  const still = createAuthenticator(origin)
  const second = await add(still, { counter: 0 })
  expect((await logIn(still, { counter: 0 })).answer.status).toBe(200)
  expect((await logIn(still, { counter: 0 })).answer.status).toBe(200)
  for (const { id } of [added.data, second.added.data]) await remove(id)
})

test('a challenge belongs to who asked for it, to what it was asked for, and to the next five minutes', async () => {
  const authenticator = createAuthenticator(origin)
  const { options, challenge } = await begin()
  const response = authenticator.create(options)
  const input = { name: 'Key', challenge, response }
  const loginChallenge = (await browser.post('/api/v1/auth/passkeys/login/options')).data.challenge
  expect((await browser.post('/api/v1/auth/passkeys', { ...input, challenge: loginChallenge })).code).toBe(
    'PASSKEY_REFUSED',
  )
  expect((await startBrowser(server.url).post('/api/v1/auth/passkeys', input)).code).toBe('NOT_SIGNED_IN')
  server.passTime(5 * 60_000)
  expect((await browser.post('/api/v1/auth/passkeys', input)).code).toBe('PASSKEY_REFUSED')
  const { added } = await add(authenticator)
  expect(added.status).toBe(201)
  expect((await add(authenticator)).added.code).toBe('PASSKEY_REFUSED')
  expect((await browser.get('/api/v1/auth/passkeys')).data).toHaveLength(1)
})

test('nonsense is refused, not an error of ours', async () => {
  const challenge = async () => (await browser.post('/api/v1/auth/passkeys/login/options')).data.challenge
  for (const response of [
    {},
    { id: 7 },
    { id: 'a\0' },
    { id: 'x', response: null },
    { id: 'a', rawId: 'a', type: 'public-key' },
  ]) {
    const answer = await browser.post('/api/v1/auth/passkeys/login', { challenge: await challenge(), response })
    expect(answer.code).toBe('PASSKEY_REFUSED')
    const began = await begin()
    const made = await browser.post('/api/v1/auth/passkeys', { name: 'x', challenge: began.challenge, response })
    expect(made.code).toBe('PASSKEY_REFUSED')
  }
})

test('without a configured address passkeys work on localhost, and not on a bare address', async () => {
  await using local = await startTestApp()
  const person = await local.given.owner()
  const named = startBrowser(local.url.replace('127.0.0.1', 'localhost'))
  await named.post('/api/v1/auth/login', { email: person.email, password: person.password })
  const { options, challenge } = (await named.post('/api/v1/auth/passkeys/options', { password: person.password })).data
  expect(options.rp.id).toBe('localhost')
  const authenticator = createAuthenticator(local.url.replace('127.0.0.1', 'localhost'))
  const response = authenticator.create(options)
  expect((await named.post('/api/v1/auth/passkeys', { name: 'x', challenge, response })).status).toBe(201)
  expect((await startBrowser(local.url).post('/api/v1/auth/passkeys/login/options')).code).toBe('PASSKEY_REFUSED')
})

test('a passkey is two factors: no code is asked for after it', async () => {
  const { authenticator, added } = await add()
  const { secret } = (await browser.post('/api/v1/auth/2fa/setup', { password: owner.password })).data
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + 5 * 60_000 })
  expect((await browser.post('/api/v1/auth/2fa/verify', { code })).status).toBe(200)
  const byPassword = startBrowser(server.url)
  const answer = await byPassword.post('/api/v1/auth/login', { email: owner.email, password: owner.password })
  expect(answer.data.status).toBe('two-factor')
  expect((await logIn(authenticator)).answer.data.status).toBe('signed-in')
  await browser.post('/api/v1/auth/2fa/disable', { password: owner.password })
  await remove(added.data.id)
})
