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

test('who is not signed in, or not in the workspace, gets nothing of it', async () => {
  await expect(anyone().request('GET /api/v1/chats')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  const [{ email = '' } = {}] = await server.db.query<{ email: string }>('select email from users')
  const owner = await server.given.signIn(email)
  const elsewhere = clientWith(server.url, owner.cookie, '0199c0de-0000-7000-8000-000000000000')
  await expect(elsewhere.request('GET /api/v1/chats')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(owner.client.request('GET /api/v1/chats')).resolves.toBeDefined()
})
