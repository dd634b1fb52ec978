import { z } from 'zod'
import { meSchema, password } from './accounts.ts'
import { defineEndpoint } from './endpoint.ts'
import { email, id, localeSchema, nothing, text, timestamp } from './fields.ts'
import { limits } from './limits.ts'

/** A one-time secret from a mailed or copied link. */
export const linkToken = z.string().min(1).max(200)
const code = z
  .string()
  .trim()
  .max(20)
  .transform((value) => value.replace(/[\s-]/g, ''))
  .meta({ description: 'Six digits from the app, or a backup code.', example: '492039' })
/** What a person signs in by: an address, or a username (which has no @). */
const identifier = z.string().trim().toLowerCase().min(1).max(254).meta({ example: 'mali@example.com' })
export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/, { error: '3 to 40 letters, digits, dots, hyphens or underscores.' })

/** Signed in, or one step before it. */
export const signInResultSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('signed-in'), me: meSchema }),
  z.object({
    status: z.literal('two-factor'),
    challenge: z.string().meta({ description: 'Goes to /auth/2fa/login together with a code, within 5 minutes.' }),
    expiresAt: timestamp,
  }),
])
export type SignInResult = z.output<typeof signInResultSchema>

export const getAuthOptions = defineEndpoint({
  method: 'GET',
  path: '/api/v1/auth/options',
  summary: 'How one can sign in here',
  tag: 'Accounts',
  allow: 'public',
  response: z.object({
    registration: z.enum(['open', 'invite', 'closed']),
    sendsMail: z.boolean().meta({
      description:
        'Mails can be read: sent, or while developing in a mailbox page. false: links are handed over by an operator or an admin.',
    }),
    providers: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
})

export const register = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/register',
  summary: 'Make an account',
  description:
    'A link for verification is mailed. The answer is the same whether the address is known or not: who has an account gets a mail that says so.',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({
    name: text(limits.nameMaxLength),
    email,
    password,
    workspaceName: text(limits.nameMaxLength),
    locale: localeSchema.default('en'),
  }),
  status: 201,
  response: z.object({ email: z.string() }),
  errors: ['REGISTRATION_CLOSED', 'WEAK_PASSWORD'],
  example: {
    name: 'Mali',
    email: 'mali@example.com',
    password: 'Correct-Horse-7',
    workspaceName: 'Mali Ceramics',
  },
})

export const verifyEmail = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/verify-email',
  summary: 'Confirm the address of a new account',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({ token: linkToken }),
  response: z.object({ email: z.string() }),
  errors: ['INVALID_LINK'],
  example: { token: 'from the mailed link' },
})

export const resendVerification = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/verify-email/resend',
  summary: 'Mail the link for verification again',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({ email }),
  response: nothing,
  example: { email: 'mali@example.com' },
})

export const logIn = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/login',
  summary: 'Sign in',
  description:
    'Sets two cookies that scripts cannot read: one for access (15 minutes) and one that renews it (30 days). With two-factor on, gives a challenge in their place.',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({ email: identifier, password }),
  response: signInResultSchema,
  errors: ['WRONG_CREDENTIALS', 'ACCOUNT_LOCKED', 'ACCOUNT_DISABLED', 'EMAIL_NOT_VERIFIED'],
  example: { email: 'mali@example.com', password: 'Correct-Horse-7' },
})

export const refresh = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/refresh',
  summary: 'Renew the access cookie',
  description:
    'Gives a new refresh cookie each time. An old one that comes again after a short grace ends the whole session: it was stolen.',
  tag: 'Accounts',
  allow: 'public',
  response: z.object({ expiresAt: timestamp.meta({ description: 'When the access cookie ends.' }) }),
  errors: ['NOT_SIGNED_IN'],
})

export const logOut = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/logout',
  summary: 'Sign out',
  tag: 'Accounts',
  allow: 'public',
  response: nothing,
})

export const logOutEverywhere = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/logout-everywhere',
  summary: 'Sign out on every device',
  description: 'Ends all sessions at once, open streams included, and forgets trusted devices.',
  tag: 'Accounts',
  allow: 'signed-in',
  response: nothing,
})

export const sessionSchema = z.object({
  id,
  device: z.string().meta({ description: 'Browser and system, as far as the browser tells.' }),
  address: z.string(),
  createdAt: timestamp,
  lastUsedAt: timestamp,
  isCurrent: z.boolean(),
})

export const listSessions = defineEndpoint({
  method: 'GET',
  path: '/api/v1/auth/sessions',
  summary: 'Where you are signed in',
  tag: 'Accounts',
  allow: 'signed-in',
  response: z.array(sessionSchema),
})

export const endSession = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/auth/sessions/:sessionId',
  summary: 'Sign out on one device',
  tag: 'Accounts',
  allow: 'signed-in',
  params: z.strictObject({ sessionId: id }),
  response: nothing,
  errors: ['NOT_FOUND'],
})

export const forgotPassword = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/password/forgot',
  summary: 'Mail a link that sets a new password',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({ email }),
  response: nothing,
  example: { email: 'mali@example.com' },
})

