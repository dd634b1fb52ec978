import nodemailer from 'nodemailer'
import type { SmtpServer } from '../../../config-mail.ts'
import { composed } from './composed.ts'
import { MailRefused, type Transport } from './transport.ts'

const connectMs = 10_000
const silenceMs = 30_000

/** A connection for each mail: nothing is left half open when the server goes away for a while. */
export function createSmtp({ host, port, isSecure, tls, checksCertificate, login }: SmtpServer): Transport {
  const transporter = nodemailer.createTransport({
    host,
    port,
    secure: isSecure,
    ignoreTLS: tls === 'off',
    requireTLS: !isSecure && tls === 'required',
    tls: { rejectUnauthorized: checksCertificate },
    ...(login ? { auth: { user: login.user, pass: login.password } } : {}),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silenceMs,
  })
  return {
    name: `SMTP (${host}:${port})`,
    async send(message, signal) {
      try {
        await transporter.sendMail({ ...composed(message), signal })
      } catch (error) {
        throw refusalOf(error) ?? error
      }
    },
    async check(signal) {
      const aborted = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      })
      await Promise.race([transporter.verify(), aborted])
    },
    close: () => transporter.close(),
  }
}

/**
 * What was said of this mail. A server that lets nobody in, or not us, says nothing about the mail: once the operator has
 * put that right, it is sent.
 */
function refusalOf(error: unknown): MailRefused | null {
  const { code, responseCode, response } = error as { code?: string; responseCode?: number; response?: string }
  if (!responseCode || !response || !['EENVELOPE', 'EMESSAGE'].includes(code ?? '')) return null
  // 530 and 535 may come as late as here: the server wants another login.
  const isPermanent = responseCode >= 500 && ![530, 535, 538].includes(responseCode)
  return new MailRefused(response, { isPermanent, cause: error })
}
