import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { limits } from '@minichat/contracts'
import { type AttachmentStream, type Headers, MailParser, type MessageText } from 'mailparser'
import { htmlToText } from './html-to-text.ts'
import { ownWords } from './own-words.ts'

export type IncomingMail = {
  messageId: string
  /** In small letters; null where none is named. */
  from: string | null
  /** What the sender wrote, without what was quoted. */
  text: string
  attachments: string[]
  /** No person wrote it: a holiday notice, a bounce, a list. */
  isAutomatic: boolean
}

const attachmentsMax = 20
const attachmentNameMaxLength = 120
const messageIdMaxLength = 500
/** Signatures and old mails come with it; what is longer than this is nobody's answer. */
const textMaxLength = 500_000

/** Reads a mail while it comes. Attachments are let go piece by piece. */
export async function readMail(raw: Readable): Promise<IncomingMail> {
  const parser = new MailParser({
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  })
  const hash = createHash('sha256')
  raw.on('data', (piece: Buffer) => hash.update(piece))
  let headers: Headers = new Map()
  let text = ''
  const attachments: string[] = []
  parser.on('headers', (given) => {
    headers = given
  })
  parser.on('data', (part) => {
    if (part.type === 'text') {
      text = wordsOf(part)
      return
    }
    if (!isInline(part) && attachments.length < attachmentsMax) attachments.push(nameOf(part))
    part.content?.on('end', () => part.release?.())
    part.content?.resume()
  })
  await new Promise<void>((resolve, reject) => {
    parser.once('end', resolve).once('error', reject)
    raw.once('error', reject)
    raw.pipe(parser)
  })
  return {
    messageId: messageIdIn(headers) ?? `<${hash.digest('hex')}@without-id>`,
    from: addressIn(headers.get('from')),
    text: shortened(ownWords(text.slice(0, textMaxLength))),
    attachments,
    isAutomatic: isAutomatic(headers),
  }
}

const wordsOf = ({ text, html }: MessageText) => (text?.trim() ? text : html ? htmlToText(html) : '')

/** A picture of a signature, or the HTML beside the text. */
const isInline = ({ related, contentDisposition, filename }: AttachmentStream) =>
  related === true || (contentDisposition === 'inline' && !filename)

const nameOf = ({ filename, contentType }: AttachmentStream) =>
  (filename || contentType || '?').replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, attachmentNameMaxLength)

function messageIdIn(headers: Headers): string | null {
  const given = headers.get('message-id')
  const id = typeof given === 'string' ? /<[^<>\s]+>/.exec(given)?.[0] : undefined
  return id && id.length <= messageIdMaxLength ? id : null
}

function addressIn(from: unknown): string | null {
  const [first] = (from as { value?: { address?: string }[] } | undefined)?.value ?? []
  return first?.address?.toLowerCase() || null
}

function isAutomatic(headers: Headers): boolean {
  const said = (name: string) => {
    const value = headers.get(name)
    return typeof value === 'string' ? value.trim().toLowerCase() : value === undefined ? '' : 'set'
  }
  const automatic = said('auto-submitted')
  if (automatic !== '' && !automatic.startsWith('no')) return true
  if (/^(?:bulk|list|junk|auto_reply)\b/.test(said('precedence'))) return true
  const marks = ['list', 'list-id', 'x-autoreply', 'x-autorespond', 'x-failed-recipients', 'feedback-id']
  if (marks.some((name) => said(name) !== '')) return true
  const type = headers.get('content-type') as { value?: string } | undefined
  return type?.value === 'multipart/report'
}

function shortened(text: string): string {
  if (text.length <= limits.messageMaxLength) return text
  // No half of a pair of surrogates.
  return `${text.slice(0, limits.messageMaxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
