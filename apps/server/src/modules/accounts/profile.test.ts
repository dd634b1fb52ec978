import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsFrom, mailTo, tokenOf } from '../../testing/account-calls.ts'
import { startTestApp, type TestApp } from '../../testing/test-app.ts'

const password = 'Correct-Horse-7'

let server: TestApp
beforeAll(async () => {
  server = await startTestApp({ TRUST_PROXY: '127.0.0.1' })
  await server.given.owner()
})
afterAll(() => server.stop())

let addresses = 0
const stranger = () => callsFrom(server, `198.51.${(addresses += 1)}.7`)

async function newPerson(email: string) {
  await server.app.accounts.createVerified({ name: 'Noi', email, password, locale: 'en' })
  const calls = stranger()
  expect(await calls.logIn(email, password)).toBe('ok')
  const ask = (to: string, secret = password) =>
    calls.code('POST /api/v1/auth/email/change', { email: to, password: secret })
  const renew = () => calls.code('POST /api/v1/auth/refresh')
  return { ...calls, email, ask, renew }
}
const emailPath = '/api/v1/auth/email/change'
const pending = `GET ${emailPath}`
const confirm = (url: string | undefined) => stranger().call('POST /api/v1/auth/email/confirm', { token: tokenOf(url) })

test('an address changes once both mailboxes have confirmed it, in either order', async () => {
  const noi = await newPerson('noi@example.com')
  expect(await noi.ask('noi@new.example.com', 'Wrong-Horse-7')).toBe('WRONG_PASSWORD')
  expect(await noi.ask('noi@new.example.com')).toBe('ok')
  const atNew = await mailTo(server, 'noi@new.example.com', 'email-change-new')
  const atOld = await mailTo(server, 'noi@example.com', 'email-change-old')
  expect(atOld.values).toMatchObject({ name: 'Noi', newEmail: 'noi@new.example.com' })
  expect((await confirm(atNew.values.url)).data).toEqual({ isChanged: false })
  expect((await confirm(atNew.values.url)).code).toBe('INVALID_LINK')
  expect(await stranger().logIn('noi@example.com', password)).toBe('ok')
  expect((await confirm(atOld.values.url)).data).toEqual({ isChanged: true })
  expect(await stranger().logIn('noi@example.com', password)).toBe('WRONG_CREDENTIALS')
  expect(await stranger().logIn('noi@new.example.com', password)).toBe('ok')
  expect((await noi.call('GET /api/v1/me')).data.user).toMatchObject({ email: 'noi@new.example.com' })
  expect((await mailTo(server, 'noi@example.com', 'email-changed')).values.newEmail).toBe('noi@new.example.com')

  expect(await noi.ask('noi@example.com')).toBe('ok')
  const back = await mailTo(server, 'noi@new.example.com', 'email-change-old')
  const ahead = await mailTo(server, 'noi@example.com', 'email-change-new')
  const both = await Promise.all([confirm(back.values.url), confirm(ahead.values.url)])
  expect(both.map(({ data }) => data.isChanged).sort()).toEqual([false, true])
  expect((await noi.call('GET /api/v1/me')).data.user).toMatchObject({ email: 'noi@example.com' })
})

test('links of an earlier wish, of two different wishes, or of yesterday change nothing', async () => {
  const dao = await newPerson('dao@example.com')
  await dao.ask('dao@one.example.com')
  await dao.ask('dao@two.example.com')
  const one = await mailTo(server, 'dao@one.example.com', 'email-change-new')
  const two = await mailTo(server, 'dao@two.example.com', 'email-change-new')
  const old = await mailTo(server, 'dao@example.com', 'email-change-old', 2)
  expect((await confirm(one.values.url)).code).toBe('INVALID_LINK')
  expect((await confirm(two.values.url)).data).toEqual({ isChanged: false })
  server.passTime(24 * 3600_000)
  expect((await confirm(old.values.url)).code).toBe('INVALID_LINK')
  expect(await stranger().logIn('dao@example.com', password)).toBe('ok')
})

test('a change that waits is told, mailed again and taken back', async () => {
  const may = await newPerson('may@example.com')
  expect((await may.call(pending)).data).toEqual({})
  expect(await may.code(`POST ${emailPath}/resend`)).toBe('NOT_FOUND')
  expect(await may.code(`DELETE ${emailPath}`)).toBe('NOT_FOUND')
  await may.ask('may@new.example.com')
  const first = await mailTo(server, 'may@example.com', 'email-change-old')
  const atNew = await mailTo(server, 'may@new.example.com', 'email-change-new')
  await confirm(atNew.values.url)
  expect((await may.call(pending)).data).toEqual({
    email: 'may@new.example.com',
    isOldConfirmed: false,
    isNewConfirmed: true,
    expiresAt: expect.any(String),
  })
  server.passTime(23 * 3600_000)
  await may.renew()
  expect(await may.code(`POST ${emailPath}/resend`)).toBe('ok')
  const again = await mailTo(server, 'may@example.com', 'email-change-old', 2)
  await expect(mailTo(server, 'may@new.example.com', 'email-change-new', 2)).rejects.toThrow('no mail')
  expect((await confirm(first.values.url)).code).toBe('INVALID_LINK')
  server.passTime(2 * 3600_000)
  expect((await confirm(again.values.url)).data).toEqual({ isChanged: true })
  await may.renew()
  expect((await may.call(pending)).data).toEqual({})

  await may.ask('may@third.example.com')
  expect(await may.code(`DELETE ${emailPath}`)).toBe('ok')
  const third = await mailTo(server, 'may@third.example.com', 'email-change-new')
  expect((await confirm(third.values.url)).code).toBe('INVALID_LINK')
})

