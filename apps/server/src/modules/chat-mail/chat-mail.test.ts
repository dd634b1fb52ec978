import type { Message, VisitorProfile } from '@minichat/contracts'
import type { SendMailOptions } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringMail } from '../../testing/bring-mail.ts'
import { caughtUp } from '../../testing/caught-up.ts'
import { freePort } from '../../testing/free-port.ts'
import { type Received, startSmtpInbox } from '../../testing/smtp-inbox.ts'
import { newClientMessageId, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { mailMaxBytes, mailsPerThread } from './mail-receiver.ts'

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
    INBOUND_MAIL_ADDRESS: 'Reply@in.mali.example',
    INBOUND_MAIL_PORT: String(port),
  })
  owner = await server.given.owner()
  await owner.client.request('PATCH /api/v1/chat-mail', { body: { afterSeconds: 0 } })
})
afterAll(async () => {
  await server.stop()
  await inbox.stop()
})

const params = (chatId: string) => ({ params: { chatId } })
const reply = async (chatId: string, text: string) =>
  (
    await owner.client.request('POST /api/v1/chats/:chatId/messages', {
      ...params(chatId),
      body: { clientMessageId: newClientMessageId(), text },
    })
  ).data
const chatOf = async (chatId: string) => (await owner.client.request('GET /api/v1/chats/:chatId', params(chatId))).data
const newest = async (chatId: string): Promise<Message | undefined> => (await chatOf(chatId)).messages.at(-1)

/** Whatever is to be mailed by now is. */
async function mailAll() {
  await caughtUp(server)
  await server.runQueue()
}

let visitors = 0
/** A visitor with an address who has asked something and gone. */
async function whoLeft(more: { locale?: 'en' | 'th'; pageUrl?: string } = {}) {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Do you ship to Chiang Mai?', more)
  // Whoever follows a chat is there for a while after.
  await expect.poll(async () => (await newest(chatId))?.author.kind, { timeout: 10_000 }).toBe('ai')
  const email = `visitor${(visitors += 1)}@example.com`
  await visitor.act<VisitorProfile>('profile', { email })
  return { visitor, chatId, email }
}

/** The same, with a reply that was mailed. */
async function mailed(text = 'Yes, within two days.') {
  const left = await whoLeft()
  await reply(left.chatId, text)
  await mailAll()
  const [received] = await inbox.mailsTo(left.email)
  return { ...left, received: received as Received, address: replyTo(received as Received) }
}

const replyTo = ({ mail }: Received) => mail.replyTo?.value[0]?.address ?? ''

const post = (mail: Parameters<typeof bringMail>[1]) => bringMail(port, mail)

test('a reply that was not read reaches the visitor by mail, once, and what they answer goes on in the chat', async () => {
  const { chatId, email, visitor } = await whoLeft({ pageUrl: 'https://shop.example.com/cups?size=2' })
  await reply(chatId, 'Yes, within *two* days.')
  await reply(chatId, 'Which cup is it?')
  await mailAll()
  const [first] = await inbox.mailsTo(email)
  expect(first?.mail).toMatchObject({ subject: 'Your chat with Mali Ceramics' })
  expect(first?.mail.from?.value).toEqual([{ name: 'Mali Ceramics', address: 'chat@mali.example' }])
  const text = first?.mail.text ?? ''
  expect(text.indexOf('Yes, within *two* days.')).toBeLessThan(text.indexOf('Which cup is it?'))
  expect(text).toContain('You:\nDo you ship to Chiang Mai?')
  expect(text).toContain('https://shop.example.com/cups?size=2')
  expect(first?.mail.headers.get('auto-submitted')).toBe('auto-generated')
  const address = replyTo(first as Received)
  expect(address).toMatch(/^reply\+[a-z2-7]{32}@in\.mali\.example$/)

  const said = await post({
    from: email,
    to: address,
    messageId: '<answer-1@example.com>',
    inReplyTo: first?.mail.messageId ?? '',
    text: `The blue one, สีฟ้า.\n\nOn Thu, 26 Nov 2026 at 14:41, Mali <${address}> wrote:\n\n> ${text.replaceAll('\n', '\n> ')}`,
  })
  expect(said).toMatch(/^250 /)
  const { messages, chat } = await chatOf(chatId)
  expect(messages.at(-1)).toMatchObject({
    author: { kind: 'visitor' },
    text: 'The blue one, สีฟ้า.',
    // It came by a server of our own, unsigned.
    mail: { from: null, isVerified: false, attachments: [] },
  })
  // Whoever answers a mail has read it.
  expect(chat).toMatchObject({ status: 'open', handledBy: 'member' })
  expect(chat.marks.visitorReadSeq).toBe(messages.findLast(({ author }) => author.kind === 'member')?.seq)
  expect((await visitor.resume()).messages.at(-1)?.text).toBe('The blue one, สีฟ้า.')

  await mailAll()
  expect(inbox.received.filter(({ mail }) => mail.text?.includes('Which cup'))).toHaveLength(1)
  await reply(chatId, 'It is on its way.')
  await mailAll()
  const [, second] = await inbox.mailsTo(email, 2)
  expect(second?.mail.text).toContain('It is on its way.')
  expect(second?.mail.inReplyTo).toBe('<answer-1@example.com>')
  expect(second?.mail.references).toEqual([first?.mail.messageId, '<answer-1@example.com>'])
  expect(second?.mail.subject).toBe(first?.mail.subject)
})

