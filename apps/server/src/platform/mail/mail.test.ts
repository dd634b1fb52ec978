import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startServerProcess } from '../../testing/server-process.ts'
import { startSmtpInbox } from '../../testing/smtp-inbox.ts'
import { startTestApp, type TestApp } from '../../testing/test-app.ts'
import { createTestDatabase } from '../../testing/test-database.ts'
import { createDatabase } from '../database/database.ts'
import { createHub } from '../realtime/hub.ts'
import { createSecrets } from '../secrets/secrets.ts'
import { createLog } from '../telemetry/log.ts'
import { createMail, type Letter, mailTopic } from './mail.ts'
import type { createMailModule } from './mail-module.ts'
import { createMailSender } from './mail-sender.ts'
import type { Message } from './transports/transport.ts'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function givenInbox(options: Parameters<typeof startSmtpInbox>[0] = {}) {
  const inbox = await startSmtpInbox(options)
  cleanUps.push(inbox.stop)
  return inbox
}

async function givenServer(env: Record<string, string> = {}) {
  const server = await startTestApp(env)
  cleanUps.push(server.stop)
  return server
}

const sending = (url: string) => ({
  SMTP_URL: url,
  MAIL_FROM: 'ร้านมะลิ <chat@mali.example>',
  MAIL_REPLY_TO: 'us@mali.example',
})

const mailOf = (server: TestApp) =>
  (server.app.modules.find((module) => module.name === 'mail') as ReturnType<typeof createMailModule>).mail

const send = (server: TestApp, letter: Letter) => server.db.global((tx) => mailOf(server).send(tx, letter))

const reset = (to: string, name = 'Mali'): Letter => ({
  to,
  locale: 'en',
  template: 'password-reset',
  values: { name, url: 'https://chat.example.com/reset#token=once-only' },
})

type Row = {
  id: string
  status: string
  attempts: number
  error: string | null
  values_sealed: string | null
  waits_ms: number
}
async function rowTo(server: TestApp, address: string): Promise<Row> {
  const [row] = await server.db.query<Row>(
    `select *, (extract(epoch from next_attempt_at - now()) * 1000)::float8 as waits_ms from mails where to_address = $1`,
    [address],
  )
  if (!row) throw new Error(`There is no mail to ${address}.`)
  return row
}

/** Waits for what happens in the background. */
const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 10_000 })

const errorOf = async (server: TestApp, address: string) => (await rowTo(server, address)).error ?? ''

/** Time passes, and a sender looks again, as it would by itself within 15 s. */
function later(server: TestApp, ms: number) {
  server.passTime(ms)
  server.hub.hint(mailTopic)
}

test('a Thai mail arrives whole, as text and as HTML, from the configured sender, and says that a program wrote it', async () => {
  const inbox = await givenInbox()
  const server = await givenServer(sending(inbox.url))
  expect(mailOf(server).isConfigured).toBe(true)
  await send(server, {
    to: 'somchai@example.com',
    locale: 'th',
    template: 'invitation',
    values: {
      inviter: 'มะลิ ใจดี',
      workspace: 'ร้านเซรามิก “มะลิ” & เพื่อน',
      role: 'admin',
      url: 'https://chat.example.com/invitation#token=once-only',
      expiresAt: '2026-11-30T03:00:00.000Z',
    },
  })
  const [received] = await inbox.mailsTo('somchai@example.com')
  const { mail, raw } = received ?? {}
  expect(mail?.subject).toBe('มะลิ ใจดี เชิญคุณเข้าร่วม ร้านเซรามิก “มะลิ” & เพื่อน')
  expect(mail?.from?.value).toEqual([{ name: 'ร้านมะลิ', address: 'chat@mali.example' }])
  expect(mail?.replyTo?.value[0]?.address).toBe('us@mali.example')
  for (const body of [mail?.text ?? '', mail?.html || '']) {
    expect(body).toContain('ในฐานะผู้ดูแล')
    expect(body).toContain('https://chat.example.com/invitation#token=once-only')
    expect(body).toContain('30 พฤศจิกายน 2569')
  }
  expect(mail?.html).toContain('ร้านเซรามิก “มะลิ” &amp; เพื่อน')
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
  // Nothing but ASCII on the way, and no line that a server would break.
  expect(raw).toMatch(/^[\x20-\x7e\r\n\t]*$/)
  expect(Math.max(...(raw ?? '').split('\r\n').map((line) => line.length))).toBeLessThan(998)

  await eventually(async () => (await rowTo(server, 'somchai@example.com')).status).toBe('sent')
  const row = await rowTo(server, 'somchai@example.com')
  expect(row).toMatchObject({ attempts: 1, error: null, values_sealed: null })
  expect(mail?.messageId).toBe(`<${row.id}@mali.example>`)
})