test('the mails of a change are sent again three times an hour at most', async () => {
  const som = await newPerson('som@example.com')
  await som.ask('som@new.example.com')
  const codes: string[] = []
  while (codes.length < 4) codes.push(await som.code(`POST ${emailPath}/resend`))
  expect(codes).toEqual(['ok', 'ok', 'ok', 'RATE_LIMITED'])
})

test('an address that somebody else has is asked for in vain, and nobody is told whose it is', async () => {
  const fon = await newPerson('fon@example.com')
  expect(await fon.ask('mali@example.com')).toBe('ok')
  await mailTo(server, 'mali@example.com', 'already-registered')
  // At the caller's own address nothing tells it from one that is free.
  const inVain = await mailTo(server, 'fon@example.com', 'email-change-old')
  expect((await confirm(inVain.values.url)).data).toEqual({ isChanged: false })
  expect((await fon.call(pending)).data).toMatchObject({ email: 'mali@example.com', isOldConfirmed: true })
  expect(await fon.ask('free@example.com')).toBe('ok')
  const atNew = await mailTo(server, 'free@example.com', 'email-change-new')
  const atOld = await mailTo(server, 'fon@example.com', 'email-change-old', 2)
  await newPerson('free@example.com')
  await confirm(atOld.values.url)
  expect((await confirm(atNew.values.url)).code).toBe('EMAIL_TAKEN')
  expect((await fon.call('GET /api/v1/me')).data.user).toMatchObject({ email: 'fon@example.com' })
})

test('a person changes name, language and username, which is theirs alone and signs them in', async () => {
  const one = await newPerson('one@example.com')
  const two = await newPerson('two@example.com')
  const change = (calls: typeof one, body: object) => calls.call('PATCH /api/v1/me', body)
  expect((await change(one, { name: 'Onanong', username: 'Ona.N', locale: 'th' })).data.user).toMatchObject({
    name: 'Onanong',
    username: 'ona.n',
    locale: 'th',
  })
  expect((await change(two, { username: 'ona.n' })).code).toBe('USERNAME_TAKEN')
  for (const username of ['a@example.com', 'ab', '-abc', 'a b c']) {
    expect((await change(two, { username })).code).toBe('VALIDATION_ERROR')
  }
  expect(await stranger().logIn('ona.n', password)).toBe('ok')
  expect((await change(one, { username: null })).data.user).toMatchObject({ username: null, name: 'Onanong' })
  expect(await stranger().logIn('ona.n', password)).toBe('WRONG_CREDENTIALS')
  expect((await change(two, { username: 'ona.n' })).code).toBeNull()
  const entries = await server.db.query(
    `select before, after from account_audit_entries where action = 'account.changed' order by id limit 1`,
  )
  expect(entries[0]).toEqual({
    before: { name: 'Noi', username: null, locale: 'en' },
    after: { name: 'Onanong', username: 'ona.n', locale: 'th' },
  })
})

test('a person chooses by whose clocks times are shown, and takes it back', async () => {
  const kai = await newPerson('kai@example.com')
  const choose = (timeZone: unknown) => kai.call('PATCH /api/v1/me', { timeZone })
  expect((await kai.call('GET /api/v1/me')).data.user).toMatchObject({ timeZone: null })
  expect((await choose('Asia/Bangkok')).data.user).toMatchObject({ timeZone: 'Asia/Bangkok' })
  for (const wrong of ['Asia/Nowhere', '+07:00', '']) expect((await choose(wrong)).code).toBe('VALIDATION_ERROR')
  expect((await kai.call('PATCH /api/v1/me', { name: 'Kai' })).data.user).toMatchObject({ timeZone: 'Asia/Bangkok' })
  expect((await choose(null)).data.user).toMatchObject({ timeZone: null })
})

test('a guide is new once for each person, however many devices ask at the same time', async () => {
  const pim = await newPerson('pim@example.com')
  const mark = (...seen: string[]) => pim.call('PATCH /api/v1/me/guides', { seen })
  expect((await pim.call('GET /api/v1/me')).data.user).toMatchObject({ guidesSeen: [] })
  const asked = await Promise.all([mark('inbox'), mark('inbox'), mark('inbox')])
  expect(asked.flatMap(({ data }) => data.added)).toEqual(['inbox'])
  expect((await mark('widget', 'inbox', 'widget')).data).toEqual({ seen: ['inbox', 'widget'], added: ['widget'] })
  expect((await mark('kitchen')).code).toBe('VALIDATION_ERROR')
  expect((await pim.call('GET /api/v1/me')).data.user).toMatchObject({ guidesSeen: ['inbox', 'widget'] })
  const other = await newPerson('ploy@example.com')
  expect((await other.call('GET /api/v1/me')).data.user).toMatchObject({ guidesSeen: [] })
})
