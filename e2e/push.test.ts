import type { Client } from '@minichat/client'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { openBrowser, patienceMs } from './tools/browser.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const stage = useStage(undefined, openBrowser)
let client: Client
let widgetKey: string
let workspaceId: string
beforeAll(async () => {
  const made = await makeFirstAccount(stage.url(), stage.product().setupToken())
  client = made.client
  widgetKey = made.widgetKey
  workspaceId = (await client.request('GET /api/v1/me')).data.workspaces.find((one) => !one.isSample)?.id ?? ''
})

async function openDashboard(path: string, permissions = ['notifications'], options?: BrowserContextOptions) {
  const context = await stage.newContext(options)
  await context.grantPermissions(permissions, { origin: stage.url() })
  await context.addInitScript(subscribeWithoutService)
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(stage.url() + path)
  return { context, page }
}

/** Runs in the page: stands in for the browser's push service, which is out of reach here. */
function subscribeWithoutService(): void {
  const toJSON = () => ({
    endpoint: 'https://push.example.com/send/e2e',
    keys: {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
  })
  let known: object | null = null
  PushManager.prototype.getSubscription = () => Promise.resolve(known as PushSubscription | null)
  PushManager.prototype.subscribe = (options) => {
    const key = options?.applicationServerKey as Uint8Array<ArrayBuffer>
    if (key.length !== 65 || !options?.userVisibleOnly) throw new TypeError('A browser would refuse this.')
    const unsubscribe = () => {
      known = null
      return Promise.resolve(true)
    }
    known = { options: { applicationServerKey: key.buffer }, toJSON, unsubscribe }
    return Promise.resolve(known as PushSubscription)
  }
}

/** Does what the browser's push service does when a message for this page has come. */
async function deliver(context: BrowserContext, page: Page, said: object): Promise<void> {
  const devtools = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first) resolve(first.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  const registrationId = await registered
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: stage.url(),
    registrationId,
    data: JSON.stringify(said),
  })
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const notifications = await (await navigator.serviceWorker.ready).getNotifications()
    return notifications.map(({ title, body, tag, lang }) => ({ title, body, tag, lang }))
  })

async function newChat() {
  const page = await stage.newPage()
  await page.goto(`${stage.url()}/demo?widget=${widgetKey}`)
  const widget = widgetOn(page)
  await widget.open()
  await widget.ask('Where is my order?')
  const chatId = (await client.request('GET /api/v1/chats')).data[0]?.id ?? ''
  const askForPerson = () => widget.panel.getByRole('button', { name: 'Talk to a person' }).first().click()
  return { chatId, askForPerson }
}

/** As the browser says it when another window covers the page, or comes off it. */
const look = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { get: () => state, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)

test('the dashboard can be installed, and says honestly when there is no connection', async () => {
  const { context, page } = await openDashboard('/chats')
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  const devtools = await context.newCDPSession(page)
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
  // A window without a trace cannot keep an app; the rest is what it would be judged by.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  const { errors, data } = await devtools.send('Page.getAppManifest')
  expect(errors).toEqual([])
  expect(JSON.parse(data ?? '')).toMatchObject({ start_url: '/chats', display: 'standalone' })
  for (const path of ['/service-worker.js', '/offline.html']) {
    expect((await context.request.get(stage.url() + path)).headers()['cache-control']).toBe('no-cache')
  }

  await context.setOffline(true)
  await page.goto(`${stage.url()}/settings`)
  await page.getByRole('heading', { name: 'There is no connection' }).waitFor()
  expect(await inspect(page, 'no connection')).toEqual([])
  const kept = await page.evaluate(async () => {
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)))
    const requests = await Promise.all(caches.map((cache) => cache.keys()))
    return requests.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(kept).toEqual(['/offline.html'])
  await context.setOffline(false)
  await page.getByRole('link', { name: 'Try again' }).click()
  await page.getByRole('navigation', { name: 'Main navigation' }).waitFor()
})

