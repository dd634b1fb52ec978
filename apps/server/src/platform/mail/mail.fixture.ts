import { afterEach, expect } from 'vitest'
import { startSmtpInbox } from '../../testing/smtp-inbox.ts'
import { startTestApp, type TestApp } from '../../testing/test-app.ts'
import { type Letter, mailTopic } from './mail.ts'
import type { createMailModule } from './mail-module.ts'

/** Undone after each test, the newest first. */
export const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

export async function givenInbox(options: Parameters<typeof startSmtpInbox>[0] = {}) {
  const inbox = await startSmtpInbox(options)
  cleanUps.push(inbox.stop)
  return inbox
}

export async function givenServer(env: Record<string, string> = {}) {
  const server = await startTestApp(env)
  cleanUps.push(server.stop)
  return server
}

export const sending = (url: string) => ({
  SMTP_URL: url,
  MAIL_FROM: 'ร้านมะลิ <chat@mali.example>',
  MAIL_REPLY_TO: 'us@mali.example',
})

export const mailOf = (server: TestApp) =>
  (server.app.modules.find((module) => module.name === 'mail') as ReturnType<typeof createMailModule>).mail

export const send = (server: TestApp, letter: Letter) => server.db.global((tx) => mailOf(server).send(tx, letter))

export const reset = (to: string, name = 'Mali'): Letter => ({
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
export async function rowTo(server: TestApp, address: string): Promise<Row> {
  const [row] = await server.db.query<Row>(
    `select *, (extract(epoch from next_attempt_at - now()) * 1000)::float8 as waits_ms from mails where to_address = $1`,
    [address],
  )
  if (!row) throw new Error(`There is no mail to ${address}.`)
  return row
}

/** Waits for what happens in the background. */
export const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 10_000 })

export const errorOf = async (server: TestApp, address: string) => (await rowTo(server, address)).error ?? ''

/** Time passes, and a sender looks again, as it would by itself within 15 s. */
export function later(server: TestApp, ms: number) {
  server.passTime(ms)
  server.hub.hint(mailTopic)
}
