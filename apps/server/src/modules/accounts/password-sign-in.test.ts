import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { callsFrom, mailTo, tokenOf } from '../../testing/account-calls.ts'
import { cookieJar } from '../../testing/first-account.ts'
import { startTestApp, type TestApp } from '../../testing/test-app.ts'

// The one thing that takes time in signing in; it is counted in place of measured.
const hashing = vi.hoisted(() => ({ compared: 0 }))
vi.mock('@node-rs/bcrypt', async (original) => {
  const bcrypt = await original<typeof import('@node-rs/bcrypt')>()
  return {
    ...bcrypt,
    verify: (...args: Parameters<typeof bcrypt.verify>) => {
      hashing.compared += 1
      return bcrypt.verify(...args)
    },
  }
})

const minuteMs = 60_000
const right = 'Correct-Horse-7'
const wrong = 'Wrong-Horse-7'

let server: TestApp
beforeAll(async () => {
  server = await startTestApp({ TRUST_PROXY: '127.0.0.1', REGISTRATION: 'open' })
  await server.given.owner()
})
afterAll(() => server.stop())

let people = 0
/** Somebody with an account, who has never signed in anywhere. */
async function newPerson(): Promise<string> {
  people += 1
  const email = `person${people}@example.com`
  await server.app.accounts.createVerified({ name: 'Noi', email, password: right, locale: 'en' })
  return email
}
let addresses = 0
/** Somebody nobody has seen before, behind an address of their own. */
const stranger = () => callsFrom(server, `198.51.${(addresses += 1)}.7`)

async function guess(count: number, email: string, calls = stranger()): Promise<string[]> {
  const codes: string[] = []
  for (let nth = 0; nth < count; nth += 1) codes.push(await calls.logIn(email, wrong))
  return codes
}

test('a name that cannot be stored is refused', async () => {
  const { code, status } = await stranger().call('POST /api/v1/auth/login', { email: 'mali\0', password: right })
  expect([code, status]).toEqual(['VALIDATION_ERROR', 400])
})

test('known, unknown and locked names get the same answers, after as much work', async () => {
  const known = await newPerson()
  const answers = async (email: string) => {
    const all = []
    for (let nth = 0; nth < 7; nth += 1) {
      hashing.compared = 0
      const { code, status, retryAfter } = await stranger().call('POST /api/v1/auth/login', { email, password: wrong })
      all.push({ code, status, waits: retryAfter !== null, compared: hashing.compared })
    }
    return all
  }
  const toKnown = await answers(known)
  expect(toKnown).toEqual(await answers('nobody@example.com'))
  expect(toKnown.map(({ code }) => code)).toEqual([
    ...Array<string>(4).fill('WRONG_CREDENTIALS'),
    ...Array<string>(3).fill('ACCOUNT_LOCKED'),
  ])
  expect(toKnown.map(({ compared }) => compared)).toEqual([1, 1, 1, 1, 1, 0, 0])
})

test('of twenty guesses at once five are tried', async () => {
  const email = await newPerson()
  hashing.compared = 0
  await Promise.all(Array.from({ length: 20 }, () => stranger().logIn(email, wrong)))
  expect(hashing.compared).toBe(5)
  expect(await stranger().logIn(email, right)).toBe('ACCOUNT_LOCKED')
  server.passTime(15 * minuteMs)
  expect(await stranger().logIn(email, right)).toBe('ok')
})

