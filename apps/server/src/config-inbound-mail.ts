import { z } from 'zod'
import { addressesIn } from './trust-proxy.ts'

/** Where answers to mails of chats are taken. */
export type InboundMailSettings = Readonly<{
  /** Without the token that stands behind a `+` in it. In small letters. */
  address: string
  host: string
  port: number
  /** Addresses and ranges of mail servers of our own that pass mails on. */
  relays: readonly string[]
  /** For STARTTLS; null: it is not offered. PEM. */
  tls: Readonly<{ cert: string; key: string }> | null
}>

/** An address has 64 characters before its `@`; a `+` and the token take 33 of them. */
const localPartMaxLength = 31

/** The variables of this slice. */
export const inboundMailSettings = {
  INBOUND_MAIL_ADDRESS: z
    .email({ error: 'must be an e-mail address' })
    .refine((address) => /^[^+@]+@/.test(address) && address.indexOf('@') <= localPartMaxLength, {
      error: `must have no + and at most ${localPartMaxLength} characters before its @`,
    })
    .transform((address) => address.toLowerCase())
    .optional(),
  INBOUND_MAIL_HOST: z.string().min(1).default('127.0.0.1'),
  INBOUND_MAIL_PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a port' })
    .transform(Number)
    .refine((port) => port > 0 && port < 65_536, { error: 'must be a port' })
    .optional(),
  INBOUND_MAIL_RELAYS: z
    .string()
    .default('127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,169.254.0.0/16,100.64.0.0/10,::1,fc00::/7,fe80::/10')
    .transform(addressesIn),
  INBOUND_MAIL_TLS_CERT: z.string().includes('BEGIN CERTIFICATE', { error: 'must be a certificate as PEM' }).optional(),
  INBOUND_MAIL_TLS_KEY: z.string().includes('PRIVATE KEY', { error: 'must be a private key as PEM' }).optional(),
}

export const inboundMailSecretNames = ['INBOUND_MAIL_TLS_CERT', 'INBOUND_MAIL_TLS_KEY']

/** What needs what else, by whether it is set at all. */
export function missingForInboundMail(given: Record<string, string | undefined>): string[] {
  const isSet = (name: string) => given[name] !== undefined
  const problems: string[] = []
  if (isSet('INBOUND_MAIL_ADDRESS') !== isSet('INBOUND_MAIL_PORT')) {
    problems.push(
      'INBOUND_MAIL_ADDRESS and INBOUND_MAIL_PORT need each other: the address for answers, and where they come in.',
    )
  }
  if (isSet('INBOUND_MAIL_ADDRESS') && !isSet('MAIL_FROM')) {
    problems.push(
      'INBOUND_MAIL_ADDRESS needs a way by which mail leaves, with MAIL_FROM: only what was mailed can be answered.',
    )
  }
  if (isSet('INBOUND_MAIL_TLS_CERT') !== isSet('INBOUND_MAIL_TLS_KEY')) {
    problems.push('INBOUND_MAIL_TLS_CERT and INBOUND_MAIL_TLS_KEY need each other.')
  }
  return problems
}

/** @param value the parsed variables. @returns null when no answers are taken. */
export function inboundMailSettingsOf(
  value: z.output<z.ZodObject<typeof inboundMailSettings>>,
): InboundMailSettings | null {
  const { INBOUND_MAIL_ADDRESS: address, INBOUND_MAIL_PORT: port } = value
  const { INBOUND_MAIL_TLS_CERT: cert, INBOUND_MAIL_TLS_KEY: key } = value
  if (!address || !port) return null
  const relays = Object.freeze(value.INBOUND_MAIL_RELAYS)
  return { address, host: value.INBOUND_MAIL_HOST, port, relays, tls: cert && key ? { cert, key } : null }
}
