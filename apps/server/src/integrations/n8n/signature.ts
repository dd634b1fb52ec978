import { createHmac, timingSafeEqual } from 'node:crypto'

export const signatureHeader = 'x-minichat-signature'
/** Clocks may differ, and what was signed longer ago is not taken. */
const toleranceSeconds = 300

const hmacOf = (secret: string, seconds: number, body: string) =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest()

/** `t=<seconds since 1970>,v1=<hex>`: HMAC-SHA256 of `<t>.<body>`. */
export function signatureOf(secret: string, body: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000)
  return `t=${seconds},v1=${hmacOf(secret, seconds, body).toString('hex')}`
}

/** Whether one of the secrets signed this body, and not long ago. */
export function isSignedBy(secrets: readonly string[], header: string, body: string, nowMs: number): boolean {
  const [, time = '', hex = ''] = /^t=(\d{1,12}),\s*v1=([0-9a-f]{64})$/.exec(header.trim()) ?? []
  const seconds = Number(time)
  if (hex === '' || Math.abs(nowMs / 1000 - seconds) > toleranceSeconds) return false
  const given = Buffer.from(hex, 'hex')
  return secrets.some((secret) => timingSafeEqual(hmacOf(secret, seconds, body), given))
}