test('of twenty guesses at once by address and username five are tried as well, and nobody learns that they are one', async () => {
  const email = await newPerson()
  const username = `noi-${people}`
  await server.db.query('update users set username = $2 where email = $1', [email, username])
  hashing.compared = 0
  await Promise.all(Array.from({ length: 20 }, (_, nth) => stranger().logIn(nth % 2 === 0 ? email : username, wrong)))
  const codes = await guess(1, email)
  const [user] = await server.db.query<{ failed_logins: number }>('select * from users where email = $1', [email])
  expect(user?.failed_logins).toBe(5)
  expect(codes).toEqual(['ACCOUNT_LOCKED'])
  server.passTime(15 * minuteMs)
  // Three by each name lock the account, which is shown to nobody: the right password is answered like a wrong one.
  expect(await guess(3, email)).toEqual(Array(3).fill('WRONG_CREDENTIALS'))
  expect(await guess(3, username)).toEqual(Array(3).fill('WRONG_CREDENTIALS'))
  expect(await stranger().logIn(username, right)).toBe('WRONG_CREDENTIALS')
  server.passTime(30 * minuteMs)
  expect(await stranger().logIn(username.toUpperCase(), right)).toBe('ok')
})

test('a right password takes the count back', async () => {
  const email = await newPerson()
  const calls = stranger()
  for (let round = 0; round < 3; round += 1) {
    expect(await guess(4, email, calls)).toEqual(Array(4).fill('WRONG_CREDENTIALS'))
    expect(await callsFrom(server, `198.51.${addresses}.7`).logIn(email, right)).toBe('ok')
  }
})

test('one network has five wrong ones for a name, whatever its owner does meanwhile elsewhere; its successes do not count', async () => {
  const email = await newPerson()
  const office = stranger()
  expect(await guess(4, email, office)).toEqual(Array(4).fill('WRONG_CREDENTIALS'))
  expect(await stranger().logIn(email, right)).toBe('ok')
  expect(await guess(1, email, office)).toEqual(['ACCOUNT_LOCKED'])
  expect(await office.logIn(email, right)).toBe('ACCOUNT_LOCKED')
  expect(await stranger().logIn(email, right)).toBe('ok')
  const colleague = await newPerson()
  for (let nth = 0; nth < 8; nth += 1)
    expect(await callsFrom(server, '198.51.100.7').logIn(colleague, right)).toBe('ok')
})

test('locks grow with repetition', async () => {
  const email = await newPerson()
  const waits: number[] = []
  for (let round = 0; round < 3; round += 1) {
    await guess(5, email)
    const { retryAfter } = await stranger().call('POST /api/v1/auth/login', { email, password: right })
    waits.push(Math.round((retryAfter ?? 0) / 60))
    server.passTime((retryAfter ?? 0) * 1000)
  }
  expect(waits).toEqual([15, 30, 60])
})

test('the owner is told of a lock once, and takes it off by the link', async () => {
  const email = await newPerson()
  await guess(9, email)
  const { values } = await mailTo(server, email, 'account-locked')
  expect(values).toMatchObject({ name: 'Noi', minutes: 15, address: expect.stringMatching(/^198\.51\./) })
  expect(await stranger().logIn(email, right)).toBe('ACCOUNT_LOCKED')
  const token = tokenOf(values.url)
  const { data } = await stranger().call('POST /api/v1/auth/unlock', { token })
  expect(data).toEqual({ email })
  expect(await stranger().logIn(email, right)).toBe('ok')
  expect(await stranger().code('POST /api/v1/auth/unlock', { token })).toBe('INVALID_LINK')
  expect((await server.mailsTo(email)).length).toBe(1)
  const entries = await server.db.query<{ action: string; address: string }>(
    `select e.action, e.address from account_audit_entries e join users u on u.id::text = e.target_id
     where u.email = $1 order by e.id`,
    [email],
  )
  expect(entries.map(({ action }) => action)).toEqual(['account.locked', 'account.unlocked'])
  expect(entries[0]?.address).toBe(values.address)
})

test('telling the owner of a lock twice is telling once, and nobody is told of a name that is unknown', async () => {
  const email = await newPerson()
  const payload = { id: crypto.randomUUID(), minutes: 15, address: '192.0.2.1', requestId: 'request-1' }
  await server.runJob('accounts.tell_locked', { ...payload, name: email })
  await server.runJob('accounts.tell_locked', { ...payload, name: email })
  expect((await server.mailsTo(email)).length).toBe(1)
  await server.runJob('accounts.tell_locked', { ...payload, name: 'nobody@example.com' })
  expect(await server.mailsTo('nobody@example.com')).toEqual([])
})

