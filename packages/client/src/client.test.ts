import { expect, test } from 'vitest'
import { createClient } from './client.ts'

const me = '/api/v1/me'
const refresh = '/api/v1/auth/refresh'

/** A server whose access cookie has ended; `renewal` is the status that it answers to a renewal. */
function serverThatForgot(renewal: number, refusal = 'NOT_SIGNED_IN') {
  const calls: string[] = []
  let isRenewed = false
  const answer = (status: number, code?: string) =>
    Response.json(
      { success: code === undefined, data: {}, error: { code, message: '', details: [] }, metadata: {} },
      { status },
    )
  const fetch = async (path: string): Promise<Response> => {
    calls.push(path)
    if (path !== refresh) return isRenewed ? answer(200) : answer(401, refusal)
    await Promise.resolve()
    if (renewal === 0) throw new TypeError('Failed to fetch')
    isRenewed = renewal === 200
    return renewal === 200 ? answer(200) : answer(renewal, renewal === 401 ? 'NOT_SIGNED_IN' : 'RATE_LIMITED')
  }
  return { calls, client: (renews: boolean) => createClient({ fetch: fetch as typeof globalThis.fetch, renews }) }
}

test('calls that find the access cookie ended renew it once for all of them, and are made again', async () => {
  const { calls, client } = serverThatForgot(200)
  const one = client(true)
  await Promise.all([
    one.request('GET /api/v1/me'),
    one.request('GET /api/v1/me'),
    one.stream('GET /api/v1/inbox/stream'),
  ])
  expect(calls.filter((path) => path === refresh)).toHaveLength(1)
  expect(calls.filter((path) => path === me)).toHaveLength(4)
})

test('who is signed out is told so, after one try; a client that does not renew, at once', async () => {
  const { calls, client } = serverThatForgot(401)
  await expect(client(true).request('GET /api/v1/me')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  expect(calls).toEqual([me, refresh])
  await expect(client(false).request('GET /api/v1/me')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  expect(calls).toEqual([me, refresh, me])
})

test('a renewal that cannot be carried out is no sign-out, and the next call tries again', async () => {
  for (const [renewal, code] of [
    [0, 'OFFLINE'],
    [429, 'RATE_LIMITED'],
  ] as const) {
    const { calls, client } = serverThatForgot(renewal)
    const one = client(true)
    await expect(one.request('GET /api/v1/me')).rejects.toMatchObject({ code })
    await expect(one.request('GET /api/v1/me')).rejects.toMatchObject({ code })
    expect(calls).toEqual([me, refresh, me, refresh])
  }
})

test('a wrong password is not sent a second time', async () => {
  const { calls, client } = serverThatForgot(200, 'WRONG_CREDENTIALS')
  const body = { email: 'mali@example.com', password: 'Wrong-Horse-7' }
  await expect(client(true).request('POST /api/v1/auth/login', { body })).rejects.toMatchObject({
    code: 'WRONG_CREDENTIALS',
  })
  expect(calls).toEqual(['/api/v1/auth/login'])
})
