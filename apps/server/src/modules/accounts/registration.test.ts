import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsFrom, mailTo, tokenOf } from '../../testing/account-calls.ts'
import { startTestApp, type TestApp } from '../../testing/test-app.ts'

const hourMs = 3600_000
const password = 'Correct-Horse-7'

let server: TestApp
beforeAll(async () => {
  server = await startTestApp({ TRUST_PROXY: '127.0.0.1', REGISTRATION: 'open' })
  await server.given.owner()
})
afterAll(() => server.stop())

let addresses = 0
const stranger = () => callsFrom(server, `198.51.${(addresses += 1)}.7`)
const noi = { name: 'Noi', password, workspaceName: 'Noi Teas', locale: 'th' }
const register = (change: object, calls = stranger()) => calls.call('POST /api/v1/auth/register', { ...noi, ...change })

test('somebody registers, confirms the address, signs in, and owns a workspace', async () => {
  const email = 'noi@example.com'
  const answer = await register({ email: 'Noi@Example.com' })
  expect([answer.status, answer.data]).toEqual([201, { email }])
  const mail = await mailTo(server, email, 'verify-email')
  expect(mail.locale).toBe('th')
  expect(mail.values.url).toMatch(new RegExp(`^${server.url}/verify-email#token=[\\w-]{43}$`))
  const browser = stranger()
  expect(await browser.logIn(email, password)).toBe('EMAIL_NOT_VERIFIED')
  expect(await browser.logIn(email, 'Wrong-Horse-7')).toBe('WRONG_CREDENTIALS')

  const token = tokenOf(mail.values.url)
  expect(await stranger().code('POST /api/v1/auth/verify-email', { token: `${token.slice(0, -1)}-` })).toBe(
    'INVALID_LINK',
  )
  expect((await stranger().call('POST /api/v1/auth/verify-email', { token })).data).toEqual({ email })
  expect(await stranger().code('POST /api/v1/auth/verify-email', { token })).toBe('INVALID_LINK')
  expect(await browser.logIn(email, password)).toBe('ok')
  const { data } = await browser.call('GET /api/v1/me')
  expect(data).toMatchObject({
    user: { email, isOperator: false, locale: 'th' },
    workspaces: [{ name: 'Noi Teas', role: 'owner', isSample: false }],
  })
  expect(await browser.logIn(email, password)).toBe('ok')
  expect((await browser.call('GET /api/v1/me')).data.workspaces).toHaveLength(1)
  const stored = JSON.stringify(await server.db.query(`select encode(token_hash, 'base64') from account_links`))
  expect(stored).not.toContain(token)
})

test('who registers with an address that is known gets the same answer, and its owner a mail', async () => {
  const known = await register({ email: 'mali@example.com', name: 'Somebody' })
  const unknown = await register({ email: 'fresh@example.com', name: 'Somebody' })
  expect([known.status, known.code]).toEqual([unknown.status, unknown.code])
  const mail = await mailTo(server, 'mali@example.com', 'already-registered')
  expect(mail.values.name).toBe('Mali')
  const [owner] = await server.db.query<{ name: string }>(`select name from users where email = 'mali@example.com'`)
  expect(owner?.name).toBe('Mali')
})

test('the newest registration of an address that was never confirmed counts, and the older link ends', async () => {
  const email = 'twice@example.com'
  await register({ email, password: 'First-Horse-81' })
  const first = await mailTo(server, email, 'verify-email')
  await register({ email, password: 'Second-Horse-82' })
  const second = await mailTo(server, email, 'verify-email', 2)
  const verify = (url?: string) => stranger().code('POST /api/v1/auth/verify-email', { token: tokenOf(url) })
  expect(await verify(first.values.url)).toBe('INVALID_LINK')
  expect(await verify(second.values.url)).toBe('ok')
  expect(await stranger().logIn(email, 'First-Horse-81')).toBe('WRONG_CREDENTIALS')
  expect(await stranger().logIn(email, 'Second-Horse-82')).toBe('ok')
})

