import type { MailSettings } from '../../../config-mail.ts'
import type { Transport } from './transport.ts'

/** The configured way. Loaded only now: most installations use one, and some none. */
export async function createTransport({ via }: MailSettings): Promise<Transport> {
  switch (via.kind) {
    case 'smtp':
      return (await import('./smtp.ts')).createSmtp(via.server)
    case 'ses':
      return (await import('./ses.ts')).createSes(via.region)
    case 'sendgrid':
      return (await import('./sendgrid.ts')).createSendgrid(via.apiKey)
  }
}
