import { z } from 'zod'
import { ownPassword } from './accounts.ts'
import { signInResultSchema } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { id, nothing, timestamp } from './fields.ts'

const code = z
  .string()
  .trim()
  .max(20)
  .transform((value) => value.replace(/[\s-]/g, ''))
  .meta({ description: 'Six digits from the app, or a backup code.', example: '492039' })

export const getTwoFactor = defineEndpoint({
  method: 'GET',
  path: '/api/v1/auth/2fa',
  summary: 'Whether two-factor is on',
  tag: 'Accounts',
  allow: 'signed-in',
  response: z.object({
    isOn: z.boolean(),
    backupCodesLeft: z.number().int(),
    trustedDevices: z.array(z.object({ id, device: z.string(), createdAt: timestamp, expiresAt: timestamp })),
  }),
})

export const setUpTwoFactor = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/2fa/setup',
  summary: 'Begin with two-factor: a secret for an authenticator app',
  description: 'Nothing changes until /auth/2fa/verify gets a code of it.',
  tag: 'Accounts',
  allow: 'signed-in',
  body: z.strictObject({ password: ownPassword }),
  response: z.object({
    secret: z.string().meta({ description: 'Base32, to type in by hand.' }),
    uri: z.string(),
    qrSvg: z.string().meta({ description: 'A QR code of the uri, as an SVG path on a square of `qrSize`.' }),
    qrSize: z.number().int(),
  }),
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'SIGN_IN_AGAIN', 'TWO_FACTOR_ON'],
  example: { password: 'Correct-Horse-7' },
})

const backupCodes = z.object({ backupCodes: z.array(z.string()).meta({ description: 'Shown once; each works once.' }) })

export const verifyTwoFactor = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/2fa/verify',
  summary: 'Turn two-factor on with a first code',
  tag: 'Accounts',
  allow: 'signed-in',
  body: z.strictObject({ code }),
  response: backupCodes,
  errors: ['WRONG_CODE', 'ACCOUNT_LOCKED', 'TWO_FACTOR_ON', 'TWO_FACTOR_OFF'],
  example: { code: '492039' },
})

export const logInWithCode = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/2fa/login',
  summary: 'Second step of signing in',
  description:
    'INVALID_LINK says that the challenge has ended, after 5 minutes or 5 wrong codes: begin with the password again.',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({ challenge: z.string().min(1).max(1000), code, trustDevice: z.boolean().default(false) }),
  response: signInResultSchema,
  errors: ['WRONG_CODE', 'ACCOUNT_LOCKED', 'ACCOUNT_DISABLED', 'INVALID_LINK'],
  example: { challenge: 'from /auth/login', code: '492039' },
})

export const disableTwoFactor = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/2fa/disable',
  summary: 'Turn two-factor off',
  tag: 'Accounts',
  allow: 'signed-in',
  body: z.strictObject({ password: ownPassword }),
  response: nothing,
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'SIGN_IN_AGAIN'],
  example: { password: 'Correct-Horse-7' },
})

export const renewBackupCodes = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/2fa/backup-codes',
  summary: 'New backup codes; the old ones end',
  tag: 'Accounts',
  allow: 'signed-in',
  body: z.strictObject({ password: ownPassword }),
  response: backupCodes,
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'SIGN_IN_AGAIN', 'TWO_FACTOR_OFF'],
  example: { password: 'Correct-Horse-7' },
})

export const forgetDevice = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/auth/2fa/devices/:deviceId',
  summary: 'Ask for a code on a trusted device again',
  tag: 'Accounts',
  allow: 'signed-in',
  params: z.strictObject({ deviceId: id }),
  response: nothing,
  errors: ['NOT_FOUND'],
})