test('a link for verification holds for 24 hours, and can be sent again three times an hour', async () => {
  const email = 'late@example.com'
  await register({ email })
  const first = await mailTo(server, email, 'verify-email')
  const resend = (to: string) => stranger().code('POST /api/v1/auth/verify-email/resend', { email: to })
  const verify = (url?: string) => stranger().code('POST /api/v1/auth/verify-email', { token: tokenOf(url) })
  server.passTime(24 * hourMs)
  expect(await verify(first.values.url)).toBe('INVALID_LINK')
  for (const to of [email, 'nobody@example.com', 'mali@example.com']) {
    expect([await resend(to), await resend(to), await resend(to), await resend(to)]).toEqual([
      'ok',
      'ok',
      'ok',
      'RATE_LIMITED',
    ])
  }
  const last = await mailTo(server, email, 'verify-email', 4)
  expect(await verify(first.values.url)).toBe('INVALID_LINK')
  expect(await verify(last.values.url)).toBe('ok')
  expect((await server.mailsTo('nobody@example.com')).length).toBe(0)
  expect((await server.mailsTo('mali@example.com')).filter((mail) => mail.template === 'verify-email')).toEqual([])
  server.passTime(hourMs)
  expect(await resend(email)).toBe('ok')
})

test('one address makes three registrations an hour, and may choose a password as often as it takes', async () => {
  const calls = stranger()
  for (let nth = 0; nth < 4; nth += 1) {
    expect((await register({ email: 'many1@example.com', password: 'Password1!' }, calls)).code).toBe('WEAK_PASSWORD')
  }
  const codes = []
  for (let nth = 1; nth <= 4; nth += 1) codes.push((await register({ email: `many${nth}@example.com` }, calls)).code)
  expect(codes).toEqual([null, null, null, 'RATE_LIMITED'])
  expect((await register({ email: 'many5@example.com' })).code).toBeNull()
  server.passTime(hourMs)
  expect((await register({ email: 'many4@example.com' }, calls)).code).toBeNull()
})

test('weak passwords are refused with what is missing, also those that only look strong', async () => {
  const refusal = async (weak: string) => {
    const response = await fetch(`${server.url}/api/v1/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.${(addresses += 1)}.7` },
      body: JSON.stringify({ ...noi, name: 'Siriporn Wattana', email: 'weak@example.com', password: weak }),
    })
    const { error } = (await response.json()) as { error?: { code: string; details: { code: string }[] } }
    return error && [error.code, ...error.details.map(({ code }) => code)]
  }
  expect(await refusal('horse')).toEqual([
    'WEAK_PASSWORD',
    'too_short',
    'no_upper_case',
    'no_digit',
    'no_special_character',
  ])
  expect(await refusal('correct-horse-7')).toEqual(['WEAK_PASSWORD', 'no_upper_case'])
  for (const common of ['Password1!', 'P@ssw0rd123', 'Qwerty123!', 'Siriporn1!', 'Siriporn-Wattana-1', 'Noi-Teas-1']) {
    expect(await refusal(common)).toEqual(['WEAK_PASSWORD', 'easy_to_guess'])
  }
  expect(await refusal(password)).toBeUndefined()
})

test('accounts are made by invitation or not at all where it is configured so, and never before the first one', async () => {
  for (const policy of ['invite', 'closed', 'open']) {
    await using other = await startTestApp({ TRUST_PROXY: '127.0.0.1', REGISTRATION: policy })
    const calls = callsFrom(other, '198.51.100.1')
    const ask = () => calls.code('POST /api/v1/auth/register', { ...noi, email: 'noi@example.com' })
    expect(await ask()).toBe('REGISTRATION_CLOSED')
    await other.given.owner()
    expect(await ask()).toBe(policy === 'open' ? 'ok' : 'REGISTRATION_CLOSED')
    expect((await calls.call('GET /api/v1/auth/options')).data).toEqual({
      registration: policy,
      sendsMail: false,
      mailbox: '/dev/mailbox',
      providers: [],
    })
  }
})

test('an account that is made for an invited person takes the place of one that was never confirmed, and of no other', async () => {
  await register({ email: 'guest@example.com', password: 'Squatter-Horse-9' })
  const person = { name: 'Guest', email: 'guest@example.com', password, locale: 'en' } as const
  const { accounts } = server.app
  expect(await accounts.findByEmail(person.email)).toBeNull()
  const { id } = await accounts.createVerified(person)
  expect(await accounts.findByEmail(person.email)).toMatchObject({ id, name: 'Guest' })
  expect(await stranger().logIn(person.email, 'Squatter-Horse-9')).toBe('WRONG_CREDENTIALS')
  expect(await stranger().logIn(person.email, password)).toBe('ok')
  await expect(accounts.createVerified(person)).rejects.toMatchObject({ code: 'EMAIL_TAKEN' })
  await expect(
    accounts.createVerified({ ...person, email: 'b@example.com', password: 'Password1!' }),
  ).rejects.toMatchObject({
    code: 'WEAK_PASSWORD',
  })
})
