import type { SendMailOptions } from 'nodemailer'
import { headersOf, type Message } from './transport.ts'

/** A mail in nodemailer's terms. Addresses are told as such, so that none is read as a list. */
export const composed = (message: Message): SendMailOptions => ({
  messageId: message.messageId,
  date: message.date,
  from: message.from,
  to: { name: '', address: message.to },
  ...(message.replyTo ? { replyTo: { name: '', address: message.replyTo } } : {}),
  subject: message.subject,
  text: message.text,
  html: message.html,
  headers: headersOf(message),
  disableFileAccess: true,
  disableUrlAccess: true,
})
