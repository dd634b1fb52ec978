import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsFrom, mailTo, tokenOf } from '../../testing/account-calls.ts'
import { startTestApp, type TestApp } from '../../testing/test-app.ts'

const minuteMs = 60_000
const first = 'Correct-Horse-7'

let server: TestApp
beforeAll(async () => {
  server = await startTestApp({ TRUST_PROXY: '127.0.0.1' })
  await server.given.owner()
})
afterAll(() => server.stop())

let addresses = 0
const stranger = () => callsFrom(server, `198.51.${(addresses += 1)}.7`)

/** A new account with sessions in two browsers. */
async function newPerson() {
  const email = `person${(addresses += 1)}@example.com`
  await server.app.accounts.createVerified({ name: 'Noi', email, password: first, locale: 'en' })
  const [here, there] = [stranger(), stranger()]
  expect([await here.logIn(email, first), await there.logIn(email, first)]).toEqual(['ok', 'ok'])
  const change = (currentPassword: string, password: string) =>
    here.code('POST /api/v1/auth/password/change', { currentPassword, password })
  return { email, here, there, change }
}
const isIn = (calls: ReturnType<typeof stranger>) => calls.code('GET /api/v1/me')

test('changing the password needs the old one, ends all other sessions, and is told by mail', async () => {
  const { email, here, there, change } = await newPerson()
  expect(await change('Wrong-Horse-7', 'Better-Horse-8')).toBe('WRONG_PASSWORD')
  expect(await change(first, 'Password1!')).toBe('WEAK_PASSWORD')
  expect(await change(first, first)).toBe('PASSWORD_USED_BEFORE')
  expect(await isIn(there)).toBe('ok')
  expect(await change(first, 'Better-Horse-8')).toBe('ok')
  expect([await isIn(here), await isIn(there)]).toEqual(['ok', 'NOT_SIGNED_IN'])
  expect(await stranger().logIn(email, first)).toBe('WRONG_CREDENTIALS')
  expect(await stranger().logIn(email, 'Better-Horse-8')).toBe('ok')
  expect((await mailTo(server, email, 'password-changed')).values.resetUrl).toContain('/forgot-password')
})

test('the last five passwords are refused, the sixth is free again', async () => {
  const { change } = await newPerson()
  const used = [first, 'Better-Horse-81', 'Better-Sheep-82', 'Better-Goose-83', 'Better-Camel-84', 'Better-Llama-85']
  for (let nth = 1; nth < used.length; nth += 1) expect(await change(used[nth - 1] ?? '', used[nth] ?? '')).toBe('ok')
  const current = used[5] ?? ''
  for (const earlier of used.slice(1)) expect(await change(current, earlier)).toBe('PASSWORD_USED_BEFORE')
  expect(await change(current, first)).toBe('ok')
})

test('guesses of the old password by whoever found an open browser are locked, and the owner signs in elsewhere all the same', async () => {
  const { email, here, change } = await newPerson()
  const codes = await Promise.all(Array.from({ length: 8 }, () => change('Wrong-Horse-7', 'Better-Horse-8')))
  expect(codes.filter((code) => code === 'WRONG_PASSWORD').length).toBeLessThanOrEqual(5)
  expect(codes.filter((code) => code === 'ACCOUNT_LOCKED').length).toBeGreaterThanOrEqual(3)
  expect(await change(first, 'Better-Horse-8')).toBe('ACCOUNT_LOCKED')
  expect(await stranger().logIn(email, first)).toBe('ok')
  const { values } = await mailTo(server, email, 'account-locked')
  expect(await stranger().code('POST /api/v1/auth/unlock', { token: tokenOf(values.url) })).toBe('ok')
  expect(await isIn(here)).toBe('ok')
  expect(await change(first, 'Better-Horse-8')).toBe('ok')
})

test('a forgotten password is reset by a link, once, which ends all sessions and takes a lock off', async () => {
  const { email, here, there } = await newPerson()
  for (let nth = 0; nth < 5; nth += 1) await stranger().logIn(email, 'Wrong-Horse-7')
  expect(await stranger().logIn(email, first)).toBe('ACCOUNT_LOCKED')
  expect(await stranger().code('POST /api/v1/auth/password/forgot', { email })).toBe('ok')
  const token = tokenOf((await mailTo(server, email, 'password-reset')).values.url)
  const reset = (password: string) => stranger().call('POST /api/v1/auth/password/reset', { token, password })
  expect((await reset('Password1!')).code).toBe('WEAK_PASSWORD')
  expect((await reset(first)).code).toBe('PASSWORD_USED_BEFORE')
  expect([await isIn(here), await isIn(there)]).toEqual(['ok', 'ok'])
  const wanted = ['Better-Horse-8', 'Better-Sheep-9']
  const codes = (await Promise.all(wanted.map(reset))).map(({ code }) => code ?? 'ok')
  expect(codes.toSorted()).toEqual(['INVALID_LINK', 'ok'])
  expect([await isIn(here), await isIn(there)]).toEqual(['NOT_SIGNED_IN', 'NOT_SIGNED_IN'])
  expect(await stranger().logIn(email, wanted[codes.indexOf('ok')] ?? '')).toBe('ok')
  expect(await stranger().logIn(email, wanted[codes.indexOf('INVALID_LINK')] ?? '')).toBe('WRONG_CREDENTIALS')
  expect((await mailTo(server, email, 'password-changed')).values.name).toBe('Noi')
})

test('a link for a new password holds for an hour, and the newest only', async () => {
  const { email } = await newPerson()
  const ask = () => stranger().code('POST /api/v1/auth/password/forgot', { email })
  const reset = (url: string | undefined, password: string) =>
    stranger().code('POST /api/v1/auth/password/reset', { token: tokenOf(url), password })
  await ask()
  const older = await mailTo(server, email, 'password-reset')
  await ask()
  const newer = await mailTo(server, email, 'password-reset', 2)
  expect(await reset(older.values.url, 'Better-Horse-8')).toBe('INVALID_LINK')
  server.passTime(60 * minuteMs)
  expect(await reset(newer.values.url, 'Better-Horse-8')).toBe('INVALID_LINK')
  await ask()
  expect(await reset((await mailTo(server, email, 'password-reset', 3)).values.url, 'Better-Horse-8')).toBe('ok')
})

test('asking for a link is answered the same for known and unknown addresses, three times an hour', async () => {
  const { email } = await newPerson()
  for (const to of [email, 'nobody@example.com']) {
    const codes = []
    for (let nth = 0; nth < 4; nth += 1) {
      codes.push(await stranger().code('POST /api/v1/auth/password/forgot', { email: to }))
    }
    expect(codes).toEqual(['ok', 'ok', 'ok', 'RATE_LIMITED'])
  }
  await mailTo(server, email, 'password-reset', 3)
  const network = stranger()
  const codes = []
  for (let nth = 0; nth < 21; nth += 1) {
    codes.push(await network.code('POST /api/v1/auth/password/forgot', { email: `nobody${nth}@example.com` }))
  }
  expect(codes).toEqual([...Array<string>(20).fill('ok'), 'RATE_LIMITED'])
})

test('a job that runs twice mails one link', async () => {
  const { email } = await newPerson()
  const payload = { id: crypto.randomUUID(), email }
  await server.runJob('accounts.forgot_password', payload)
  await server.runJob('accounts.forgot_password', payload)
  expect((await server.mailsTo(email)).length).toBe(1)
  await server.runJob('accounts.resend_verification', payload)
  expect((await server.mailsTo(email)).length).toBe(1)
})
