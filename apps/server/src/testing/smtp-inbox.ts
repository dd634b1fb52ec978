import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { expect } from 'vitest'

/** What the server answers to a recipient or to a whole mail; null: it takes it. */
export type Answer = { code: number; text: string } | null
export type Received = { mail: ParsedMail; raw: string; isSecure: boolean; user: string | null }

/**
 * A real SMTP server.
 * @param login who may send; null: anybody.
 * @param hasTls whether it has STARTTLS, as by default with a login. Its certificate is its own.
 */
export async function startSmtpInbox(
  options: { port?: number; login?: { user: string; password: string } | null; hasTls?: boolean } = {},
) {
  const { login = null, hasTls = login !== null } = options
  const received: Received[] = []
  const answers = { recipient: null as Answer, mail: null as Answer }
  /** Settles before a mail that has come is acknowledged. */
  let pause: Promise<void> = Promise.resolve()
  let logins = 0
  const settings: SMTPServerOptions = {
    authOptional: login === null,
    allowInsecureAuth: true,
    disabledCommands: [...(login ? [] : ['AUTH']), ...(hasTls ? [] : ['STARTTLS'])],
    logger: false,
    closeTimeout: 1,
    onAuth(auth, _session, done) {
      logins += 1
      const isRight = auth.username === login?.user && auth.password === login?.password
      if (isRight) return done(null, { user: auth.username })
      // Some servers repeat what they were given.
      done(Object.assign(new Error(`Not with ${auth.username} and ${auth.password}`), { responseCode: 535 }))
    },
    onRcptTo: (_address, _session, done) => done(refusalOf(answers.recipient)),
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const raw = Buffer.concat(parts)
        const refusal = refusalOf(answers.mail)
        if (!refusal) {
          const user = typeof session.user === 'string' ? session.user : null
          received.push({ mail: await simpleParser(raw), raw: raw.toString(), isSecure: session.secure, user })
        }
        await pause
        done(refusal)
      })
    },
  }
  const server = new SMTPServer(settings)
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    received,
    answers,
    loginCount: () => logins,
    /** Takes mails and does not say so, until the returned function is called. */
    stall() {
      const { promise, resolve } = Promise.withResolvers<void>()
      pause = promise
      return resolve
    },
    /** The mails to an address, once there are so many. */
    async mailsTo(address: string, count = 1): Promise<Received[]> {
      const mine = () => received.filter(({ mail }) => addressesOf(mail).includes(address))
      await expect.poll(() => mine().length, { timeout: 25_000 }).toBe(count)
      return mine()
    },
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}

const addressesOf = ({ to }: ParsedMail) =>
  [to ?? []].flat().flatMap((one) => one.value.map((each) => each.address ?? ''))

const refusalOf = (answer: Answer) => answer && Object.assign(new Error(answer.text), { responseCode: answer.code })