export const resetPassword = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/password/reset',
  summary: 'Set a new password by a link',
  description: 'Works once, within an hour; ends all sessions and takes a lock off.',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({ token: linkToken, password }),
  response: z.object({ email: z.string() }),
  errors: ['INVALID_LINK', 'WEAK_PASSWORD', 'PASSWORD_USED_BEFORE'],
  example: { token: 'from the mailed link', password: 'Better-Horse-8' },
})

export const changePassword = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/password/change',
  summary: 'Change your password',
  description: 'Ends all other sessions.',
  tag: 'Accounts',
  allow: 'signed-in',
  body: z.strictObject({ currentPassword: password, password }),
  response: nothing,
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'WEAK_PASSWORD', 'PASSWORD_USED_BEFORE'],
  example: { currentPassword: 'Correct-Horse-7', password: 'Better-Horse-8' },
})

export const unlockAccount = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/unlock',
  summary: 'Take a lock off by the mailed link',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({ token: linkToken }),
  response: z.object({ email: z.string() }),
  errors: ['INVALID_LINK'],
  example: { token: 'from the mailed link' },
})

export const changeEmail = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/email/change',
  summary: 'Ask for another address',
  description: 'A link goes to both addresses; the change holds once both are confirmed.',
  tag: 'Accounts',
  allow: 'signed-in',
  body: z.strictObject({ email, password }),
  response: nothing,
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'MAIL_NOT_CONFIGURED'],
  example: { email: 'mali@new.example.com', password: 'Correct-Horse-7' },
})

export const confirmEmail = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/email/confirm',
  summary: 'Confirm a change of address by one of its two links',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({ token: linkToken }),
  response: z.object({
    isChanged: z.boolean().meta({ description: 'false: the other address is still to be confirmed.' }),
  }),
  errors: ['INVALID_LINK', 'EMAIL_TAKEN'],
  example: { token: 'from the mailed link' },
})

export const updateMe = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/me',
  summary: 'Change your name, username or language',
  tag: 'Accounts',
  allow: 'signed-in',
  body: z.strictObject({
    name: text(limits.nameMaxLength).optional(),
    username: username.nullable().optional(),
    locale: localeSchema.optional(),
  }),
  response: meSchema,
  errors: ['USERNAME_TAKEN'],
  example: { name: 'Mali S.' },
})

// ── two-factor ──

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
  body: z.strictObject({ password }),
  response: z.object({
    secret: z.string().meta({ description: 'Base32, to type in by hand.' }),
    uri: z.string(),
    qrSvg: z.string().meta({ description: 'A QR code of the uri, as an SVG path on a square of `qrSize`.' }),
    qrSize: z.number().int(),
  }),
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'TWO_FACTOR_ON'],
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
  body: z.strictObject({ password }),
  response: nothing,
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED'],
  example: { password: 'Correct-Horse-7' },
})

export const renewBackupCodes = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/2fa/backup-codes',
  summary: 'New backup codes; the old ones end',
  tag: 'Accounts',
  allow: 'signed-in',
  body: z.strictObject({ password }),
  response: backupCodes,
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'TWO_FACTOR_OFF'],
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

// ── passkeys ──

const passkeySchema = z.object({ id, name: z.string(), createdAt: timestamp, lastUsedAt: timestamp.nullable() })
/** As the WebAuthn standard defines it; checked by the server's WebAuthn library. */
const webAuthn = z.record(z.string(), z.unknown())

export const listPasskeys = defineEndpoint({
  method: 'GET',
  path: '/api/v1/auth/passkeys',
  summary: 'Your passkeys',
  tag: 'Accounts',
  allow: 'signed-in',
  response: z.array(passkeySchema),
})

export const beginPasskey = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/passkeys/options',
  summary: 'Begin to add a passkey',
  tag: 'Accounts',
  allow: 'signed-in',
  body: z.strictObject({ password }),
  response: z.object({ options: webAuthn, challenge: z.string() }),
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'PASSKEY_REFUSED'],
  example: { password: 'Correct-Horse-7' },
})

export const addPasskey = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/passkeys',
  summary: 'Add a passkey that the browser has made',
  tag: 'Accounts',
  allow: 'signed-in',
  body: z.strictObject({ name: text(60), challenge: z.string().min(1).max(1000), response: webAuthn }),
  status: 201,
  response: passkeySchema,
  errors: ['PASSKEY_REFUSED'],
  example: { name: 'My phone', challenge: 'from /auth/passkeys/options', response: {} },
})

export const removePasskey = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/auth/passkeys/:passkeyId',
  summary: 'Remove a passkey',
  tag: 'Accounts',
  allow: 'signed-in',
  params: z.strictObject({ passkeyId: id }),
  response: nothing,
  errors: ['NOT_FOUND'],
})

export const beginPasskeyLogIn = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/passkeys/login/options',
  summary: 'Begin to sign in with a passkey',
  tag: 'Accounts',
  allow: 'public',
  response: z.object({ options: webAuthn, challenge: z.string() }),
  errors: ['PASSKEY_REFUSED'],
})

export const logInWithPasskey = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/passkeys/login',
  summary: 'Sign in with a passkey',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({ challenge: z.string().min(1).max(1000), response: webAuthn }),
  response: signInResultSchema,
  errors: ['PASSKEY_REFUSED', 'ACCOUNT_DISABLED', 'EMAIL_NOT_VERIFIED'],
  example: { challenge: 'from /auth/passkeys/login/options', response: {} },
})
