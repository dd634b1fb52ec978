import { z } from 'zod'
import { ownPassword } from './accounts.ts'
import { signInResultSchema } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { id, nothing, text, timestamp } from './fields.ts'

/** As the WebAuthn standard defines it; checked by the server's WebAuthn library. */
const webAuthn = z.record(z.string(), z.unknown())
const passkeySchema = z.object({ id, name: z.string(), createdAt: timestamp, lastUsedAt: timestamp.nullable() })

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
  body: z.strictObject({ password: ownPassword }),
  response: z.object({ options: webAuthn, challenge: z.string() }),
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'SIGN_IN_AGAIN', 'PASSKEY_REFUSED'],
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
  method: 'POST',
  path: '/api/v1/auth/passkeys/:passkeyId/remove',
  summary: 'Remove a passkey',
  tag: 'Accounts',
  allow: 'signed-in',
  params: z.strictObject({ passkeyId: id }),
  body: z.strictObject({ password: ownPassword }),
  response: nothing,
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'SIGN_IN_AGAIN', 'NOT_FOUND'],
  example: { password: 'Correct-Horse-7' },
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