test('a mail is sent if and only if its transaction commits', async () => {
  const inbox = await givenInbox()
  const server = await givenServer(sending(inbox.url))
  const undone = server.db.global(async (tx) => {
    await mailOf(server).send(tx, reset('never@example.com'))
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  await send(server, reset('always@example.com'))
  await inbox.mailsTo('always@example.com')
  expect(inbox.received).toHaveLength(1)
})

test('what a stranger writes ends no header and adds no recipient', async () => {
  const inbox = await givenInbox()
  const server = await givenServer(sending(inbox.url))
  await send(server, {
    to: 'invited@example.com',
    locale: 'en',
    template: 'invitation',
    values: {
      inviter: 'Eve\r\nBcc: victim@example.com\r\n\r\n<script>alert(1)</script>',
      workspace: 'x\nX-Evil: yes',
      role: 'member',
      url: 'https://chat.example.com/invitation',
      expiresAt: '2026-11-30T03:00:00.000Z',
    },
  })
  const [received] = await inbox.mailsTo('invited@example.com')
  expect(received?.mail.headers.has('bcc')).toBe(false)
  expect(received?.mail.headers.has('x-evil')).toBe(false)
  expect(received?.mail.html).not.toContain('<script')
  for (const to of ['a@example.com, b@example.com', 'a@example.com\r\nBcc: b@example.com', 'A <a@example.com>', 'a']) {
    await expect(send(server, reset(to))).rejects.toThrow('one address')
  }
})

test('a mail that is refused for now is tried again, with the same Message-ID, and arrives once', async () => {
  const inbox = await givenInbox()
  const server = await givenServer(sending(inbox.url))
  inbox.answers.mail = { code: 451, text: 'greylisted, come back' }
  await send(server, reset('grey@example.com'))
  await eventually(() => errorOf(server, 'grey@example.com')).toContain('greylisted')
  const waiting = await rowTo(server, 'grey@example.com')
  expect(waiting).toMatchObject({ status: 'waiting', attempts: 1 })
  expect(waiting.waits_ms).toBeGreaterThan(10_000)
  expect(waiting.waits_ms).toBeLessThan(31_000)

  inbox.answers.mail = null
  later(server, 31_000)
  const [received] = await inbox.mailsTo('grey@example.com')
  expect(received?.mail.messageId).toBe(`<${waiting.id}@mali.example>`)
  await eventually(async () => (await rowTo(server, 'grey@example.com')).status).toBe('sent')
  expect(await rowTo(server, 'grey@example.com')).toMatchObject({ attempts: 2, error: null, values_sealed: null })
})

test('an address that does not exist fails at once, and says why', async () => {
  const inbox = await givenInbox()
  const server = await givenServer(sending(inbox.url))
  inbox.answers.recipient = { code: 550, text: '5.1.1 no such user' }
  await send(server, reset('nobody@example.com'))
  await eventually(async () => (await rowTo(server, 'nobody@example.com')).status).toBe('failed')
  const failed = await rowTo(server, 'nobody@example.com')
  expect(failed).toMatchObject({ attempts: 1, values_sealed: null })
  expect(failed.error).toContain('550 5.1.1 no such user')
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  expect(metrics).toContain('minichat_mails{status="failed"} 1')
  expect(metrics).toContain('minichat_mails{status="waiting"} 0')
})

test('mail waits while the server is away, and leaves when it is back, without a restart; after a day it is given up', async () => {
  const first = await startSmtpInbox()
  await first.stop()
  const server = await givenServer(sending(first.url))
  await send(server, reset('patient@example.com'))
  await eventually(() => errorOf(server, 'patient@example.com')).toContain('ECONNREFUSED')
  later(server, 31_000)
  // The second try counts once it is settled: until then the mail is its sender's.
  await eventually(async () => (await rowTo(server, 'patient@example.com')).attempts).toBe(2)
  await eventually(async () => (await rowTo(server, 'patient@example.com')).waits_ms).toBeLessThan(100_000)

  const back = await givenInbox({ port: first.port })
  later(server, 61_000)
  await back.mailsTo('patient@example.com')

  await back.stop()
  await send(server, reset('late@example.com'))
  await eventually(() => errorOf(server, 'late@example.com')).toContain('ECONNREFUSED')
  expect((await rowTo(server, 'late@example.com')).status).toBe('waiting')
  later(server, 25 * 3600_000)
  await eventually(async () => (await rowTo(server, 'late@example.com')).status).toBe('failed')
})

test('a password goes over TLS only; a wrong one lets mail wait, and stands in no error', async () => {
  const password = 'pl4nted+p@ss'
  const login = { user: 'mali', password }
  const inbox = await givenInbox({ login })
  const url = (secret: string, more = '') =>
    `smtp://mali:${encodeURIComponent(secret)}@127.0.0.1:${inbox.port}?certificate=any${more}`
  const right = await givenServer(sending(url(password)))
  await send(right, reset('tls@example.com'))
  const [received] = await inbox.mailsTo('tls@example.com')
  expect(received).toMatchObject({ isSecure: true, user: 'mali' })

  const wrong = await givenServer(sending(url('other-p@ssword')))
  await send(wrong, reset('wrong@example.com'))
  await eventually(() => errorOf(wrong, 'wrong@example.com')).toContain('535')
  const waiting = await rowTo(wrong, 'wrong@example.com')
  expect(waiting.status).toBe('waiting')
  expect(waiting.error).not.toContain('other-p@ssword')

  const unknownCertificate = await givenServer(sending(url(password).replace('?certificate=any', '')))
  await send(unknownCertificate, reset('certificate@example.com'))
  await eventually(() => errorOf(unknownCertificate, 'certificate@example.com')).toMatch(/certificate/)

  const plain = await givenInbox({ login, hasTls: false })
  const stripped = await givenServer(sending(url(password).replace(String(inbox.port), String(plain.port))))
  await send(stripped, reset('stripped@example.com'))
  await eventually(() => errorOf(stripped, 'stripped@example.com')).toMatch(/TLS/)
  expect(plain.loginCount()).toBe(0)
})

test('several senders on one database send each mail once', async () => {
  const database = await createTestDatabase()
  cleanUps.push(() => database.drop())
  const log = createLog('silent')
  const secrets = createSecrets(randomBytes(32))
  const sent: Message[] = []
  const senders = await Promise.all(
    [1, 2, 3].map(async () => {
      const db = createDatabase({ connectionString: database.urls.app, maxConnections: 3, log })
      const hub = await createHub(log, null)
      const sender = createMailSender({
        db,
        hub,
        log,
        secrets,
        settings: { from: { name: '', address: 'a@b.example' }, replyTo: null, via: { kind: 'ses', region: 'x' } },
        mask: (text) => text,
        nowMs: Date.now,
        connect: async () => ({
          name: 'counting',
          send: async (message) => {
            await new Promise((resolve) => setTimeout(resolve, 5))
            sent.push(message)
          },
          check: async () => {},
          close() {},
        }),
      })
      cleanUps.push(async () => {
        await sender.stop()
        await db.close()
      })
      return { db, hub, sender, mail: createMail({ secrets, hub, isConfigured: true }) }
    }),
  )
  const [first] = senders
  if (!first) throw new Error('There is no sender.')
  await first.db.global(async (tx) => {
    for (let n = 0; n < 60; n += 1) await first.mail.send(tx, reset(`p${n}@example.com`))
  })
  for (const { sender } of senders) sender.start()
  await eventually(() => sent.length).toBe(60)
  await eventually(() => first.db.query(`select 1 from mails where status <> 'sent'`).then((rows) => rows.length)).toBe(
    0,
  )
  expect(new Set(sent.map((message) => message.messageId)).size).toBe(60)
  expect(sent).toHaveLength(60)
})

test('a mail whose sender was killed is sent by the next one, recognisable as the same', async () => {
  const inbox = await givenInbox()
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'minichat-mail-'))
  cleanUps.push(async () => {
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })
  const key = randomBytes(32)
  const log = createLog('silent')
  const db = createDatabase({ connectionString: database.urls.app, maxConnections: 2, log })
  cleanUps.push(() => db.close())
  const mail = createMail({ secrets: createSecrets(key), hub: await createHub(log, null), isConfigured: true })
  await db.global((tx) => mail.send(tx, reset('survivor@example.com')))
  const env = {
    MINICHAT_ENV: 'test',
    PORT: '0',
    LOG_LEVEL: 'warn',
    DATA_DIR: folder,
    DATABASE_URL: database.urls.migration,
    SECRET_KEY: key.toString('base64'),
    ...sending(inbox.url),
  }

  const acknowledge = inbox.stall()
  const first = startServerProcess(env)
  cleanUps.push(() => first.stop())
  await inbox.mailsTo('survivor@example.com')
  first.kill('SIGKILL')
  await first.ended
  acknowledge()
  const [left] = await db.query<{ status: string; is_leased: boolean }>(
    'select status, next_attempt_at > now() as is_leased from mails',
  )
  expect(left).toEqual({ status: 'waiting', is_leased: true })

  // The lease lapses.
  await db.query('update mails set next_attempt_at = now()')
  const second = startServerProcess(env)
  cleanUps.push(() => second.stop())
  const [once, again] = await inbox.mailsTo('survivor@example.com', 2)
  expect(again?.mail.messageId).toBe(once?.mail.messageId)
  await eventually(async () => (await db.query('select status, attempts from mails'))[0]).toEqual({
    status: 'sent',
    attempts: 2,
  })
})

test('without a way of sending, mails are kept for a day to be read, and remembered for a month', async () => {
  const server = await givenServer()
  expect(mailOf(server).isConfigured).toBe(false)
  await send(server, reset('kept@example.com'))
  expect(await rowTo(server, 'kept@example.com')).toMatchObject({ status: 'kept', attempts: 0 })
  for (const _twice of [1, 2]) await server.runJob('mail.tidy')
  expect((await rowTo(server, 'kept@example.com')).values_sealed).not.toBeNull()
  server.passTime(25 * 3600_000)
  for (const _twice of [1, 2]) await server.runJob('mail.tidy')
  expect((await rowTo(server, 'kept@example.com')).values_sealed).toBeNull()
  server.passTime(30 * 24 * 3600_000)
  await server.runJob('mail.tidy')
  await expect(rowTo(server, 'kept@example.com')).rejects.toThrow('no mail')
})

test('what waited when sending was switched off is kept, not sent late', async () => {
  const server = await givenServer()
  await send(server, reset('waited@example.com'))
  await server.db.query(`update mails set status = 'waiting'`)
  await server.runJob('mail.tidy')
  expect((await rowTo(server, 'waited@example.com')).status).toBe('kept')
})