test('strangers who lock an account do not keep its owner out of a device where they have signed in before', async () => {
  const email = await newPerson()
  const laptop = callsFrom(server, '203.0.113.9')
  expect(await laptop.logIn(email, right)).toBe('ok')
  await laptop.call('POST /api/v1/auth/logout')
  await guess(5, email)
  expect(await guess(1, email, callsFrom(server, '203.0.113.9'))).toEqual(['ACCOUNT_LOCKED'])
  expect(await laptop.logIn(email, right)).toBe('ok')
  // The device has five of its own, and is known for its owner alone.
  expect(await guess(6, email, laptop)).toEqual([
    ...Array<string>(4).fill('WRONG_CREDENTIALS'),
    ...Array(2).fill('ACCOUNT_LOCKED'),
  ])
  expect(await laptop.logIn(email, right)).toBe('ACCOUNT_LOCKED')
  const other = await newPerson()
  await guess(5, other)
  expect(await laptop.logIn(other, right)).toBe('ACCOUNT_LOCKED')
})

test('a device cookie that this server did not sign is worth nothing', async () => {
  const email = await newPerson()
  const laptop = stranger()
  expect(await laptop.logIn(email, right)).toBe('ok')
  const [id, owner, signature] = (laptop.jar.cookies.get('minichat_known_device') ?? '').split('.')
  const other = await newPerson()
  const [user] = await server.db.query<{ id: string }>('select id from users where email = $1', [other])
  await guess(5, other)
  for (const cookie of [`${id}.${user?.id}.${signature}`, `${id}.${owner}~${user?.id}.${signature}`, 'x', '..']) {
    const jar = cookieJar()
    jar.cookies.set('minichat_known_device', cookie)
    expect(await callsFrom(server, '203.0.113.10', jar).logIn(other, right)).toBe('ACCOUNT_LOCKED')
  }
})

test('an operator locks somebody out at once, and lets them in again', async () => {
  const email = await newPerson()
  const person = callsFrom(server, '203.0.113.11')
  expect(await person.logIn(email, right)).toBe('ok')
  const [user] = await server.db.query<{ id: string }>('select id from users where email = $1', [email])
  const operator = {
    kind: 'person',
    userId: crypto.randomUUID(),
    name: 'Mali',
    isOperator: true,
    from: { address: '192.0.2.1', requestId: 'request-1' },
  } as const
  await server.app.accounts.lock(operator, user?.id ?? '')
  expect(await person.code('GET /api/v1/me')).toBe('NOT_SIGNED_IN')
  expect(await person.code('POST /api/v1/auth/refresh')).toBe('NOT_SIGNED_IN')
  expect(await person.logIn(email, right)).toBe('ACCOUNT_DISABLED')
  expect(await person.logIn(email, wrong)).toBe('WRONG_CREDENTIALS')
  await server.app.accounts.unlock(operator, user?.id ?? '')
  expect(await person.logIn(email, right)).toBe('ok')
})

test('a password that was hashed at another cost is hashed anew at the next sign-in', async () => {
  const { hash } = await import('@node-rs/bcrypt')
  const email = await newPerson()
  await server.db.query('update users set password_hash = $2 where email = $1', [email, await hash(right, { cost: 5 })])
  const cost = async () =>
    (
      await server.db.query<{ cost: string }>(
        `select substr(password_hash, 5, 2) as cost from users where email = $1`,
        [email],
      )
    )[0]?.cost
  expect(await stranger().logIn(email, wrong)).toBe('WRONG_CREDENTIALS')
  expect(await cost()).toBe('05')
  expect(await stranger().logIn(email, right)).toBe('ok')
  expect(await cost()).toBe('04')
  expect(await stranger().logIn(email, right)).toBe('ok')
})
