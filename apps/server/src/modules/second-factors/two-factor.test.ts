import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Browser, startBrowser } from '../../testing/browser.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

const minuteMs = 60_000
let server: TestApp
let owner: Person
let clockMs = 0

beforeAll(async () => {
  server = await startTestApp({ TRUST_PROXY: '127.0.0.1' })
  owner = await server.given.owner()
})
afterAll(() => server.stop())
// Each test has a time step of its own: codes of the one before would be replays.
beforeEach(() => passTime(2 * minuteMs))

function passTime(ms: number) {
  server.passTime(ms)
  clockMs += ms
}

const codeOf = (secret: string, stepsAway = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + clockMs + stepsAway * 30_000 })
const wrong = (secret: string) => String((Number(codeOf(secret)) + 1) % 1_000_000).padStart(6, '0')

const logIn = (browser: Browser) => browser.post('/api/v1/auth/login', { email: owner.email, password: owner.password })

/** Signed in, by whatever second step the account asks for. */
async function signedIn(secret?: string): Promise<Browser> {
  const browser = startBrowser(server.url)
  const { data } = await logIn(browser)
  if (data.status === 'two-factor') {
    await browser.post('/api/v1/auth/2fa/login', { challenge: data.challenge, code: codeOf(secret ?? '') })
  }
  return browser
}

async function challengeOf(browser = startBrowser(server.url)): Promise<string> {
  const { data } = await logIn(browser)
  expect(data).toMatchObject({ status: 'two-factor', challenge: expect.any(String) })
  return data.challenge
}

/** One after the other: many right passwords at once look like guesses. */
async function challengesOf(count: number): Promise<string[]> {
  const challenges: string[] = []
  while (challenges.length < count) challenges.push(await challengeOf())
  return challenges
}

/** Two-factor on for the account, and one signed-in browser; turned off again by `disable`. */
async function withTwoFactor() {
  const browser = await signedIn()
  const setup = await browser.post('/api/v1/auth/2fa/setup', { password: owner.password })
  const { secret } = setup.data as { secret: string }
  const verified = await browser.post('/api/v1/auth/2fa/verify', { code: codeOf(secret) })
  expect(verified.status).toBe(200)
  passTime(minuteMs)
  return { browser, secret, backupCodes: verified.data.backupCodes as string[], disable: () => turnOff(browser) }
}

async function turnOff(browser: Browser): Promise<void> {
  await browser.post('/api/v1/auth/refresh')
  expect((await browser.post('/api/v1/auth/2fa/disable', { password: owner.password })).status).toBe(200)
}

const answer = (challenge: string, code: string, more: object = {}, browser = startBrowser(server.url)) =>
  browser.post('/api/v1/auth/2fa/login', { challenge, code, ...more })

const auditActions = async () =>
  (await server.db.query<{ action: string }>('select action from account_audit_entries order by id')).map(
    (one) => one.action,
  )

