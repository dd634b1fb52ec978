import { Secret, TOTP } from 'otpauth'
import type { Person } from './test-app.ts'

/** The code that an app shows at a moment (ms). */
export const codeOf = (secret: string, timestamp = Date.now()) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })

/** Turns two-factor on. @returns the secret of the codes. */
export async function turnTwoFactorOn({ client, password }: Person): Promise<string> {
  const { secret } = (await client.request('POST /api/v1/auth/2fa/setup', { body: { password } })).data
  await client.request('POST /api/v1/auth/2fa/verify', { body: { code: codeOf(secret) } })
  return secret
}
