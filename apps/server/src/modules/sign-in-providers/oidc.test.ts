import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, startBrowser } from '../../testing/browser.ts'
import { client, startFakeOidc } from '../../testing/fake-oidc.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let oidc: Awaited<ReturnType<typeof startFakeOidc>>
let server: TestApp
let owner: Person
const env = (registration: string) => ({
  TRUST_PROXY: '127.0.0.1',
  REGISTRATION: registration,
  OIDC_ISSUER: oidc.issuer,
  OIDC_CLIENT_ID: client.id,
  OIDC_CLIENT_SECRET: client.secret,
  OIDC_NAME: 'Test ID',
  OUTGOING_ALLOW: oidc.host,
})
beforeAll(async () => {
  oidc = await startFakeOidc()
  server = await startTestApp(env('open'))
  owner = await server.given.owner()
})
afterAll(async () => {
  await server.stop()
  await oidc.stop()
})

const base = '/api/v1/auth/providers/oidc'
let made = 0
/** Somebody with an account there. */
function somebody(more: object = {}) {
  made += 1
  return { sub: `person-${made}`, email: `Noi${made}@Example.com`, email_verified: true, name: `Noi ${made}`, ...more }
}

/** Follows the browser to the provider and back. @returns where it ends up, as a path of ours. */
async function comeBack(browser: Browser, toProvider: string | null): Promise<string> {
  expect(toProvider).toContain(`${oidc.issuer}/authorize?`)
  const sentBack = await browser.get(toProvider ?? '')
  return pathOf((await browser.get(sentBack.location ?? '')).location)
}
const pathOf = (location: string | null) => (location ?? '').replace(server.url, '')

async function signIn(browser = startBrowser(server.url), query = '?next=/chats') {
  return comeBack(browser, (await browser.get(`${base}/start${query}`)).location)
}

async function signedInOwner(): Promise<Browser> {
  const browser = startBrowser(server.url)
  await browser.post('/api/v1/auth/login', { email: owner.email, password: owner.password })
  return browser
}

async function link(browser: Browser): Promise<string> {
  const { data } = await browser.post(`${base}/link`, { password: owner.password, next: '/account' })
  return comeBack(browser, data.url)
}

test('whoever is unknown gets a verified account with a workspace, and the same one the next time', async () => {
  const person = somebody()
  oidc.signInAs(person)
  const browser = startBrowser(server.url)
  expect(await signIn(browser, '?next=/knowledge%3Fa=b%23c&locale=th')).toBe('/knowledge?a=b#c')
  const { data: me } = await browser.get('/api/v1/me')
  expect(me.user).toMatchObject({ email: person.email.toLowerCase(), name: person.name, locale: 'th' })
  expect(me.workspaces).toMatchObject([{ name: `พื้นที่ทำงานของ ${person.name}`, role: 'owner' }])

  // Known by the number there, whatever the address is by then.
  oidc.signInAs({ ...person, email: 'other@example.com' })
  const again = startBrowser(server.url)
  expect(await signIn(again)).toBe('/chats')
  expect((await again.get('/api/v1/me')).data.user.id).toBe(me.user.id)
  const [linked] = (await again.get('/api/v1/auth/providers')).data
  expect(linked).toMatchObject({
    id: 'oidc',
    name: 'Test ID',
    linked: { account: person.email.toLowerCase(), lastUsedAt: expect.any(String) },
  })
})

test('an account that has the address already is not handed over; linked after its password, it signs in', async () => {
  oidc.signInAs(somebody({ email: owner.email }))
  const stranger = startBrowser(server.url)
  expect(await signIn(stranger)).toBe('/sign-in?next=%2Fchats&problem=PROVIDER_NOT_LINKED')
  expect((await stranger.get('/api/v1/me')).code).toBe('NOT_SIGNED_IN')

  const browser = await signedInOwner()
  expect((await browser.post(`${base}/link`, { password: 'Wrong-Horse-7' })).code).toBe('WRONG_PASSWORD')
  expect(await link(browser)).toBe('/account')
  expect(await signIn(stranger)).toBe('/chats')
  expect((await stranger.get('/api/v1/me')).data.user.email).toBe(owner.email)

  const unlink = async (password: string) => (await browser.post(`${base}/unlink`, { password })).code
  expect(await unlink('Wrong-Horse-7')).toBe('WRONG_PASSWORD')
  expect(await signIn()).toBe('/chats')
  expect(await unlink(owner.password)).toBeNull()
  expect(await unlink(owner.password)).toBe('NOT_FOUND')
  const told = (await server.mailsTo(owner.email)).filter((one) => one.template === 'provider-changed')
  expect(told.map((one) => one.values)).toMatchObject([
    { provider: 'Test ID', account: owner.email, isLinked: true, url: `${server.url}/account/security` },
    { provider: 'Test ID', account: owner.email, isLinked: false },
  ])
  expect(await signIn()).toContain('problem=PROVIDER_NOT_LINKED')
  const entries = await server.db.query<{ action: string }>(
    'select action from account_audit_entries where actor_id = $1 order by id',
    [owner.me.user.id],
  )
  expect(entries.map((one) => one.action)).toEqual(
    expect.arrayContaining(['account.provider_linked', 'account.provider_unlinked']),
  )
})