test('two-factor is off until a code of the new secret was given, and then asked for', async () => {
  const browser = await signedIn()
  expect((await browser.post('/api/v1/auth/2fa/verify', { code: '123456' })).code).toBe('TWO_FACTOR_OFF')
  expect((await browser.post('/api/v1/auth/2fa/setup', { password: 'Wrong-Horse-7' })).code).toBe('WRONG_PASSWORD')
  const { data } = await browser.post('/api/v1/auth/2fa/setup', { password: owner.password })
  expect(data.uri).toBe(
    `otpauth://totp/MiniChat:${encodeURIComponent(owner.email)}?issuer=MiniChat&secret=${data.secret}&algorithm=SHA1&digits=6&period=30`,
  )
  expect(data.qrSvg).toMatch(/^(M\d+ \d+h1v1h-1z)+$/)
  expect((await logIn(startBrowser(server.url))).data.status).toBe('signed-in')
  expect((await browser.post('/api/v1/auth/2fa/verify', { code: wrong(data.secret) })).code).toBe('WRONG_CODE')
  const verified = await browser.post('/api/v1/auth/2fa/verify', { code: codeOf(data.secret) })
  expect(new Set(verified.data.backupCodes).size).toBe(10)
  expect((await browser.get('/api/v1/auth/2fa')).data).toEqual({ isOn: true, backupCodesLeft: 10, trustedDevices: [] })
  expect((await browser.post('/api/v1/auth/2fa/setup', { password: owner.password })).code).toBe('TWO_FACTOR_ON')
  expect((await browser.post('/api/v1/auth/2fa/verify', { code: codeOf(data.secret) })).code).toBe('TWO_FACTOR_ON')

  const other = startBrowser(server.url)
  const challenge = await challengeOf(other)
  expect((await other.get('/api/v1/me')).code).toBe('NOT_SIGNED_IN')
  // The code that turned it on is used up.
  expect((await answer(challenge, codeOf(data.secret), {}, other)).code).toBe('WRONG_CODE')
  passTime(minuteMs)
  const done = await answer(challenge, codeOf(data.secret), {}, other)
  expect(done.data).toMatchObject({ status: 'signed-in', me: { user: { email: owner.email } } })
  expect((await other.get('/api/v1/me')).status).toBe(200)

  await turnOff(browser)
  expect((await logIn(startBrowser(server.url))).data.status).toBe('signed-in')
  const letters = (await server.mailsTo(owner.email)).filter((one) => one.template === 'two-factor-changed')
  expect(letters.map((one) => one.values.isOn)).toEqual([true, false])
  expect(await auditActions()).toEqual(expect.arrayContaining(['account.two_factor_on', 'account.two_factor_off']))
})

test('nothing that is stored holds the secret or a backup code', async () => {
  const { secret, backupCodes, disable } = await withTwoFactor()
  const stored = await server.db.query<{ text: string }>(
    `select row_to_json(t)::text as text from two_factors t
     union all select row_to_json(b)::text from backup_codes b
     union all select row_to_json(a)::text from account_audit_entries a`,
  )
  const all = JSON.stringify(stored)
  expect(all).toContain('secret_sealed')
  for (const hidden of [secret, ...backupCodes, ...backupCodes.map((code) => code.replace('-', ''))]) {
    expect(all).not.toContain(hidden)
    expect(all).not.toContain(Buffer.from(hidden).toString('hex'))
  }
  await disable()
})

test('codes of the step before and after are taken, those further away are not', async () => {
  const { secret, disable } = await withTwoFactor()
  expect((await answer(await challengeOf(), codeOf(secret, -2))).code).toBe('WRONG_CODE')
  expect((await answer(await challengeOf(), codeOf(secret, 2))).code).toBe('WRONG_CODE')
  expect((await answer(await challengeOf(), codeOf(secret, -1))).status).toBe(200)
  expect((await answer(await challengeOf(), codeOf(secret, 1))).status).toBe(200)
  // It lies before the one that was taken last.
  expect((await answer(await challengeOf(), codeOf(secret))).code).toBe('WRONG_CODE')
  await disable()
})

test('of twenty that send one code at once, one gets in', async () => {
  const { secret, disable } = await withTwoFactor()
  const challenges = await challengesOf(20)
  const code = codeOf(secret)
  const all = await Promise.all(challenges.map((challenge) => answer(challenge, code)))
  expect(all.filter((one) => one.status === 200)).toHaveLength(1)
  expect(all.filter((one) => !['WRONG_CODE', 'ACCOUNT_LOCKED', null].includes(one.code))).toEqual([])
  await disable()
})

test('of twenty that send one backup code at once, one gets in, and it is gone', async () => {
  const { browser, backupCodes, disable } = await withTwoFactor()
  const challenges = await challengesOf(20)
  const code = backupCodes[0] ?? ''
  const all = await Promise.all(challenges.map((challenge) => answer(challenge, code)))
  expect(all.filter((one) => one.status === 200)).toHaveLength(1)
  expect((await browser.get('/api/v1/auth/2fa')).data.backupCodesLeft).toBe(9)
  expect(await auditActions()).toContain('account.backup_code_used')
  await disable()
})