test('a visitor who writes Thai is written to in Thai', async () => {
  const { chatId, email } = await whoLeft({ locale: 'th' })
  await reply(chatId, 'ส่งได้ค่ะ')
  await mailAll()
  const [received] = await inbox.mailsTo(email)
  expect(received?.mail.subject).toBe('แชทของคุณกับ Mali Ceramics')
  expect(received?.mail.text).toContain('ส่งได้ค่ะ')
})

test('nothing is mailed to who is there, has read it, or left no address', async () => {
  const { chatId, email, visitor } = await whoLeft()
  const here = new AbortController()
  const following = (async () => {
    for await (const event of visitor.stream(0, here.signal)) if (event.type === 'ready') break
  })()
  await following
  const { seq } = await reply(chatId, 'Seen in the chat')
  await visitor.act('marks', { readSeq: seq })
  const nobody = await server.given.visitor(owner)
  const { chatId: nameless } = await nobody.say('Hello')
  await reply(nameless, 'Hello, stranger')
  await mailAll()
  await server.runJob('chat-mail.send', { workspaceId: owner.workspaceId, chatId })
  await server.runJob('chat-mail.send', { workspaceId: owner.workspaceId, chatId: nameless })
  expect(await server.db.query('select 1 from mails where to_address = $1', [email])).toEqual([])
})