test('who has no password confirms by a sign-in of these minutes, until they set one', async () => {
  const person = somebody()
  oidc.signInAs(person)
  const browser = startBrowser(server.url)
  await signIn(browser)
  expect((await browser.get('/api/v1/me')).data.user.hasPassword).toBe(false)
  const unlink = async (password: string) => (await browser.post(`${base}/unlink`, { password })).code
  server.passTime(10 * 60_000)
  expect(await unlink('')).toBe('SIGN_IN_AGAIN')
  expect(await unlink('Correct-Horse-7')).toBe('SIGN_IN_AGAIN')
  await signIn(browser)
  expect(await unlink('')).toBeNull()

  oidc.signInAs({ ...person, email: `other-${person.email}` })
  await signIn(browser)
  const change = { currentPassword: '', password: 'Kettle-Orchid-93' }
  expect((await browser.post('/api/v1/auth/password/change', change)).status).toBe(200)
  expect((await browser.get('/api/v1/me')).data.user.hasPassword).toBe(true)
  expect(await unlink('')).toBe('WRONG_PASSWORD')
  expect(await unlink('Kettle-Orchid-93')).toBeNull()
})

test('an account elsewhere belongs to one account here, and is linked by who began to', async () => {
  oidc.signInAs(somebody())
  expect(await signIn()).toBe('/chats')
  const browser = await signedInOwner()
  expect(await link(browser)).toBe('/account?problem=PROVIDER_LINKED_ELSEWHERE')

  oidc.signInAs(somebody())
  const { data } = await browser.post(`${base}/link`, { password: owner.password, next: '/account' })
  const someoneElse = startBrowser(server.url)
  const sentBack = await someoneElse.get(data.url)
  // Whoever gets hold of the address has nothing to show for it.
  expect(pathOf((await someoneElse.get(sentBack.location ?? '')).location)).toBe(
    '/sign-in?next=%2F&problem=PROVIDER_REFUSED',
  )
  await browser.post('/api/v1/auth/logout')
  expect(await comeBack(browser, data.url)).toBe('/account?problem=NOT_SIGNED_IN')
})

test('an address that nobody has confirmed makes no account', async () => {
  for (const more of [{ email_verified: false }, { email_verified: 'true' }, { email: undefined }]) {
    oidc.signInAs(somebody(more))
    expect(await signIn()).toContain('problem=PROVIDER_EMAIL_UNKNOWN')
  }
})

const now = () => Math.floor(Date.now() / 1000)
test.each<[string, NonNullable<Parameters<Awaited<ReturnType<typeof startFakeOidc>>['signInAs']>[1]>]>([
  ['with another nonce', { claims: (claims) => ({ ...claims, nonce: 'another' }) }],
  ['without a nonce', { claims: ({ nonce: _, ...claims }) => claims }],
  ['of another issuer', { claims: (claims) => ({ ...claims, iss: 'https://evil.example' }) }],
  ['for another client', { claims: (claims) => ({ ...claims, aud: 'another' }) }],
  ['that has ended', { claims: (claims) => ({ ...claims, iat: now() - 7200, exp: now() - 3600 }) }],
  ['signed with another key', { isForged: true }],
])('an id token %s is refused', async (_, tampering) => {
  const person = somebody()
  oidc.signInAs(person, tampering)
  expect(await signIn()).toBe('/sign-in?next=%2Fchats&problem=PROVIDER_REFUSED')
  oidc.signInAs(person)
  expect(await signIn()).toBe('/chats')
})

