import type { VisitorProfile } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringMail } from '../../testing/bring-mail.ts'
import { caughtUp } from '../../testing/caught-up.ts'
import { freePort } from '../../testing/free-port.ts'
import { startSmtpInbox } from '../../testing/smtp-inbox.ts'
import { type Person, startTestApp, type TestApp, type TestVisitor } from '../../testing/test-app.ts'

const dayMs = 86_400_000

let inbox: Awaited<ReturnType<typeof startSmtpInbox>>
let server: TestApp
let owner: Person
let port: number

beforeAll(async () => {
  inbox = await startSmtpInbox()
  port = await freePort()
  server = await startTestApp({
    SMTP_URL: inbox.url,
    MAIL_FROM: 'MiniChat <chat@mali.example>',
    INBOUND_MAIL_ADDRESS: 'reply@in.mali.example',
    INBOUND_MAIL_PORT: String(port),
  })
  owner = await server.given.owner()
  await owner.client.request('PATCH /api/v1/chat-mail', { body: { asksRating: true, ratingAfterMinutes: 0 } })
})
afterAll(async () => {
  await server.stop()
  await inbox.stop()
})

const fetchChat = async (chatId: string) =>
  (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data
const chatOf = async (chatId: string) => (await fetchChat(chatId)).chat
const close = (chatId: string) => owner.client.request('POST /api/v1/chats/:chatId/close', { params: { chatId } })
const queuedTo = (email: string) => server.db.query('select 1 from mails where to_address = $1', [email])

let made = 0
/** A visitor with an address who was answered and has gone. */
async function answered({ locale = 'en', email = `rater${(made += 1)}@example.com` } = {}) {
  const visitor = await server.given.visitor(owner)
  return { ...(await answeredAgain(visitor, locale)), email: await give(visitor, email) }
}
async function answeredAgain(visitor: TestVisitor, locale = 'en') {
  const { chatId } = await visitor.say('Hello', { locale })
  await expect.poll(async () => (await fetchChat(chatId)).messages.at(-1)?.author.kind, { timeout: 10_000 }).toBe('ai')
  return { visitor, chatId }
}
async function give(visitor: TestVisitor, email: string) {
  await visitor.act<VisitorProfile>('profile', { email })
  return email
}

/** Whatever is to be mailed by now is. */
async function mailAll() {
  await caughtUp(server)
  await server.runQueue()
}

/** The mail that asks a visitor, with its links. */
async function asked(options: Parameters<typeof answered>[0] = {}) {
  const one = await answered(options)
  await close(one.chatId)
  await mailAll()
  const [received] = await inbox.mailsTo(one.email)
  const text = received?.mail.text ?? ''
  const [bad = '', okay = '', good = ''] = text.match(/http\S+\/mail\/rate\/\S+/g) ?? []
  const stop = /http\S+\/mail\/stop-ratings\/\S+/.exec(text)?.[0] ?? ''
  return { ...one, received, bad, okay, good, stop }
}

const askJob = (chatId: string) => server.runJob('chat-mail.ask_rating', { workspaceId: owner.workspaceId, chatId })

/** What is done some days from now; the queue keeps the time of the database. */
async function later<T>(days: number, work: () => Promise<T>): Promise<T> {
  server.passTime(days * dayMs)
  try {
    return await work()
  } finally {
    server.passTime(-days * dayMs)
  }
}

const look = async (url: string) => {
  const response = await fetch(url)
  return { status: response.status, html: await response.text() }
}
const send = async (url: string, fields: Record<string, string>) => {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) })
  return { status: response.status, html: await response.text() }
}

