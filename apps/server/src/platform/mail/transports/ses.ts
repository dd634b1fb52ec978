import { GetAccountCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import nodemailer from 'nodemailer'
import { composed } from './composed.ts'
import { MailRefused, type Transport } from './transport.ts'

/** What SES says about the mail itself. The rest is about account, rights or load, and may change. */
const permanent = new Set(['MessageRejected', 'BadRequestException', 'InvalidParameterValue'])

/** Amazon SES by its API, with the credentials of AWS's usual chain. SES writes a Message-ID of its own. */
export function createSes(region: string): Transport {
  const client = new SESv2Client({
    region,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 30_000 },
  })
  const transporter = nodemailer.createTransport({ SES: { sesClient: client, SendEmailCommand } })
  return {
    name: `Amazon SES (${region})`,
    async send(message, signal) {
      try {
        await transporter.sendMail({ ...composed(message), signal })
      } catch (error) {
        const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
        if (!$metadata?.httpStatusCode) throw error
        const isPermanent = permanent.has(name ?? '')
        throw new MailRefused(`${name}: ${(error as Error).message}`, { isPermanent, cause: error })
      }
    },
    async check(signal) {
      await client.send(new GetAccountCommand({}), { abortSignal: signal })
    },
    close: () => client.destroy(),
  }
}
