import nodemailer, { type SendMailOptions } from 'nodemailer'

/** Brings a mail to a server of this machine, as another mail server would. @returns what it was told, such as `250 OK`. */
export async function bringMail(port: number, mail: SendMailOptions): Promise<string> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  try {
    return (await transport.sendMail({ subject: 'Re: Your chat', ...mail })).response
  } catch (error) {
    return (error as { response?: string }).response ?? String(error)
  }
}
