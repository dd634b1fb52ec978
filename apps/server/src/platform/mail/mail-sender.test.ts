import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startServerProcess } from '../../testing/server-process.ts'
import { createTestDatabase } from '../../testing/test-database.ts'
import { createDatabase } from '../database/database.ts'
import { createHub } from '../realtime/hub.ts'
import { createSecrets } from '../secrets/secrets.ts'
import { createLog } from '../telemetry/log.ts'
import { cleanUps, eventually, givenInbox, reset, sending } from './mail.fixture.ts'
import { createMail } from './mail.ts'
import { createMailSender } from './mail-sender.ts'
import type { Message } from './transports/transport.ts'

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
}, 90_000)
