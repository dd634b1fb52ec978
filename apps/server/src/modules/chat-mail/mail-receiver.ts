import type { AddressInfo } from 'node:net'
import type { Redis } from 'ioredis'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { InboundMailSettings } from '../../config-inbound-mail.ts'
import { DatabaseUnavailable } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { createLimiter } from '../../platform/limiter.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import type { Peer, SenderCheck } from './check-sender.ts'
import { readMail } from './read-mail.ts'
import type { FoundThread, MailTaking } from './take-mail.ts'

export const mailMaxBytes = 20 * 1024 * 1024
/** Recipients that are ours; nobody writes into more chats at once. */
const recipientsMax = 5
const connectionsMax = 20
const silenceMs = 60_000
const mailsPerAddress = 600
const addressWindowMs = 10 * 60_000
export const mailsPerThread = 30
const threadWindowMs = 3600_000
const stopWithinMs = 5000

type Session = SMTPServerSession & { threads?: Map<string, FoundThread> }

/** What a server says to whoever brings a mail. */
class Refusal extends Error {
  readonly responseCode: number
  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}
const noSuchUser = () => new Refusal(550, '5.1.1 No such address here')
const notTheirs = () => new Refusal(550, '5.7.1 The domain in From does not say that this mail is its own')
const tryLater = () => new Refusal(451, '4.3.0 Try again later')
const tooMany = () => new Refusal(450, '4.7.1 Too many mails, try again later')

const senderOf = ({ envelope }: SMTPServerSession) => (envelope.mailFrom && envelope.mailFrom.address) || ''

const peerOf = (session: SMTPServerSession): Peer => ({
  ip: session.remoteAddress.replace(/^::ffff:(?=\d+\.)/i, ''),
  helo: session.hostNameAppearsAs || session.remoteAddress,
  mailFrom: senderOf(session),
})

/** Takes mails for addresses of answers, and for no others; a mail is acknowledged once it stands in its chat. */
export function createMailReceiver(deps: {
  settings: InboundMailSettings
  taking: MailTaking
  senders: SenderCheck
  redis: Redis | null
  log: Logger
  nowMs: () => number
}) {
  const { settings, taking, senders, log } = deps
  const perAddress = createLimiter({ ...deps, name: 'inbound-mail', max: mailsPerAddress, windowMs: addressWindowMs })
  const perThread = createLimiter({ ...deps, name: 'chat-mail', max: mailsPerThread, windowMs: threadWindowMs })

  async function checkSender(session: Session): Promise<void> {
    session.threads = new Map()
    if ((await perAddress.take(session.remoteAddress)).isExceeded) throw tooMany()
  }

  async function checkRecipient(address: string, session: Session): Promise<void> {
    const threads = (session.threads ??= new Map())
    if (threads.size >= recipientsMax) throw new Refusal(452, '4.5.3 Too many recipients')
    const thread = await taking.threadAt(address)
    if (!thread) throw noSuchUser()
    threads.set(thread.code, thread)
  }

  async function receive(stream: SMTPServerDataStream, session: Session): Promise<void> {
    const threads = [...(session.threads?.values() ?? [])]
    const verdictOn = senders.begin(stream, peerOf(session))
    const mail = await readMail(stream).catch((error: unknown) => {
      log.info({ reason: (error as Error).name }, 'A mail could not be read.')
      throw new Refusal(554, '5.6.0 The mail cannot be read')
    })
    if (stream.sizeExceeded) throw new Refusal(552, '5.3.4 The mail is too large')
    // Nobody is told: whoever answers programs is answered by programs.
    const hasNoSender = senderOf(session) === ''
    if (hasNoSender || mail.isAutomatic) return log.info({ isBounce: hasNoSender }, 'A mail of a program was left out.')
    const verdict = await verdictOn(mail.from)
    for (const thread of threads) {
      if ((await perThread.take(thread.code)).isExceeded) throw tooMany()
      const outcome = await taking.take(thread, mail, verdict)
      const { workspaceId, chatId } = thread
      log.info({ workspaceId, chatId, outcome, sender: verdict.is }, 'A mail has come for a chat.')
      if (outcome === 'refused') throw notTheirs()
    }
  }

  function refusalOf(error: unknown): Error {
    if (error instanceof Refusal) return error
    if (error instanceof AppError) {
      return error.code === 'SESSION_FULL' ? new Refusal(552, '5.2.2 This chat is full') : noSuchUser()
    }
    if (!(error instanceof DatabaseUnavailable)) log.error({ err: error }, 'A mail was not taken.')
    return tryLater()
  }
  async function answering(work: Promise<void>, done: (error?: Error | null) => void): Promise<void> {
    const refusal = await work.then(() => null, refusalOf)
    done(refusal)
  }

  const server = new SMTPServer({
    name: settings.address.split('@')[1] ?? 'minichat',
    banner: 'MiniChat',
    size: mailMaxBytes,
    maxClients: connectionsMax,
    socketTimeout: silenceMs,
    closeTimeout: stopWithinMs,
    disableReverseLookup: true,
    disabledCommands: ['AUTH', ...(settings.tls ? [] : ['STARTTLS'])],
    ...settings.tls,
    logger: false,
    onMailFrom: (_address, session, done) => void answering(checkSender(session), done),
    onRcptTo: ({ address }, session, done) => void answering(checkRecipient(address, session), done),
    onData(stream, session, done) {
      void answering(receive(stream, session), (error) => {
        // What was not read has to go by before the next command is.
        stream.resume()
        done(error)
      })
    },
  })
  // Connections that break are none of ours; what the port says is told below.
  server.on('error', (error) => log.debug({ err: error }, 'A connection for mail broke.'))

  return {
    start() {
      const listening = server.listen(settings.port, settings.host, () => {
        const { port } = server.server.address() as AddressInfo
        log.info({ host: settings.host, port, address: settings.address }, 'Answers by mail are taken.')
      })
      listening.once('error', (error) =>
        log.error({ err: error }, 'No answers by mail: INBOUND_MAIL_HOST and INBOUND_MAIL_PORT cannot be listened on.'),
      )
    },
    stop: () => new Promise<void>((resolve) => (server.server.listening ? server.close(resolve) : resolve())),
  }
}