test('after the end a visitor who has left is asked once; the links only show a page, its button rates, a comment may follow', async () => {
  const { chatId, email, received, bad, okay, good } = await asked()
  expect(received?.mail).toMatchObject({ subject: 'How was your chat with Mali Ceramics?' })
  expect(received?.mail.from?.value).toEqual([{ name: 'Mali Ceramics', address: 'chat@mali.example' }])
  expect(received?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect([bad, okay, good].map((url) => new URL(url).search)).toEqual(['?rating=1', '?rating=2', '?rating=3'])

  // As programs do that look through mails.
  for (const url of [bad, okay, good]) {
    const { status, html } = await look(url)
    expect([status, /value="(\d)" required checked/.exec(html)?.[1]]).toEqual([200, new URL(url).search.at(-1)])
    expect(html).toContain('<html lang="en">')
    expect(html).not.toContain('<script')
  }
  expect(await chatOf(chatId)).toMatchObject({ rating: null })

  const rated = await send(good, { rating: '3' })
  expect([rated.status, rated.html]).toEqual([200, expect.stringContaining('Thank you!')])
  expect(await chatOf(chatId)).toMatchObject({ status: 'closed', rating: 3, ratingComment: null })
  const comment = 'Quick & kind\r\nขอบคุณค่ะ'
  expect((await send(good, { rating: '3', comment })).html).not.toContain('<form')
  expect(await chatOf(chatId)).toMatchObject({ rating: 3, ratingComment: 'Quick & kind\nขอบคุณค่ะ' })

  await askJob(chatId)
  expect(await queuedTo(email)).toHaveLength(1)
})

test('what is no rating stores nothing, and a mail can be answered as those with replies', async () => {
  const { chatId, email, received, okay } = await asked()
  for (const fields of [{ rating: '4' }, { comment: 'Only words' }, { rating: '1', comment: 'x'.repeat(1001) }]) {
    expect((await send(okay, fields as Record<string, string>)).html).toContain('type="radio"')
  }
  expect(await chatOf(chatId)).toMatchObject({ rating: null, ratingComment: null })
  const to = received?.mail.replyTo?.value[0]?.address ?? ''
  expect(await bringMail(port, { from: email, to, text: 'One thing more' })).toMatch(/^250 /)
  expect((await chatOf(chatId)).status).toBe('open')
})

test('a visitor who writes Thai is asked in Thai, on the page as well', async () => {
  const { received, bad } = await asked({ locale: 'th' })
  expect(received?.mail.subject).toBe('แชทกับ Mali Ceramics เป็นอย่างไรบ้าง')
  expect((await look(bad)).html).toMatch(/<html lang="th">.*ไม่ดี/s)
  expect((await send(bad, { rating: '1' })).html).toContain('ขอบคุณ')
})

test('nobody can guess a link or use one for something else, and it ends after two weeks', async () => {
  const { chatId, stop, good } = await asked()
  const token = (url: string) => new URL(url).pathname.split('/').at(-1) ?? ''
  const last = token(good).at(-1) === 'a' ? 'b' : 'a'
  for (const other of [token(stop), token(good).slice(0, -1) + last, 'a'.repeat(32), 'x']) {
    expect((await send(`${server.url}/mail/rate/${other}`, { rating: '1' })).status).toBe(404)
  }
  expect(await later(13.9, async () => (await look(good)).status)).toBe(200)
  expect(await later(14, async () => (await look(good)).status)).toBe(404)
  expect(await later(14, async () => (await send(good, { rating: '1' })).status)).toBe(404)
  expect(await chatOf(chatId)).toMatchObject({ rating: null })
})

test('who has rated, is there, gave no address, was never answered, or whose chat is open again is not asked', async () => {
  const rated = await answered()
  const there = await answered()
  const nameless = await answeredAgain(await server.given.visitor(owner))
  const goesOn = await answered()
  const here = new AbortController()
  await there.visitor.stream(0, here.signal).next()
  for (const { chatId } of [rated, there, nameless, goesOn]) await close(chatId)
  await rated.visitor.act('rate', { rating: 2 })
  await owner.client.request('POST /api/v1/chats/:chatId/reopen', { params: { chatId: goesOn.chatId } })
  await owner.client.request('PATCH /api/v1/workspace', { body: { aiPaused: true } })
  const unanswered = await server.given.visitor(owner)
  const { chatId } = await unanswered.say('Anybody?')
  const unansweredEmail = await give(unanswered, 'unanswered@example.com')
  await close(chatId)
  await mailAll()
  await owner.client.request('PATCH /api/v1/workspace', { body: { aiPaused: false } })
  for (const email of [rated.email, there.email, goesOn.email, unansweredEmail])
    expect(await queuedTo(email)).toEqual([])
  here.abort()
})

test('one person is asked once in a week, whichever chat it is and whoever says to be them', async () => {
  const { visitor, email } = await asked()
  await visitor.resume({ startNew: true })
  const { chatId } = await answeredAgain(visitor)
  const other = await answered({ email: email.toUpperCase() })
  for (const id of [chatId, other.chatId]) await close(id)
  await mailAll()
  expect([await queuedTo(email), await queuedTo(other.email)].flat()).toHaveLength(1)
  await later(6.9, () => askJob(chatId))
  expect(await queuedTo(email)).toHaveLength(1)
  await later(7.1, () => Promise.all([askJob(chatId), askJob(other.chatId), askJob(chatId)]))
  expect([await queuedTo(email), await queuedTo(other.email)].flat()).toHaveLength(2)
})

test('who wants no more of it is not asked again, also not as another visitor; looking at the link ends nothing', async () => {
  const [tired, patient] = [await asked(), await asked()]
  for (const { stop } of [tired, patient]) expect((await look(stop)).html).toContain('<form method="post">')
  expect((await send(tired.stop, { 'List-Unsubscribe': 'One-Click' })).html).toContain('not asked by mail any more')
  for (const { email } of [tired, patient]) {
    const { chatId } = await answered({ email })
    await close(chatId)
    await later(8, () => askJob(chatId))
  }
  expect([await queuedTo(tired.email), await queuedTo(patient.email)].map(({ length }) => length)).toEqual([1, 2])
})

test('blocked visitors, spam and erased chats are not asked, and nothing is left of who was', async () => {
  const blocked = await answered()
  const spam = await answered()
  const erased = await asked()
  const params = (chatId: string) => ({ params: { chatId } })
  await owner.client.request('POST /api/v1/chats/:chatId/block', {
    ...params(blocked.chatId),
    body: { isBlocked: true },
  })
  await close(blocked.chatId)
  await owner.client.request('POST /api/v1/chats/:chatId/spam', { ...params(spam.chatId), body: { isSpam: true } })
  await mailAll()
  expect([await queuedTo(blocked.email), await queuedTo(spam.email)]).toEqual([[], []])
  await erased.visitor.act('erase')
  expect((await look(erased.good)).status).toBe(404)
  const left = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query('select 1 from rating_mails where session_id = $1', [erased.chatId]),
  )
  expect(left).toEqual([])
})

test('unless a workspace switches it on nobody is asked, and the setting is told in the audit log', async () => {
  const { data } = await owner.client.request('PATCH /api/v1/chat-mail', { body: { asksRating: false } })
  expect(data).toMatchObject({ isOn: true, asksRating: false, ratingAfterMinutes: 0 })
  const { chatId, email } = await answered()
  await close(chatId)
  await mailAll()
  await askJob(chatId)
  expect(await queuedTo(email)).toEqual([])
  const { data: log } = await owner.client.request('GET /api/v1/audit', { query: { action: 'chat.mail_changed' } })
  expect(log[0]).toMatchObject({ before: { asksRating: true }, after: { asksRating: false } })
})
