import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieJar } from '../../testing/first-account.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

let server: TestApp
let email: string
beforeAll(async () => {
  server = await startTestApp()
  email = (await server.given.owner()).email
})
afterAll(() => server.stop())

type Jar = ReturnType<typeof cookieJar>
const jarWith = (cookies: Record<string, string | undefined>): Jar => {
  const jar = cookieJar()
  for (const [name, value] of Object.entries(cookies)) if (value) jar.cookies.set(name, value)
  return jar
}
/** What a browser holds besides, in a jar of its own. */
const copyOf = ({ jar }: Person) => jarWith(Object.fromEntries(jar.cookies))

async function call(jar: Jar, route: string): Promise<{ status: number; code: string | null }> {
  const [method, path] = route.split(' ')
  const response = await jar.fetch(server.url + path, { method })
  const answer = (await response.json()) as { error?: { code: string } }
  return { status: response.status, code: answer.error?.code ?? null }
}
const me = async (jar: Jar) => (await call(jar, 'GET /api/v1/me')).code ?? 'ok'
const renew = async (jar: Jar) => (await call(jar, 'POST /api/v1/auth/refresh')).code ?? 'ok'
const actions = async () =>
  (await server.db.query<{ action: string }>('select action from account_audit_entries order by id desc limit 5')).map(
    (row) => row.action,
  )

test('signing in gives a short access token with the least inside, and a refresh token for the account routes alone', async () => {
  const response = await fetch(`${server.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: email.toUpperCase(), password: 'Correct-Horse-7' }),
  })
  const cookies = response.headers.getSetCookie()
  const access = cookies.find((one) => one.startsWith('minichat_access=')) ?? ''
  expect(access).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
  expect(cookies.find((one) => one.startsWith('minichat_refresh='))).toMatch(
    /Max-Age=2592000; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
  )
  const claims = JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString())
  expect(Object.keys(claims).sort()).toEqual(['exp', 'sid', 'sub'])
  expect(claims.exp - Date.now() / 1000).toBeLessThanOrEqual(15 * 60)
  expect(await actions()).toContain('account.signed_in')
})

test('cookies are marked secure where people come by HTTPS', async () => {
  await using secure = await startTestApp({ PUBLIC_URL: 'https://chat.example.com' })
  await secure.given.owner()
  const response = await fetch(`${secure.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'mali@example.com', password: 'Correct-Horse-7' }),
  })
  const cookies = response.headers.getSetCookie()
  expect(cookies.length).toBeGreaterThanOrEqual(2)
  for (const cookie of cookies) expect(cookie).toContain('Secure')
})

test('an access token ends after 15 minutes and is renewed for 30 days after the last visit', async () => {
  const { jar, client } = await server.given.signIn(email)
  expect(await me(jar)).toBe('ok')
  server.passTime(15 * minuteMs)
  expect(await me(jar)).toBe('NOT_SIGNED_IN')
  // The client of a page left open renews by itself, once for calls made together.
  const before = jar.cookies.get('minichat_refresh')?.split('.')[1]
  await Promise.all([client.request('GET /api/v1/me'), client.request('GET /api/v1/chats')])
  expect(Number(jar.cookies.get('minichat_refresh')?.split('.')[1])).toBe(Number(before) + 1)
  server.passTime(29 * dayMs)
  expect(await renew(jar)).toBe('ok')
  server.passTime(29 * dayMs)
  expect(await renew(jar)).toBe('ok')
  server.passTime(30 * dayMs)
  expect(await renew(jar)).toBe('NOT_SIGNED_IN')
  expect(jar.cookies.has('minichat_access')).toBe(false)
  await server.runJob('accounts.forget_expired')
  await server.runJob('accounts.forget_expired')
})

test('a session ends after 90 days for good, however often it was renewed', async () => {
  const { jar } = await server.given.signIn(email)
  for (const _ of [1, 2, 3]) {
    server.passTime(29 * dayMs)
    expect(await renew(jar)).toBe('ok')
  }
  server.passTime(3 * dayMs - minuteMs)
  expect(await renew(jar)).toBe('ok')
  server.passTime(minuteMs)
  expect(await me(jar)).toBe('NOT_SIGNED_IN')
  expect(await renew(jar)).toBe('NOT_SIGNED_IN')
  expect(await actions()).not.toContain('account.refresh_token_reused')
})

test('an office that comes late is not counted among the strangers behind its address', async () => {
  const { jar } = await server.given.signIn(email)
  server.passTime(15 * minuteMs)
  const late = await Promise.all(Array.from({ length: 110 }, () => me(jar)))
  expect(new Set(late)).toEqual(new Set(['NOT_SIGNED_IN']))
  expect((await call(cookieJar(), 'GET /api/v1/setup')).status).toBe(200)
  expect(await renew(jar)).toBe('ok')
})

test('two tabs that renew at once both go on with the same token', async () => {
  const person = await server.given.signIn(email)
  const [one, two] = [copyOf(person), copyOf(person)]
  expect(await Promise.all([renew(one), renew(two)])).toEqual(['ok', 'ok'])
  expect(one.cookies.get('minichat_refresh')).toBe(two.cookies.get('minichat_refresh'))
  expect(await renew(one)).toBe('ok')
  expect(await me(one)).toBe('ok')
})

