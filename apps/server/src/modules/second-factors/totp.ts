import { Secret, TOTP } from 'otpauth'
import makeQrCode from 'qrcode-generator'

const stepSeconds = 30
/** Phones are seldom exact: the code before and the one after are taken as well. */
const window = 1

const codesOf = (secret: string, label: string) =>
  new TOTP({
    issuer: 'MiniChat',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: stepSeconds,
    secret: Secret.fromBase32(secret),
  })

/** 160 bits in Base32, as authenticator apps expect them. */
export const newTotpSecret = () => new Secret({ size: 20 }).base32

/** The address that authenticator apps read from a QR code. */
export const totpUri = (secret: string, email: string) => codesOf(secret, email).toString()

/** @returns the step (30 s since 1970) to which a code belongs, or null when it is no code of these minutes. */
export function stepOfCode(secret: string, code: string, nowMs: number): number | null {
  const delta = codesOf(secret, '').validate({ token: code, timestamp: nowMs, window })
  return delta === null ? null : Math.floor(nowMs / 1000 / stepSeconds) + delta
}

/** A QR code as a path of an SVG, with the quiet edge that readers need, on a square of `size`. */
export function qrPath(text: string): { path: string; size: number } {
  const edge = 4
  const code = makeQrCode(0, 'M')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  let path = ''
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (code.isDark(row, column)) path += `M${column + edge} ${row + edge}h1v1h-1z`
    }
  }
  return { path, size: count + 2 * edge }
}
