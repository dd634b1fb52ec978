import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../testing/test-app.ts'

const production = {
  MINICHAT_ENV: 'production',
  PUBLIC_URL: 'https://chat.example.com',
  SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
}
let server: TestApp
beforeAll(async () => {
  server = await startTestApp({ ...production, TRUST_PROXY: '127.0.0.1' })
})
afterAll(() => server.stop())

const get = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers, redirect: 'manual' })
  return [response.status, response.headers.get('location')]
}

test('every answer carries the security headers; scripts run only from files of ours', async () => {
  const { headers } = await fetch(`${server.url}/api/v1/setup`, { headers: { 'x-forwarded-proto': 'https' } })
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toMatch(/script-src 'self'(;|$)/)
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('permissions-policy')).toContain('camera=()')
  expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
})

test('HSTS is only sent where people come by HTTPS', async () => {
  await using local = await startTestApp()
  const { headers } = await fetch(`${local.url}/`)
  expect(headers.get('strict-transport-security')).toBeNull()
})

test('a page that a trusted proxy got by http is sent to https; health is not', async () => {
  const http = { 'x-forwarded-proto': 'http' }
  const there = 'https://chat.example.com/docs?list=all'
  expect(await get(`${server.url}/docs?list=all`, http)).toEqual([308, there])
  expect(await get(`${server.url}/docs?list=all`, { 'x-forwarded-proto': 'https' })).toEqual([200, null])
  expect(await get(`${server.url}/health/live`, http)).toEqual([200, null])
  // The proxy on this machine that does not tell cannot be asked again and again.
  expect(await get(`${server.url}/docs`)).toEqual([200, null])
})

test('a call of the API by http is refused, so that nobody goes on sending its body in the clear', async () => {
  const call = (protocol: string, path = '/api/v1/auth/login') =>
    fetch(server.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': protocol },
      body: JSON.stringify({ email: 'nobody@example.com', password: 'Wrong-Horse-7' }),
    })
  const refused = await call('http')
  expect([refused.status, refused.headers.get('location')]).toEqual([403, null])
  expect(await refused.json()).toMatchObject({ error: { code: 'HTTPS_REQUIRED' } })
  expect((await call('http', '/api/v1/nothing/here')).status).toBe(403)
  expect((await call('https')).status).toBe(401)
  const read = await get(`${server.url}/api/v1/setup`, { 'x-forwarded-proto': 'http' })
  expect(read).toEqual([403, null])
})

test('the redirect leads to PUBLIC_URL, whatever the request says of its host', async () => {
  const headers = { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'evil.test' }
  expect(await get(`${server.url}//evil.test/x`, headers)).toEqual([308, 'https://chat.example.com//evil.test/x'])
})

test('who comes past the known proxies came by http, whatever they say', async () => {
  await using elsewhere = await startTestApp({ ...production, TRUST_PROXY: '10.0.0.1' })
  const location = 'https://chat.example.com/docs'
  expect(await get(`${elsewhere.url}/docs`, { 'x-forwarded-proto': 'https' })).toEqual([308, location])
  expect(await get(`${elsewhere.url}/health/live`)).toEqual([200, null])
})

test('without a known proxy, and in development, nothing is redirected', async () => {
  const http = { 'x-forwarded-proto': 'http' }
  await using unknown = await startTestApp(production)
  expect(await get(`${unknown.url}/docs`, http)).toEqual([200, null])
  await using development = await startTestApp({ PUBLIC_URL: 'https://chat.example.com', TRUST_PROXY: '127.0.0.1' })
  expect(await get(`${development.url}/docs`, http)).toEqual([200, null])
})
