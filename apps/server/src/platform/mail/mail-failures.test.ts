import { expect, test } from 'vitest'
import { startSmtpInbox } from '../../testing/smtp-inbox.ts'
import { errorOf, eventually, givenInbox, givenServer, later, reset, rowTo, send, sending } from './mail.fixture.ts'

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