test('a backup code works in any case and without its hyphen, once; new ones end the old', async () => {
  const { browser, backupCodes, disable } = await withTwoFactor()
  const [first = '', second = '', third = ''] = backupCodes
  expect((await answer(await challengeOf(), first.toUpperCase())).status).toBe(200)
  expect((await answer(await challengeOf(), first)).code).toBe('WRONG_CODE')
  expect((await answer(await challengeOf(), second.replace('-', ' '))).status).toBe(200)
  const renew = (password: string) => browser.post('/api/v1/auth/2fa/backup-codes', { password })
  expect((await renew('Wrong-Horse-7')).code).toBe('WRONG_PASSWORD')
  const renewed = await renew(owner.password)
  expect(renewed.data.backupCodes).toHaveLength(10)
  const told = (await server.mailsTo(owner.email)).filter((one) => one.template === 'backup-codes-renewed')
  expect(told).toMatchObject([{ values: { name: 'Mali', url: `${server.url}/account/security` } }])
  expect((await answer(await challengeOf(), third)).code).toBe('WRONG_CODE')
  expect((await answer(await challengeOf(), renewed.data.backupCodes[0])).status).toBe(200)
  await disable()
  expect((await renew(owner.password)).code).toBe('TWO_FACTOR_OFF')
})

test('of twenty guesses at once five are tried; then it takes a while, each time longer', async () => {
  const { secret, disable } = await withTwoFactor()
  const challenges = await challengesOf(20)
  const guesses = await Promise.all(challenges.map((challenge) => answer(challenge, wrong(secret))))
  expect(guesses.filter((one) => one.code === 'WRONG_CODE').length).toBeLessThan(5)
  const [{ failures = 0 } = {}] = await server.db.query<{ failures: number }>('select failures from two_factors')
  expect(failures).toBe(5)
  const locked = await answer(await challengeOf(), codeOf(secret))
  expect(locked.code).toBe('ACCOUNT_LOCKED')
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(14 * 60)

  passTime(15 * minuteMs)
  for (let guess = 0; guess < 5; guess += 1) await answer(await challengeOf(), wrong(secret))
  passTime(15 * minuteMs)
  expect((await answer(await challengeOf(), codeOf(secret))).code).toBe('ACCOUNT_LOCKED')
  passTime(15 * minuteMs)
  expect((await answer(await challengeOf(), codeOf(secret))).status).toBe(200)
  await disable()
})

test('a challenge is good for five minutes, five tries, one success, and as it was made', async () => {
  const { secret, disable } = await withTwoFactor()
  const tooOld = await challengeOf()
  passTime(5 * minuteMs)
  expect((await answer(tooOld, codeOf(secret))).code).toBe('INVALID_LINK')
  const challenge = await challengeOf()
  expect((await answer(`${challenge.slice(0, -2)}xx`, codeOf(secret))).code).toBe('INVALID_LINK')
  expect((await answer(challenge, codeOf(secret))).status).toBe(200)
  passTime(minuteMs)
  expect((await answer(challenge, codeOf(secret))).code).toBe('INVALID_LINK')

  const guessedAt = await challengeOf()
  for (let guess = 0; guess < 3; guess += 1) await answer(guessedAt, wrong(secret))
  // A success elsewhere takes the count off the account, and leaves that of the challenge.
  expect((await answer(await challengeOf(), codeOf(secret))).status).toBe(200)
  for (let guess = 0; guess < 2; guess += 1) await answer(guessedAt, wrong(secret))
  passTime(minuteMs)
  expect((await answer(guessedAt, codeOf(secret))).code).toBe('INVALID_LINK')
  await disable()
})

