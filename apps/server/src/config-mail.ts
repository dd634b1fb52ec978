import { z } from 'zod'

/** Who mail comes from, and the one way by which it leaves. */
export type MailSettings = Readonly<{
  from: Mailbox
  replyTo: string | null
  via:
    | { kind: 'smtp'; url: string; server: SmtpServer }
    | { kind: 'ses'; region: string }
    | { kind: 'sendgrid'; apiKey: string }
}>
export type Mailbox = { name: string; address: string }

export type SmtpServer = {
  host: string
  port: number
  /** TLS from the first byte on, as by smtps:. */
  isSecure: boolean
  /** By STARTTLS. Unless said, required where there is a password, and used where it is offered otherwise. */
  tls: 'required' | 'optional' | 'off'
  /** false: any certificate will do. */
  checksCertificate: boolean
  login: { user: string; password: string } | null
}

const mailAddress = z.email({ error: 'must be an e-mail address' })
/** `chat@example.com` or `Mali Ceramics <chat@example.com>`; quotes around the name are left out. */
const mailbox = z.string().transform((text, context): Mailbox => {
  const named = /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>\s*$/.exec(text)
  const given = { name: named?.[1] ?? '', address: (named?.[2] ?? text).trim() }
  if (mailAddress.safeParse(given.address).success && !/\p{Cc}/u.test(given.name)) return given
  context.addIssue({ code: 'custom', message: 'must be like chat@example.com or Mali Ceramics <chat@example.com>' })
  return z.NEVER
})

/** The variables of this slice. */
export const mailSettings = {
  MAIL_FROM: mailbox.optional(),
  MAIL_REPLY_TO: mailAddress.optional(),
  SMTP_URL: z
    .string()
    .transform((url, context) => {
      const server = smtpServerOf(url)
      if (server) return { url, server }
      context.addIssue({
        code: 'custom',
        message:
          'must be like smtp://user:password@mail.example.com:587 or smtps://user:password@mail.example.com, special ' +
          'characters as %40, with ?tls=required, optional or off and ?certificate=any where wanted',
      })
      return z.NEVER
    })
    .optional(),
  SES_REGION: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: 'must be a region such as eu-central-1' })
    .optional(),
  SENDGRID_API_KEY: z.string().startsWith('SG.', { error: 'must be a key that begins with SG.' }).optional(),
}

const ways = ['SMTP_URL', 'SES_REGION', 'SENDGRID_API_KEY'] as const

/** What needs what else, by whether it is set at all. */
export function missingForMail(given: Record<string, string | undefined>): string[] {
  const set = ways.filter((name) => given[name])
  return [
    ...(set.length > 1 ? [`${set.join(' and ')} are set, but mail leaves by one way: keep one.`] : []),
    ...(set.length > 0 && !given.MAIL_FROM ? [`MAIL_FROM is needed with ${set[0]}: the sender that people see.`] : []),
    ...(set.length === 0 && (given.MAIL_FROM || given.MAIL_REPLY_TO)
      ? [`MAIL_FROM and MAIL_REPLY_TO need ${ways.join(', ')}: one of them, the way by which mail leaves.`]
      : []),
  ]
}

/** @param value the parsed variables. @returns null when no way is set. */
export function mailSettingsOf(value: {
  MAIL_FROM?: Mailbox | undefined
  MAIL_REPLY_TO?: string | undefined
  SMTP_URL?: { url: string; server: SmtpServer } | undefined
  SES_REGION?: string | undefined
  SENDGRID_API_KEY?: string | undefined
}): MailSettings | null {
  const { MAIL_FROM: from, SMTP_URL: smtp, SES_REGION: region, SENDGRID_API_KEY: apiKey } = value
  if (!from) return null
  const common = { from, replyTo: value.MAIL_REPLY_TO ?? null }
  if (smtp) return { ...common, via: { kind: 'smtp', ...smtp } }
  if (region) return { ...common, via: { kind: 'ses', region } }
  return apiKey ? { ...common, via: { kind: 'sendgrid', apiKey } } : null
}

function smtpServerOf(text: string): SmtpServer | null {
  const url = URL.parse(text)
  if (!url?.hostname || !['smtp:', 'smtps:'].includes(url.protocol)) return null
  const isSecure = url.protocol === 'smtps:'
  const { tls = url.password ? 'required' : 'optional', certificate, ...unknown } = Object.fromEntries(url.searchParams)
  if (!isTls(tls) || (certificate !== undefined && certificate !== 'any') || Object.keys(unknown).length > 0)
    return null
  try {
    return {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port) || (isSecure ? 465 : 587),
      isSecure,
      tls,
      checksCertificate: certificate !== 'any',
      login: url.username
        ? { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
        : null,
    }
  } catch {
    return null
  }
}

const isTls = (text: string): text is SmtpServer['tls'] => ['required', 'optional', 'off'].includes(text)
