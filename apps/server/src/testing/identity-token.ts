import { createHmac } from 'node:crypto'

export type SigningKey = { keyId: string; secret: string }

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** A token as a site signs it. What is given stands in place of the usual header, claims and signature. */
export function signIdentity(
  { keyId, secret }: SigningKey,
  claims: Record<string, unknown>,
  { header = {}, signature }: { header?: Record<string, unknown>; signature?: string } = {},
): string {
  const now = Math.floor(Date.now() / 1000)
  const head = encode({ alg: 'HS256', typ: 'JWT', kid: keyId, ...header })
  const body = encode({ iat: now, exp: now + 3600, ...claims })
  const signed = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')
  return `${head}.${body}.${signature ?? signed}`
}