test('a trusted device is not asked for a code for thirty days, unless it is forgotten', async () => {
  const { browser, secret, disable } = await withTwoFactor()
  const device = startBrowser(server.url)
  const done = await answer(await challengeOf(), codeOf(secret), { trustDevice: true }, device)
  const cookie = done.headers.getSetCookie().find((line) => line.startsWith('minichat_device='))
  expect(cookie).toMatch(/Max-Age=2592000; Path=\/api\/v1\/auth; HttpOnly; SameSite=Lax/)
  expect((await logIn(device)).data.status).toBe('signed-in')
  expect((await logIn(startBrowser(server.url))).data.status).toBe('two-factor')
  const listed = async () => (await browser.get('/api/v1/auth/2fa')).data.trustedDevices as { id: string }[]
  const [trusted] = await listed()
  expect(trusted).toMatchObject({ device: expect.stringContaining('Chrome') })

  passTime(minuteMs)
  const other = startBrowser(server.url)
  await answer(await challengeOf(), codeOf(secret), { trustDevice: true }, other)
  expect(await listed()).toHaveLength(2)
  expect((await browser.delete(`/api/v1/auth/2fa/devices/${trusted?.id}`)).status).toBe(200)
  expect((await browser.delete(`/api/v1/auth/2fa/devices/${trusted?.id}`)).code).toBe('NOT_FOUND')
  expect((await logIn(device)).data.status).toBe('two-factor')
  expect((await logIn(other)).data.status).toBe('signed-in')
  const [{ count = 0 } = {}] = await server.db.query<{ count: number }>(
    'select count(*)::integer as count from trusted_devices where created_at > now()',
  )
  expect(count).toBe(1)
  await disable()
  await server.db.query(
    `insert into trusted_devices select gen_random_uuid(), id, '\\x00', '', now(), now() - interval '1 day' from users`,
  )
  await server.runJob('second_factors.forget_expired')
  await server.runJob('second_factors.forget_expired')
  expect(await server.db.query('select id from trusted_devices')).toEqual([])
})

test('trust ends after thirty days, and with two-factor itself', async () => {
  const { secret, disable } = await withTwoFactor()
  const device = startBrowser(server.url)
  await answer(await challengeOf(), codeOf(secret), { trustDevice: true }, device)
  await disable()
  const again = await withTwoFactor()
  expect((await logIn(device)).data.status).toBe('two-factor')
  await answer(await challengeOf(), codeOf(again.secret), { trustDevice: true }, device)
  passTime(30 * 24 * 60 * minuteMs - minuteMs)
  expect((await logIn(device)).data.status).toBe('signed-in')
  passTime(minuteMs)
  expect((await logIn(device)).data.status).toBe('two-factor')
  await turnOff(await signedIn(again.secret))
})

test('signing out everywhere and a new password end the trust, and what was begun with the old one', async () => {
  const { browser, secret } = await withTwoFactor()
  const trusted = async () => {
    passTime(minuteMs)
    const device = startBrowser(server.url)
    expect((await answer(await challengeOf(), codeOf(secret), { trustDevice: true }, device)).status).toBe(200)
    expect((await logIn(device)).data.status).toBe('signed-in')
    return device
  }
  const first = await trusted()
  await browser.post('/api/v1/auth/refresh')
  expect((await browser.post('/api/v1/auth/logout-everywhere')).status).toBe(200)
  expect((await logIn(first)).data.status).toBe('two-factor')

  const second = await trusted()
  const begun = await challengeOf()
  passTime(1000)
  expect(await server.app.accounts.rescue.resetPassword(owner.email, 'Better-Horse-8-walks')).not.toBeNull()
  owner.password = 'Better-Horse-8-walks'
  passTime(minuteMs)
  expect((await answer(begun, codeOf(secret))).code).toBe('INVALID_LINK')
  expect((await logIn(second)).data.status).toBe('two-factor')
  await turnOff(await signedIn(secret))
})

test('an operator turns it off for who lost phone and backup codes', async () => {
  await withTwoFactor()
  const { rescue } = server.app.accounts
  expect(await rescue.disableTwoFactor('nobody@example.com')).toBeNull()
  expect(await rescue.disableTwoFactor(owner.email)).toBe(true)
  expect(await rescue.disableTwoFactor(owner.email)).toBe(false)
  expect((await logIn(startBrowser(server.url))).data.status).toBe('signed-in')
})
