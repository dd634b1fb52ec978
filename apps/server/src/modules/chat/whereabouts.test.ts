import { readEventStream } from '@minichat/client'
import type { InboxEvent } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenOtherOwner } from '../../testing/more-people.ts'
import { type Person, startTestApp, type TestApp, type TestVisitor } from '../../testing/test-app.ts'

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36'

let server: TestApp
let owner: Person
let stranger: Person

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  stranger = await givenOtherOwner(server, 'Niran')
})
afterAll(() => server.stop())

type Told = { pageUrl?: string; consent?: boolean }

/** As the widget tells it, from a browser. @returns the status. */
async function tell(visitor: TestVisitor, told: Told, userAgent = chrome): Promise<number> {
  const headers = { 'content-type': 'text/plain;charset=UTF-8', 'user-agent': userAgent }
  const body = JSON.stringify({ token: visitor.token, ...told })
  return (await fetch(`${visitor.base}/whereabouts`, { method: 'POST', headers, body })).status
}

const whereaboutsOf = async (chatId: string, as = owner) =>
  (await as.client.request('GET /api/v1/chats/:chatId/whereabouts', { params: { chatId } })).data
const urlsOf = async (chatId: string) => (await whereaboutsOf(chatId)).pages.map(({ url }) => url)
const pageUrlOf = async (chatId: string) =>
  (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data.chat.pageUrl

async function given(page?: string) {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello', { pageUrl: page })
  return { visitor, chatId }
}

async function setConsentRequired(consentRequired: boolean): Promise<void> {
  const { data: widgets } = await owner.client.request('GET /api/v1/widgets')
  const params = { widgetId: widgets[0]?.id ?? '' }
  await owner.client.request('PATCH /api/v1/widgets/:widgetId', { params, body: { consentRequired } })
}

test('members see pages and device of a visitor from the first message on, and nobody else does', async () => {
  const visitor = await server.given.visitor(owner)
  expect(await tell(visitor, { pageUrl: 'https://shop.example.com/' })).toBe(404)
  const { chatId } = await visitor.say('Hello')
  expect(await whereaboutsOf(chatId)).toEqual({
    device: null,
    isConsentGiven: null,
    consentAt: null,
    isConsentRequired: false,
    pages: [],
  })
  expect(await tell(visitor, { pageUrl: 'https://shop.example.com/cups?size=2#at=secret' })).toBe(200)
  server.passTime(60_000)
  await tell(visitor, { pageUrl: 'https://shop.example.com/bowls' })
  server.passTime(60_000)
  await tell(visitor, { pageUrl: 'https://shop.example.com/cups?size=2' })
  const { device, pages } = await whereaboutsOf(chatId)
  expect(device).toBe('Chrome on Windows')
  expect(pages.map(({ url, views }) => [url, views])).toEqual([
    ['https://shop.example.com/cups?size=2', 2],
    ['https://shop.example.com/bowls', 1],
  ])
  const [first] = pages
  expect(Date.parse(first?.lastSeenAt ?? '') - Date.parse(first?.firstSeenAt ?? '')).toBeGreaterThanOrEqual(120_000)
  await expect(whereaboutsOf(chatId, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const { chatId: otherId } = await given()
  expect(await urlsOf(otherId)).toEqual([])
})

test('only web addresses of some length are taken, and the newest thirty are kept', async () => {
  const { visitor, chatId } = await given()
  for (const pageUrl of ['javascript:alert(1)', 'file:///etc/passwd', `https://shop.example.com/${'x'.repeat(2000)}`]) {
    expect(await tell(visitor, { pageUrl })).toBe(400)
  }
  const longest = (n: number) => `https://shop.example.com/${String(n).padEnd(1975, 'ก')}`
  for (let n = 0; n < 33; n += 1) {
    server.passTime(1000)
    expect(await tell(visitor, { pageUrl: longest(n) })).toBe(200)
  }
  expect(await urlsOf(chatId)).toEqual(Array.from({ length: 30 }, (_, at) => longest(32 - at)))
})

test('where the widget asks for consent nothing is kept without it, nor once it is taken back', async () => {
  const page = 'https://shop.example.com/cups'
  const { visitor, chatId } = await given(page)
  await tell(visitor, { pageUrl: page })
  await setConsentRequired(true)
  // A page that was loaded before does not know yet.
  await tell(visitor, { pageUrl: page })
  const nothing = { device: null, pages: [], isConsentRequired: true }
  expect(await whereaboutsOf(chatId)).toEqual({ ...nothing, isConsentGiven: null, consentAt: null })
  await tell(visitor, { consent: true, pageUrl: page })
  const consented = await whereaboutsOf(chatId)
  expect(consented).toMatchObject({ device: 'Chrome on Windows', isConsentGiven: true, pages: [{ url: page }] })
  server.passTime(60_000)
  await tell(visitor, { consent: true, pageUrl: page })
  expect((await whereaboutsOf(chatId)).consentAt).toBe(consented.consentAt)
  await tell(visitor, { consent: false, pageUrl: page })
  const withdrawn = await whereaboutsOf(chatId)
  expect(withdrawn).toEqual({ ...nothing, isConsentGiven: false, consentAt: expect.any(String) })
  expect(withdrawn.consentAt).not.toBe(consented.consentAt)
  await setConsentRequired(false)
})

test('where the page asks for consent, and it is taken back, the page where the chat began is forgotten as well', async () => {
  const page = 'https://shop.example.com/cups'
  const { visitor, chatId } = await given(page)
  await tell(visitor, { consent: true, pageUrl: page })
  expect(await pageUrlOf(chatId)).toBe(page)
  await tell(visitor, { consent: false })
  expect(await pageUrlOf(chatId)).toBeNull()
  expect(await whereaboutsOf(chatId)).toMatchObject({ device: null, isConsentGiven: false, pages: [] })
})

test('a member who has the chat on screen is told that there is something new, by no event of the chat', async () => {
  const { visitor, chatId } = await given()
  const before = (await visitor.resume()).chat?.lastSeq
  const signal = AbortSignal.timeout(20_000)
  const inbox = readEventStream<InboxEvent>(
    await owner.client.stream('GET /api/v1/inbox/stream', { query: { chatId }, signal }),
  )
  for await (const event of inbox) {
    if (event.type === 'ready') await tell(visitor, { pageUrl: 'https://shop.example.com/cups' })
    if (event.type === 'passing' && event.event.type === 'whereabouts') break
  }
  expect((await visitor.resume()).chat?.lastSeq).toBe(before)
})