test('a refresh token that comes again after the grace ends the whole session, streams included', async () => {
  const person = await server.given.signIn(email)
  const bystander = await server.given.signIn(email)
  const thief = copyOf(person)
  const stream = await openInbox(person)
  expect(await renew(person.jar)).toBe('ok')
  server.passTime(minuteMs + 1)
  expect(await me(person.jar)).toBe('ok')
  expect(await renew(thief)).toBe('NOT_SIGNED_IN')
  await stream.ended
  expect(await me(person.jar)).toBe('NOT_SIGNED_IN')
  expect(await renew(person.jar)).toBe('NOT_SIGNED_IN')
  expect(await me(bystander.jar)).toBe('ok')
  expect((await actions())[0]).toBe('account.refresh_token_reused')
})

test('a token of two generations ago is refused within the grace too', async () => {
  const person = await server.given.signIn(email)
  const thief = copyOf(person)
  expect(await renew(person.jar)).toBe('ok')
  expect(await renew(person.jar)).toBe('ok')
  expect(await renew(thief)).toBe('NOT_SIGNED_IN')
  expect(await renew(person.jar)).toBe('NOT_SIGNED_IN')
})

test('tokens that this server did not sign open nothing, and end nothing', async () => {
  const { jar } = await server.given.signIn(email)
  const access = jar.cookies.get('minichat_access') ?? ''
  const [head, body, signature] = access.split('.') as [string, string, string]
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  const forged = [
    `${encode({ alg: 'none', typ: 'JWT' })}.${body}.`,
    `${encode({ alg: 'none', typ: 'JWT' })}.${body}.${signature}`,
    `${head}.${encode({ ...claims, exp: claims.exp + 9999 })}.${signature}`,
    `${head}.${body}.${signature.slice(0, -2)}`,
    `${access}.x`,
    `${head}.${body}`,
    'x',
  ]
  for (const token of forged) expect(await me(jarWith({ minichat_access: token }))).toBe('NOT_SIGNED_IN')
  const [sessionId, , mac] = (jar.cookies.get('minichat_refresh') ?? '').split('.')
  for (const token of [`${sessionId}.2.${mac}`, `${sessionId}.0.${mac}`, `${sessionId}.1.`, 'x', access]) {
    expect(await renew(jarWith({ minichat_refresh: token }))).toBe('NOT_SIGNED_IN')
  }
  expect(await me(jar)).toBe('ok')
  expect(await renew(jar)).toBe('ok')
})

test('a session planted in a browser does not become that of who signs in there, and ends', async () => {
  const planted = await server.given.signIn(email)
  const victim = copyOf(planted)
  await victim.fetch(`${server.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: planted.password }),
  })
  expect(victim.cookies.get('minichat_refresh')).not.toBe(planted.jar.cookies.get('minichat_refresh'))
  expect(await me(victim)).toBe('ok')
  expect(await me(planted.jar)).toBe('NOT_SIGNED_IN')
  expect(await renew(planted.jar)).toBe('NOT_SIGNED_IN')
})

test('signing out ends the session and its open stream, also when the access token has ended before', async () => {
  const person = await server.given.signIn(email)
  const other = await server.given.signIn(email)
  const [copy, stream] = [copyOf(person), await openInbox(person)]
  server.passTime(15 * minuteMs)
  expect((await call(person.jar, 'POST /api/v1/auth/logout')).status).toBe(200)
  await stream.ended
  expect(person.jar.cookies.has('minichat_access')).toBe(false)
  expect(await renew(copy)).toBe('NOT_SIGNED_IN')
  expect(await renew(other.jar)).toBe('ok')
})

test('people see where they are signed in, and end a session there or all of them, at once', async () => {
  const here = await server.given.signIn(email)
  const there = await server.given.signIn(email)
  const stranger = await server.app.accounts
    .createVerified({ name: 'Noi', email: 'noi@example.com', password: 'Correct-Horse-7', locale: 'en' })
    .then(() => server.given.signIn('noi@example.com'))
  const { data: all } = await here.client.request('GET /api/v1/auth/sessions')
  const sessionOf = (person: Person) => person.jar.cookies.get('minichat_refresh')?.split('.')[0] ?? ''
  expect(all.filter((one) => one.isCurrent).map(({ id }) => id)).toEqual([sessionOf(here)])
  expect(all.find(({ id }) => id === sessionOf(there))).toMatchObject({ address: '127.0.0.1', device: 'node' })
  expect(all.some(({ id }) => id === sessionOf(stranger))).toBe(false)

  const end = (person: Person, sessionId: string) =>
    person.client.request('DELETE /api/v1/auth/sessions/:sessionId', { params: { sessionId } })
  await expect(end(stranger, sessionOf(there))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const stream = await openInbox(there)
  expect(await me(there.jar)).toBe('ok')
  await end(here, sessionOf(there))
  await stream.ended
  expect(await me(there.jar)).toBe('NOT_SIGNED_IN')
  expect(await me(here.jar)).toBe('ok')

  const again = await server.given.signIn(email)
  const [copy, open] = [copyOf(again), await openInbox(again)]
  await here.client.request('POST /api/v1/auth/logout-everywhere')
  await open.ended
  for (const jar of [copy, again.jar]) expect(await renew(jar)).toBe('NOT_SIGNED_IN')
  expect(here.jar.cookies.has('minichat_access')).toBe(false)
  expect(await me(stranger.jar)).toBe('ok')
})

/** The live feed of the workspace; `ended` settles when the server ends it. */
async function openInbox(person: Person): Promise<{ ended: Promise<void> }> {
  const response = await person.client.stream('GET /api/v1/inbox/stream')
  const drain = async () => {
    for await (const _ of response.body ?? []);
  }
  return { ended: drain() }
}
