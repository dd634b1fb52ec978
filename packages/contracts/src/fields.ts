import { z } from 'zod'
import { limits, locales } from './limits.ts'

/** PostgreSQL text cannot hold NUL; nothing a person writes contains it. */
const withoutNul = (value: string) => !value.includes('\0')
const noNul = { error: 'Must not contain the NUL character.' }
/** Half of a character, left by whoever cut a text in the middle of an emoji, cannot be stored: it becomes U+FFFD. */
const whole = (value: string) => value.replace(/\p{Surrogate}/gu, '\ufffd')

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Text that a person writes: trimmed, not empty, without NUL. */
export const text = (max: number) => z.string().trim().min(1).max(max).refine(withoutNul, noNul).overwrite(whole)
/** The same, where nothing is an answer too. */
export const optionalText = (max: number) => z.string().trim().max(max).refine(withoutNul, noNul).overwrite(whole)

/** In lower case, as ids are stored and compared. */
export const id = z.uuid().toLowerCase().meta({ example: '0199c0de-7000-7000-8000-000000000001' })
/** A page on the web; no other scheme, so that it can stand in a link. */
export const webAddress = (max: number) =>
  z
    .url({ protocol: /^https?$/ })
    .max(max)
    .refine(withoutNul, noNul)

export const timestamp = z.iso.datetime().meta({ example: '2026-11-22T08:30:00.000Z' })
/** By its name in the IANA database; no offset, which would know no summer time. */
export const timeZone = z
  .string()
  .max(60)
  .regex(/^[A-Z][A-Za-z0-9_+/-]*$/, { error: 'Write a time zone such as Asia/Bangkok.' })
  .refine(isTimeZone, { error: 'Write a time zone such as Asia/Bangkok.' })
  .meta({ example: 'Asia/Bangkok' })
export const localeSchema = z.enum(locales)
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email()).meta({ example: 'mali@example.com' })

/** Made by whoever sends, kept for every retry: the same id is stored once. */
export const clientMessageId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, { error: 'Must be 8 to 64 letters, digits, hyphens or underscores.' })
  .meta({ example: 'm-4f6c2a9e81b04d7c' })

export const messageText = text(limits.messageMaxLength).meta({ example: 'How long does shipping take?' })

export const pageQuery = z.strictObject({
  cursor: z.string().max(200).optional().meta({ description: '`nextCursor` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(limits.pageMax).default(limits.pageDefault),
})

export const nothing = z.object({})
