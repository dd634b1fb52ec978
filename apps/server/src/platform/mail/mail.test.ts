import { expect, test } from 'vitest'
import { eventually, givenInbox, givenServer, mailOf, reset, rowTo, send, sending } from './mail.fixture.ts'

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
