import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../testing/test-app.ts'
import type { createMailModule } from './mail-module.ts'

let server: TestApp
let path: string
beforeAll(async () => {
  server = await startTestApp()
  const { mail } = server.app.modules.find((module) => module.name === 'mail') as ReturnType<typeof createMailModule>
  await server.db.global((tx) =>
    mail.send(tx, {
      to: 'new@example.com',
      locale: 'th',
      template: 'password-reset',
      values: { name: '<b>Mali</b>', url: 'https://chat.example.com/reset#token=once-only' },
    }),
  )
  const [row] = await server.db.query<{ id: string }>('select id from mails')
  path = `/dev/mailbox/${row?.id}`
})
afterAll(() => server.stop())

const get = async (where: string) => {
  const response = await fetch(server.url + where)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

test('what would have been mailed is listed, and shown in both languages', async () => {
  const list = await get('/dev/mailbox')
  expect(list.status).toBe(200)
  expect(list.text).toContain('new@example.com')
  expect(list.text).toContain(`href="${path}"`)
  expect(list.text).toContain('ตั้งรหัสผ่านใหม่')

  const thai = await get(path)
  expect(thai.text).toContain('&lt;b&gt;Mali')
  expect(thai.text).toContain('<a href="https://chat.example.com/reset#token=once-only"')
  const english = await get(`${path}?locale=en`)
  expect(english.text).toContain('Set a new password')
  expect(english.text).not.toContain('<b>')
  expect((await get(`${path}/html?locale=en`)).text).toContain('Hello &lt;b&gt;Mali&lt;/b&gt;,')
})

test('it runs no script, and the mail itself stands in a sandbox', async () => {
  const outside = await get(path)
  expect(outside.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect(outside.text).toContain('<iframe sandbox ')
  expect(outside.text).not.toContain('<script')
  const inside = await get(`${path}/html`)
  expect(inside.headers.get('content-security-policy')).toMatch(/default-src 'none'.*; sandbox$/)
  expect(inside.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  expect(inside.headers.get('cache-control')).toBe('no-store')
})

/** fetch does not let one choose the Host. */
const statusWith = (headers: Record<string, string>) =>
  new Promise<number>((resolve, reject) => {
    const asked = request(server.url + path, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('error', reject).end()
  })

test('nobody reaches it from elsewhere: through a proxy, or by a name that was given this address', async () => {
  expect(await statusWith({})).toBe(200)
  expect(await statusWith({ host: 'localhost:3000' })).toBe(200)
  expect(await statusWith({ 'x-forwarded-for': '127.0.0.1' })).toBe(404)
  expect(await statusWith({ forwarded: 'for=127.0.0.1' })).toBe(404)
  expect(await statusWith({ host: 'evil.example' })).toBe(404)
  expect(await statusWith({ host: '127.0.0.1.evil.example' })).toBe(404)
  expect((await get('/dev/mailbox/none')).status).toBe(404)
})

test.each([
  ['mail is sent', { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@b.example' }],
  ['it is production', { MINICHAT_ENV: 'production', PUBLIC_URL: 'http://127.0.0.1' }],
  ['it is staging', { MINICHAT_ENV: 'staging' }],
])('it is not there where %s', async (_when, env) => {
  await using other = await startTestApp(env)
  expect((await fetch(`${other.url}/dev/mailbox`)).status).toBe(404)
})