test('what comes back must have been begun in this browser, lately, and once', async () => {
  oidc.signInAs(somebody())
  const browser = startBrowser(server.url)
  const begin = async () => (await browser.get((await browser.get(`${base}/start`)).location ?? '')).location ?? ''
  const finish = async (address: string, by = browser) => pathOf((await by.get(address)).location)
  const refused = '/sign-in?next=%2F&problem=PROVIDER_REFUSED'
  expect(await finish(await begin(), startBrowser(server.url))).toBe(refused)
  expect(await finish((await begin()).replace(/state=[^&]+/, 'state=another'))).toBe(refused)
  expect(await finish((await begin()).replace('/oidc/', '/google/'))).toBe(refused)
  expect(await finish(`${base}/callback?error=access_denied`)).toBe(refused)
  const tooLate = await begin()
  server.passTime(10 * 60_000)
  expect(await finish(tooLate)).toBe(refused)
  const address = await begin()
  const [cookie = ''] = [browser.cookies.get('minichat_provider')]
  expect(await finish(address)).toBe('/')
  expect(browser.cookies.has('minichat_provider')).toBe(false)
  browser.cookies.set('minichat_provider', cookie)
  expect(await finish(address)).toBe(refused)
})

test('the way back leads to our own pages only', async () => {
  oidc.signInAs(somebody())
  for (const next of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'chats',
    '/a\\b',
    'javascript:alert(1)',
  ]) {
    const answer = await startBrowser(server.url).get(`${base}/start?next=${encodeURIComponent(next)}`)
    expect([next, answer.code]).toEqual([next, 'VALIDATION_ERROR'])
  }
  const browser = startBrowser(server.url)
  const start = await browser.get(`${base}/start?next=${encodeURIComponent('/.//evil.example')}`)
  const back = await browser.get((await browser.get(start.location ?? '')).location ?? '')
  expect(new URL(back.location ?? '').origin).toBe(server.url)
})

test('two-factor is asked for after a provider as well', async () => {
  const person = somebody()
  oidc.signInAs(person)
  const browser = await signedInOwner()
  expect(await link(browser)).toBe('/account')
  const { secret } = (await browser.post('/api/v1/auth/2fa/setup', { password: owner.password })).data
  const codeAt = (timestamp: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })
  // By what other tests have let pass.
  const clock = () => Date.now() + 20 * 60_000
  await browser.post('/api/v1/auth/2fa/verify', { code: codeAt(clock()) })
  const other = startBrowser(server.url)
  const page = new URL(await signIn(other), server.url)
  expect(page.pathname + page.search).toBe('/sign-in?next=%2Fchats')
  expect((await other.get('/api/v1/me')).code).toBe('NOT_SIGNED_IN')
  const challenge = new URLSearchParams(page.hash.slice(1)).get('challenge')
  const code = codeAt(clock() + 30_000)
  expect((await other.post('/api/v1/auth/2fa/login', { challenge, code })).data.status).toBe('signed-in')
})

test('nobody gets an account where registration is not open, or before there is a first one', async () => {
  for (const registration of ['invite', 'closed', 'open']) {
    await using closed = await startTestApp(env(registration))
    const isFirst = registration === 'open'
    if (!isFirst) await closed.given.owner()
    oidc.signInAs(somebody())
    const browser = startBrowser(closed.url)
    const toProvider = (await browser.get(`${base}/start`)).location ?? ''
    const sentBack = (await browser.get(toProvider)).location ?? ''
    expect((await browser.get(sentBack)).location).toBe(`${closed.url}/sign-in?next=%2F&problem=REGISTRATION_CLOSED`)
    expect(await closed.db.query('select 1 from users')).toHaveLength(isFirst ? 0 : 1)
  }
})

test('a provider that is private, away or somebody else is not believed; one not configured is not there', async () => {
  await using guarded = await startTestApp({ ...env('open'), OUTGOING_ALLOW: '' })
  expect((await startBrowser(guarded.url).get(`${base}/start`)).location).toContain('problem=PROVIDER_REFUSED')
  expect((await startBrowser(guarded.url).get('/api/v1/auth/providers/google/start')).location).toContain(
    'problem=NOT_FOUND',
  )
  await using other = await startTestApp(env('open'))
  oidc.signInAs(somebody(), { iss: 'https://evil.example' })
  expect((await startBrowser(other.url).get(`${base}/start`)).location).toContain('problem=PROVIDER_REFUSED')
  // It is asked again as soon as it is itself.
  oidc.signInAs(somebody())
  expect((await startBrowser(other.url).get(`${base}/start`)).location).toContain('/authorize?')
})