test('who keeps the page open is looked at again, and mailed once they are gone', async () => {
  const { chatId, email, visitor } = await whoLeft()
  const leaving = new AbortController()
  const events = visitor.stream(0, leaving.signal)
  await events.next()
  await reply(chatId, 'Are you still there?')
  const job = () => server.runJob('chat-mail.send', { workspaceId: owner.workspaceId, chatId })
  await job()
  expect(await server.db.query('select 1 from mails where to_address = $1', [email])).toEqual([])
  leaving.abort()
  await events.return(undefined).catch(() => {})
  await expect
    .poll(
      async () => {
        await job()
        return (await server.db.query('select 1 from mails where to_address = $1', [email])).length
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe(1)
})

test('the job run twice mails once', async () => {
  const { chatId, email } = await whoLeft()
  await reply(chatId, 'Only once, please')
  const job = () => server.runJob('chat-mail.send', { workspaceId: owner.workspaceId, chatId })
  await Promise.all([job(), job()])
  await job()
  await mailAll()
  expect(await inbox.mailsTo(email)).toHaveLength(1)
})

test('no note is in a mail', async () => {
  const { chatId, email } = await whoLeft()
  const note = { clientNoteId: newClientMessageId(), text: 'xyzzy-between-us', mentions: [] }
  await owner.client.request('POST /api/v1/chats/:chatId/notes', { ...params(chatId), body: note })
  await reply(chatId, 'Between you and me')
  await mailAll()
  const [received] = await inbox.mailsTo(email)
  expect(received?.mail.text).toContain('Between you and me')
  expect(`${received?.raw} ${received?.mail.text} ${received?.mail.html}`).not.toContain('xyzzy')
})

test('the same mail is taken once, however often it is brought', async () => {
  const { chatId, email, address } = await mailed()
  const mail = { from: email, to: address, messageId: '<again@example.com>', text: 'Thank you!' }
  expect(await post(mail)).toMatch(/^250 /)
  expect(await post(mail)).toMatch(/^250 /)
  expect((await chatOf(chatId)).messages.filter(({ text }) => text === 'Thank you!')).toHaveLength(1)
})

test('an answer opens a closed chat again, with the member who had it', async () => {
  const { chatId, email, address } = await mailed()
  await owner.client.request('POST /api/v1/chats/:chatId/close', params(chatId))
  await post({ from: email, to: address, text: 'One thing more' })
  const { chat } = await chatOf(chatId)
  expect(chat).toMatchObject({ status: 'open', handledBy: 'member', memberId: owner.me.user.id })
  expect((await newest(chatId))?.text).toBe('One thing more')
})

test('where the AI has the chat, it answers the mail, and that is mailed too', async () => {
  const { chatId, email, address } = await mailed()
  await owner.client.request('POST /api/v1/chats/:chatId/hand-back', params(chatId))
  await post({ from: email, to: address, text: 'What are your opening hours?' })
  await expect.poll(async () => (await newest(chatId))?.author.kind, { timeout: 10_000 }).toBe('ai')
  await mailAll()
  const [, answer] = await inbox.mailsTo(email, 2)
  expect(answer?.mail.text).toContain((await newest(chatId))?.text)
})

test('who answers from elsewhere is named, and reads nothing for the visitor', async () => {
  const { chatId, address } = await mailed()
  await post({ from: 'other@example.net', to: address, text: 'I have this link' })
  expect((await newest(chatId))?.mail).toEqual({
    from: 'other@example.net',
    isVerified: false,
    attachments: [],
  })
  expect((await chatOf(chatId)).chat.marks.visitorReadSeq).toBe(0)
})

test('attachments are named and not kept', async () => {
  const { chatId, email, address } = await mailed()
  const attachments = [{ filename: 'บิล.pdf', content: Buffer.alloc(300_000, 'secret-bytes') }]
  await post({ from: email, to: address, text: 'Here it is', attachments })
  expect((await newest(chatId))?.mail?.attachments).toEqual(['บิล.pdf'])
  await post({ from: email, to: address, text: '', attachments })
  expect((await newest(chatId))?.text).toBe('📎 บิล.pdf')
})

test.each<[string, SendMailOptions]>([
  ['a holiday notice', { headers: { 'Auto-Submitted': 'auto-replied' } }],
  ['a list', { headers: { Precedence: 'list' } }],
  ['a bounce', { envelope: { from: '', to: '' } }],
])('%s is taken and left out', async (_what, more) => {
  const { chatId, email, address } = await mailed()
  const before = (await chatOf(chatId)).chat.lastSeq
  const envelope = more.envelope ? { from: '', to: address } : { from: email, to: address }
  expect(await post({ from: email, to: address, text: 'I am away', ...more, envelope })).toMatch(/^250 /)
  expect((await chatOf(chatId)).chat.lastSeq).toBe(before)
})

test('no other address takes anything, nor one whose signature is not ours', async () => {
  const { address } = await mailed()
  const other = (await mailed()).address
  const [local = '', domain = ''] = address.split('@')
  const swapped = `${local.slice(0, -16)}${other.split('@')[0]?.slice(-16)}@${domain}`
  const guessed = `${local.slice(0, -1)}${local.endsWith('a') ? 'b' : 'a'}@${domain}`
  for (const to of [swapped, guessed, `reply@${domain}`, `someone@${domain}`, `${local}@elsewhere.example`]) {
    expect(await post({ from: 'a@example.com', to, text: 'Let me in' })).toMatch(/^550 /)
  }
  // As some servers change it.
  expect(await post({ from: 'a@example.com', to: address.toUpperCase(), text: 'Me' })).toMatch(/^250 /)
})

test('a blocked visitor, spam and an erased chat take nothing and are written nothing', async () => {
  const blocked = await mailed()
  await owner.client.request('POST /api/v1/chats/:chatId/block', {
    ...params(blocked.chatId),
    body: { isBlocked: true },
  })
  expect(await post({ from: blocked.email, to: blocked.address, text: 'Again' })).toMatch(/^550 /)

  const erased = await mailed()
  await reply(erased.chatId, 'Not to be mailed')
  await erased.visitor.act('erase')
  expect(await post({ from: erased.email, to: erased.address, text: 'Again' })).toMatch(/^550 /)
  await mailAll()
  expect(inbox.received.filter(({ mail }) => mail.text?.includes('Not to be mailed'))).toEqual([])
  const left = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query('select 1 from chat_mails where session_id = $1', [erased.chatId]),
  )
  expect(left).toEqual([])
})

test('what is too large, or too much, is refused', async () => {
  const { email, address } = await mailed()
  const attachments = [{ filename: 'film.mov', content: Buffer.alloc(mailMaxBytes) }]
  expect(await post({ from: email, to: address, text: 'Look', attachments })).toMatch(/^552 /)
  const answers: string[] = []
  for (let n = 0; n <= mailsPerThread; n += 1) answers.push(await post({ from: email, to: address, text: `No. ${n}` }))
  expect(answers.filter((said) => said.startsWith('250'))).toHaveLength(mailsPerThread)
  expect(answers.at(-1)).toMatch(/^450 /)
})

test('a visitor ends the mails of a chat by the link, or by one click of their mail program; looking ends nothing', async () => {
  const { chatId, email, received } = await mailed()
  const header = JSON.stringify(received.mail.headers.get('list'))
  const url = new URL(/https?:\/\/[^"<>\s]+\/mail\/stop\/[a-z2-7]+/.exec(header)?.[0] ?? '')
  expect(received.mail.text).toContain(url.href)
  expect(received.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  const page = await fetch(url)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form method="post">')])
  await reply(chatId, 'Looking ended nothing')
  await mailAll()
  await inbox.mailsTo(email, 2)

  const ended = await fetch(url, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })
  expect([ended.status, await ended.text()]).toEqual([200, expect.stringContaining('no more mails')])
  const form = new FormData()
  form.set('List-Unsubscribe', 'One-Click')
  expect((await fetch(url, { method: 'POST', body: form })).status).toBe(200)
  await reply(chatId, 'This stays in the chat')
  await mailAll()
  await server.runJob('chat-mail.send', { workspaceId: owner.workspaceId, chatId })
  expect(inbox.received.filter(({ mail }) => mail.text?.includes('This stays'))).toEqual([])
})

test('a link that was made for answers ends no mails, and one that nobody made is gone', async () => {
  const { address } = await mailed()
  const token = /\+([a-z2-7]{32})@/.exec(address)?.[1]
  for (const path of [token, 'a'.repeat(32), 'x']) {
    expect((await fetch(`${server.url}/mail/stop/${path}`, { method: 'POST' })).status).toBe(404)
  }
})

test('a workspace switches it off', async () => {
  const { data } = await owner.client.request('PATCH /api/v1/chat-mail', { body: { isOn: false } })
  expect(data).toMatchObject({ isOn: false, afterSeconds: 0, canSend: true, canReceive: true })
  const { chatId, email } = await whoLeft()
  await reply(chatId, 'Nobody is mailed')
  await mailAll()
  await server.runJob('chat-mail.send', { workspaceId: owner.workspaceId, chatId })
  expect(await server.db.query('select 1 from mails where to_address = $1', [email])).toEqual([])
})

test('members see the setting and may not change it; unless said otherwise it is on', async () => {
  await using plain = await startTestApp()
  const member = await plain.given.colleague(await plain.given.owner(), 'member')
  const change = member.client.request('PATCH /api/v1/chat-mail', { body: { isOn: false } })
  await expect(change).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const { data } = await member.client.request('GET /api/v1/chat-mail')
  expect(data).toEqual({
    isOn: true,
    afterSeconds: 120,
    asksRating: false,
    ratingAfterMinutes: 60,
    canSend: false,
    canReceive: false,
  })
})
