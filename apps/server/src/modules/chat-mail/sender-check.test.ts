import { generateKeyPairSync } from 'node:crypto'
import type { VisitorProfile } from '@minichat/contracts'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import type { SendMailOptions } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringMail } from '../../testing/bring-mail.ts'
import { caughtUp } from '../../testing/caught-up.ts'
import { freePort } from '../../testing/free-port.ts'
import { startSmtpInbox } from '../../testing/smtp-inbox.ts'
import { newClientMessageId, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'der' },
})
const key = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`

/** What the domains of senders say. Mails come from 127.0.0.1. */
const zone: Record<string, string> = {
  'signing.example': 'v=spf1 -all',
  'k._domainkey.signing.example': key,
  '_dmarc.signing.example': 'v=DMARC1; p=none',
  'strict.example': 'v=spf1 -all',
  'k._domainkey.strict.example': key,
  '_dmarc.strict.example': 'v=DMARC1; p=reject',
  'listing.example': 'v=spf1 ip4:127.0.0.1 -all',
  'elsewhere.example': 'v=spf1 ip4:192.0.2.7 -all',
  'k._domainkey.stranger.example': key,
}
let isDnsDown = false
let lookups = 0
async function resolveDns(name: string, type: string): Promise<string[][]> {
  lookups += 1
  if (isDnsDown) throw Object.assign(new Error('No answer'), { code: 'ETIMEOUT' })
  const text = type === 'TXT' ? zone[name] : undefined
  if (text === undefined) throw Object.assign(new Error('No such name'), { code: 'ENOTFOUND' })
  return [[text]]
}

let inbox: Awaited<ReturnType<typeof startSmtpInbox>>
let server: TestApp
let owner: Person
let port: number

beforeAll(async () => {
  inbox = await startSmtpInbox()
  port = await freePort()
  const env = {
    SMTP_URL: inbox.url,
    MAIL_FROM: 'MiniChat <chat@mali.example>',
    INBOUND_MAIL_ADDRESS: 'reply@in.mali.example',
    INBOUND_MAIL_PORT: String(port),
    // So that this machine is none.
    INBOUND_MAIL_RELAYS: '192.0.2.1',
  }
  server = await startTestApp(env, { resolveDns })
  owner = await server.given.owner()
  await owner.client.request('PATCH /api/v1/chat-mail', { body: { afterSeconds: 0 } })
})
afterAll(async () => {
  await server.stop()
  await inbox.stop()
})

/** A chat whose visitor has an address, and the address for answers that was mailed to them. */
async function mailed(email: string) {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  const params = { chatId }
  await visitor.act<VisitorProfile>('profile', { email })
  await owner.client.request('POST /api/v1/chats/:chatId/messages', {
    params,
    body: { clientMessageId: newClientMessageId(), text: 'Yes.' },
  })
  await caughtUp(server)
  await server.runQueue()
  const [received] = await inbox.mailsTo(email)
  const to = received?.mail.replyTo?.value[0]?.address ?? ''
  return {
    /**
     * @param write the whole mail, in place of what the options say.
     * @returns what the server said, and how the words stand in the chat.
     */
    async answer(mail: SendMailOptions, write?: (mail: string) => Promise<string>) {
      const text = `Answer ${newClientMessageId()}`
      const plain = `From: ${email}\r\nTo: ${to}\r\nSubject: Re: chat\r\n\r\n${text}\r\n`
      const written = write ? { raw: await write(plain), envelope: { from: email, to } } : {}
      const said = await bringMail(port, { from: email, to, text, ...mail, ...written })
      const { messages, chat } = (await owner.client.request('GET /api/v1/chats/:chatId', { params })).data
      const stored = messages.find((message) => message.text === text)
      return { code: said.slice(0, 3), mail: stored?.mail, isRead: chat.marks.visitorReadSeq > 0 }
    },
  }
}

const signedBy = (domainName: string): SendMailOptions => ({
  dkim: { domainName, keySelector: 'k', privateKey },
})
const taken = (isVerified: boolean, from: string | null = null) => ({
  code: '250',
  mail: { from, isVerified, attachments: [] },
})
const refused = { code: '550', mail: undefined }

test('a mail is verified by a signature of its domain, or by where its domain says that mails come from', async () => {
  const signing = await mailed('me@signing.example')
  expect(await signing.answer(signedBy('signing.example'))).toMatchObject({ ...taken(true), isRead: true })
  const listing = await mailed('me@listing.example')
  expect(await listing.answer({})).toMatchObject(taken(true))
})

test('what fails is taken from the visitor’s own address, marked, and reads nothing; unless its domain wants it refused', async () => {
  const signing = await mailed('you@signing.example')
  expect(await signing.answer({})).toMatchObject({ ...taken(false), isRead: false })
  // A stranger's signature is right, and proves the stranger.
  expect(await signing.answer(signedBy('stranger.example'))).toMatchObject(taken(false))
  const strict = await mailed('you@strict.example')
  expect(await strict.answer({})).toMatchObject(refused)
  expect(await strict.answer(signedBy('strict.example'))).toMatchObject(taken(true))
})

test('what fails from another address than the visitor’s is refused; what passes is named', async () => {
  const { answer } = await mailed('them@listing.example')
  expect(await answer({ from: 'other@signing.example' })).toMatchObject(refused)
  expect(await answer({ from: 'other@elsewhere.example' })).toMatchObject(refused)
  const signed = { from: 'other@signing.example', ...signedBy('signing.example') }
  expect(await answer(signed)).toMatchObject(taken(true, 'other@signing.example'))
})

test('what nothing is said of is taken and not verified, as is what cannot be looked up', async () => {
  const silent = await mailed('me@silent.example')
  expect(await silent.answer({})).toMatchObject(taken(false))
  expect(await silent.answer({ from: 'other@silent2.example' })).toMatchObject(taken(false, 'other@silent2.example'))
  const strict = await mailed('me@strict.example')
  isDnsDown = true
  expect(await strict.answer({})).toMatchObject(taken(false))
  isDnsDown = false
})

test('a signature over other words, or over a part of them, verifies nothing', async () => {
  const { answer } = await mailed('part@signing.example')
  const stale = 'v=1; a=rsa-sha256; c=relaxed/relaxed; d=signing.example; s=k; h=from; bh=AAAA; b=AAAA'
  expect(await answer({ headers: { 'DKIM-Signature': stale } })).toMatchObject(taken(false))
  const partly = await answer({}, async (mail) => {
    const options = { signingDomain: 'signing.example', selector: 'k', privateKey, maxBodyLength: 6 }
    const { signatures } = await dkimSign(mail, { ...options, signatureData: [options] })
    expect(signatures).toMatch(/[; ]l=6;/)
    return signatures + mail
  })
  expect(partly).toMatchObject(taken(false))
})

test('a mail cannot make the server look up without end', async () => {
  const { answer } = await mailed('many@signing.example')
  const signatures = Array.from({ length: 300 }, (_, at) => ({
    key: 'DKIM-Signature',
    value: `v=1; a=rsa-sha256; c=relaxed/relaxed; d=signing.example; s=k${at}; h=from; bh=AAAA; b=AAAA`,
  }))
  lookups = 0
  expect(await answer({ headers: signatures })).toMatchObject(taken(false))
  expect(lookups).toBeLessThan(50)
})
