import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../../testing/browser.ts'
import { githubClient, startFakeGithub } from '../../testing/fake-github.ts'
import { startTestApp, type TestApp } from '../../testing/test-app.ts'

let github: Awaited<ReturnType<typeof startFakeGithub>>
let server: TestApp
beforeAll(async () => {
  github = await startFakeGithub()
  server = await startTestApp({
    TRUST_PROXY: '127.0.0.1',
    REGISTRATION: 'open',
    GITHUB_URL: github.url,
    GITHUB_CLIENT_ID: githubClient.id,
    GITHUB_CLIENT_SECRET: githubClient.secret,
    OUTGOING_ALLOW: github.host,
  })
  await server.given.owner()
})
afterAll(async () => {
  await server.stop()
  await github.stop()
})

async function signIn(change = (address: string) => address) {
  const browser = startBrowser(server.url)
  const start = await browser.get('/api/v1/auth/providers/github/start?next=/chats')
  const sentBack = await browser.get(start.location ?? '')
  const { location } = await browser.get(change(sentBack.location ?? ''))
  return { browser, path: (location ?? '').replace(server.url, '') }
}

test('by GitHub one signs in with its first confirmed address, and is known by number afterwards', async () => {
  github.signInAs({ id: 7, login: 'noi', name: null }, [
    { email: 'other@example.com', primary: false, verified: true },
    { email: 'Noi@Example.com', primary: true, verified: true },
  ])
  const first = await signIn()
  expect(first.path).toBe('/chats')
  const { user } = (await first.browser.get('/api/v1/me')).data
  expect(user).toMatchObject({ email: 'noi@example.com', name: 'noi' })
  github.signInAs({ id: 7, login: 'renamed', name: 'Noi' }, [])
  const again = await signIn()
  expect((await again.browser.get('/api/v1/me')).data.user.id).toBe(user.id)
})

test('an address that GitHub has not confirmed, or is not the first, makes no account', async () => {
  for (const one of [
    { primary: true, verified: false },
    { primary: false, verified: true },
  ]) {
    github.signInAs({ id: 8, login: 'dao', name: 'Dao' }, [{ email: 'dao@example.com', ...one }])
    expect((await signIn()).path).toContain('problem=PROVIDER_EMAIL_UNKNOWN')
  }
})

test('another state or another code is refused', async () => {
  github.signInAs({ id: 9, login: 'fah', name: 'Fah' }, [{ email: 'fah@example.com', primary: true, verified: true }])
  const refused = '/sign-in?next=%2Fchats&problem=PROVIDER_REFUSED'
  expect((await signIn((address) => address.replace(/state=[^&]+/, 'state=x'))).path).toBe(refused)
  expect((await signIn((address) => address.replace(/code=[^&]+/, 'code=x'))).path).toBe(refused)
  expect((await signIn((address) => address.replace(/code=[^&]+/, 'error=access_denied'))).path).toBe(refused)
  expect((await signIn()).path).toBe('/chats')
})
