import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientWith, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
beforeAll(async () => {
  server = await startTestApp()
})
afterAll(() => server.stop())

const account = { name: 'Mali', email: 'Mali@Example.com', password: 'Correct-Horse-7', workspaceName: 'Mali Ceramics' }
const anyone = () => clientWith(server.url, '', null)

test('the first account needs the newest link, a strong password, and can be made once', async () => {
  const older = (await server.app.makeSetupToken()) ?? ''
  const token = (await server.app.makeSetupToken()) ?? ''
  const setUp = (change: object) => anyone().request('POST /api/v1/setup', { body: { ...account, token, ...change } })
  expect((await anyone().request('GET /api/v1/setup')).data.needed).toBe(true)
  await expect(setUp({ token: older })).rejects.toMatchObject({ code: 'INVALID_SETUP_LINK' })
  await expect(setUp({ password: 'lower-case-1' })).rejects.toMatchObject({ code: 'WEAK_PASSWORD' })
  await expect(setUp({ password: `Aa1!${'x'.repeat(80)}` })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  const all = await Promise.allSettled([
    setUp({}),
    setUp({ email: 'two@example.com' }),
    setUp({ email: 'three@example.com' }),
  ])
  expect(all.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect((await anyone().request('GET /api/v1/setup')).data.needed).toBe(false)
  expect(await server.app.makeSetupToken()).toBeNull()
  await expect(setUp({})).rejects.toMatchObject({ code: 'SETUP_DONE' })
  const [user] = await server.db.query<{ email: string; password_hash: string; is_operator: boolean }>(
    'select * from users',
  )
  expect(user?.is_operator).toBe(true)
  expect(user?.password_hash).toMatch(/^\$2[aby]\$/)
})

test('an unknown address and a wrong password get the same answer', async () => {
  const [{ email = '' } = {}] = await server.db.query<{ email: string }>('select email from users')
  const failure = (body: { email: string; password: string }) =>
    anyone()
      .request('POST /api/v1/auth/login', { body })
      .catch((error: { code: string; message: string }) => [error.code, error.message])
  const known = await failure({ email, password: 'Wrong-Horse-7' })
  expect(known).toEqual(await failure({ email: 'nobody@example.com', password: 'Wrong-Horse-7' }))
  await server.given.signIn(email)
})

test('of twenty guesses at once five are tried, then the account is locked for a while', async () => {
  const [{ email = '' } = {}] = await server.db.query<{ email: string }>('select email from users')
  await server.given.signIn(email)
  const guess = (password: string) =>
    anyone()
      .request('POST /api/v1/auth/login', { body: { email, password } })
      .then(
        () => 'in',
        (error: { code: string }) => error.code,
      )
  await Promise.all(Array.from({ length: 20 }, (_, index) => guess(`Wrong-Horse-${index}`)))
  const [{ failed_logins: counted = 0 } = {}] = await server.db.query<{ failed_logins: number }>(
    'select failed_logins from users',
  )
  expect(counted).toBe(5)
  expect(await guess(account.password)).toBe('ACCOUNT_LOCKED')
  await server.db.query(`update users set lock_until = now() - interval '1 second'`)
  expect(await guess(account.password)).toBe('in')
})

test('who is not signed in, or not in the workspace, gets nothing of it', async () => {
  await expect(anyone().request('GET /api/v1/chats')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  const [{ email = '' } = {}] = await server.db.query<{ email: string }>('select email from users')
  const owner = await server.given.signIn(email)
  const elsewhere = clientWith(server.url, owner.cookie, '0199c0de-0000-7000-8000-000000000000')
  await expect(elsewhere.request('GET /api/v1/chats')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(owner.client.request('GET /api/v1/chats')).resolves.toBeDefined()
})
