import { z } from 'zod'
import { guidesSchema, meSchema, ownPassword, password } from './accounts.ts'
import { linkToken } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { email, localeSchema, nothing, text, timestamp, timeZone } from './fields.ts'
import { limits } from './limits.ts'

export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/, { error: '3 to 40 letters, digits, dots, hyphens or underscores.' })

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
  body: z.strictObject({ currentPassword: ownPassword, password }),
  response: nothing,
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'SIGN_IN_AGAIN', 'WEAK_PASSWORD', 'PASSWORD_USED_BEFORE'],
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
  body: z.strictObject({ email, password: ownPassword }),
  response: nothing,
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'SIGN_IN_AGAIN', 'MAIL_NOT_CONFIGURED'],
  example: { email: 'mali@new.example.com', password: 'Correct-Horse-7' },
})

const emailChange = z.object({
  email: z.string().meta({ description: 'The address that is to be used.' }),
  isOldConfirmed: z.boolean(),
  isNewConfirmed: z.boolean(),
  expiresAt: timestamp.meta({ description: 'When its links end.' }),
})

export const getEmailChange = defineEndpoint({
  method: 'GET',
  path: '/api/v1/auth/email/change',
  summary: 'The change of address that waits to be confirmed; null: none does',
  tag: 'Accounts',
  allow: 'signed-in',
  response: emailChange.nullable(),
})

export const resendEmailChange = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/email/change/resend',
  summary: 'Mail the links that are still to be opened again; earlier ones end',
  tag: 'Accounts',
  allow: 'signed-in',
  response: nothing,
  errors: ['NOT_FOUND'],
})

export const cancelEmailChange = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/auth/email/change',
  summary: 'Take back a change of address that was not confirmed yet',
  tag: 'Accounts',
  allow: 'signed-in',
  response: nothing,
  errors: ['NOT_FOUND'],
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
  summary: 'Change your name, username, language or time zone',
  tag: 'Accounts',
  allow: 'signed-in',
  body: z.strictObject({
    name: text(limits.nameMaxLength).optional(),
    username: username.nullable().optional(),
    locale: localeSchema.optional(),
    timeZone: timeZone.nullable().optional(),
  }),
  response: meSchema,
  errors: ['USERNAME_TAKEN'],
  example: { name: 'Mali S.' },
})

export const markGuides = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/me/guides',
  summary: 'Note that guides to pages of the dashboard are shown to you',
  description: 'Of several devices that ask at once, one is told that a guide is new.',
  tag: 'Accounts',
  allow: 'signed-in',
  body: z.strictObject({ seen: guidesSchema }),
  response: z.object({
    seen: guidesSchema.meta({ description: 'All of them.' }),
    added: guidesSchema.meta({ description: 'Those that were not seen before.' }),
  }),
  example: { seen: ['inbox'] },
})