test('each person chooses what they hear of and on which devices, and signing out ends it on this one', async () => {
  const { context, page } = await openDashboard('/account/notifications', [])
  const show = page.getByRole('switch', { name: 'Show notifications' })
  await show.click()
  await page.getByText('Your browser blocks notifications for this page.', { exact: false }).waitFor()
  expect(await show.isChecked()).toBe(false)
  await context.grantPermissions(['notifications'], { origin: stage.url() })
  await show.click()
  await page.getByRole('heading', { name: 'Your devices' }).waitFor()
  await page.getByRole('checkbox', { name: 'A colleague mentions you' }).click()
  await page.getByRole('switch', { name: 'Show what was written' }).click()
  const wishes = async () => (await client.request('GET /api/v1/notifications')).data.wishes
  await expect.poll(wishes, { timeout: patienceMs }).toMatchObject({ requests: true, mentions: false, previews: true })
  expect(await inspect(page, 'notifications')).toEqual([])
  await page.reload()
  await page.getByRole('heading', { name: 'Your devices' }).waitFor()
  expect([await show.isChecked(), await page.getByRole('checkbox', { name: 'A colleague' }).isChecked()]).toEqual([
    true,
    false,
  ])

  const devices = async () => (await client.request('GET /api/v1/notifications')).data.devices.length
  expect(await devices()).toBe(1)
  await show.click()
  await expect.poll(devices, { timeout: patienceMs }).toBe(0)
  await show.click()
  await expect.poll(devices, { timeout: patienceMs }).toBe(1)
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  expect(await devices()).toBe(0)
  expect(await page.evaluate(() => localStorage.getItem('minichat.notifications'))).toBe('')
})

test('a push message is shown once for each chat, and a click on it opens the chat', async () => {
  const { chatId } = await newChat()
  const { context, page } = await openDashboard('/settings')
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  const said = { workspaceId, chatId, kind: 'message', lang: 'en', title: 'Somchai' }
  await deliver(context, page, { ...said, body: 'Hello?' })
  await expect.poll(() => shown(page), { timeout: patienceMs }).toHaveLength(1)
  await deliver(context, page, { ...said, body: 'Are you there?' })
  const newest = { title: 'Somchai', body: 'Are you there?', tag: `chat-${chatId}`, lang: 'en' }
  await expect.poll(() => shown(page), { timeout: patienceMs }).toEqual([newest])

  const [worker] = context.serviceWorkers()
  await worker?.evaluate(clickNotification)
  await page.waitForURL(`**/chats/${chatId}`)
  await page.getByRole('log').getByText('Where is my order?').waitFor()
  expect(await shown(page)).toEqual([])

  // With no page open, it opens one with the workspace that it is about.
  await page.evaluate(() => localStorage.setItem('minichat.workspace', '0199c0de-7000-7000-8000-000000000001'))
  const other = await context.newPage()
  await other.goto(`${stage.url()}/chats/${chatId}?workspace=${workspaceId}`)
  await other.getByRole('log').getByText('Where is my order?').waitFor()
  expect(other.url()).toBe(`${stage.url()}/chats/${chatId}`)
})

test('a page that nobody looks at notifies of what calls for its reader; on a phone it leaves that to push messages', async () => {
  const { page } = await openDashboard('/account/notifications')
  await page.getByRole('switch', { name: 'Show notifications' }).click()
  await page.getByRole('heading', { name: 'Your devices' }).waitFor()
  const { chatId, askForPerson } = await newChat()
  await look(page, 'hidden')
  await askForPerson()
  const request = {
    title: 'A visitor asks for a person',
    body: '',
    tag: `chat-${chatId}`,
    lang: 'en',
  }
  await expect.poll(() => shown(page), { timeout: patienceMs }).toEqual([request])

  const phone = await openDashboard('/account/notifications', ['notifications'], { hasTouch: true, isMobile: true })
  await phone.page.getByRole('switch', { name: 'Show notifications' }).click()
  const isReached = () => phone.page.evaluate(() => localStorage.getItem('minichat.push'))
  await expect.poll(isReached, { timeout: patienceMs }).toBe('on')
  const isStream = (request: { url(): string }) => request.url().includes('/inbox/stream')
  const left = phone.page.waitForEvent('requestfailed', isStream)
  await look(phone.page, 'hidden')
  await left
  const back = phone.page.waitForResponse(isStream)
  await look(phone.page, 'visible')
  expect((await back).status()).toBe(200)
})

/** Runs in the worker: a click by nobody, for which a browser brings no window to the front. */
async function clickNotification(): Promise<void> {
  type Worker = { registration: ServiceWorkerRegistration } & EventTarget
  const worker = globalThis as unknown as Worker
  const [notification] = await worker.registration.getNotifications()
  const Click = (globalThis as unknown as { NotificationEvent: new (type: string, init: object) => Event })
    .NotificationEvent
  worker.dispatchEvent(new Click('notificationclick', { notification }))
}
