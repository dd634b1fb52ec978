import type { Mailbox } from '../../../config-mail.ts'
import type { Envelope } from '../letters.ts'

/** A mail as it leaves. */
export type Message = {
  /** The same each time that it is tried, so that a repeat can be recognised. */
  messageId: string
  date: Date
  from: Mailbox
  replyTo: string | null
  to: string
  subject: string
  text: string
  html: string
  /** Where it belongs in a thread of mails. */
  thread?: Pick<Envelope, 'references' | 'unsubscribeUrl'>
}

/** One way by which mail leaves. */
export type Transport = {
  /** For the log, such as `SMTP (mail.example.com:587)`. */
  name: string
  /**
   * Settles once the other side has taken the mail over.
   * @throws MailRefused when it says no; anything else when it could not be asked.
   */
  send(message: Message, signal: AbortSignal): Promise<void>
  /** @throws Error when mail could not be sent by it now. */
  check(signal: AbortSignal): Promise<void>
  close(): void
}

/** The other side answered, and said no. */
export class MailRefused extends Error {
  override name = 'MailRefused'
  /** false: the same mail may well be taken later. */
  readonly isPermanent: boolean
  constructor(message: string, options: { isPermanent: boolean; cause?: unknown }) {
    super(message, { cause: options.cause })
    this.isPermanent = options.isPermanent
  }
}

/** Says that a program wrote it, so that no holiday notice answers. */
const automaticHeaders = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

/** What each way writes beside sender, recipient and subject. */
export function headersOf({ thread }: Pick<Message, 'thread'>): Record<string, string> {
  if (!thread) return automaticHeaders
  const last = thread.references.at(-1)
  return {
    ...automaticHeaders,
    ...(last ? { 'In-Reply-To': last, References: thread.references.join(' ') } : {}),
    'List-Unsubscribe': `<${thread.unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
