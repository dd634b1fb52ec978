/**
 * Every error a caller can meet, by code. Clients branch on `code`, never on `message`.
 * Documented one by one in docs/errors.md, which is checked against this list.
 */
export const errorCatalogue = {
  VALIDATION_ERROR: { status: 400, message: 'Some of the input is not valid. See details.' },
  INVALID_JSON: { status: 400, message: 'The request body is not valid JSON.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'This content type is not accepted here.' },
  BODY_TOO_LARGE: { status: 413, message: 'The request body is too large.' },
  NOT_FOUND: { status: 404, message: 'There is nothing here, or you may not see it.' },
  NOT_SIGNED_IN: { status: 401, message: 'Sign in to go on.' },
  WRONG_CREDENTIALS: { status: 401, message: 'E-mail or password is wrong.' },
  ACCOUNT_LOCKED: {
    status: 423,
    message: 'Too many wrong passwords. Wait a while, or use the link in the mail that was sent to you.',
  },
  WRONG_PASSWORD: { status: 403, message: 'The password is wrong.' },
  WRONG_CODE: { status: 403, message: 'This code is wrong, too old or used already. Try the next one.' },
  EMAIL_NOT_VERIFIED: {
    status: 403,
    message: 'Confirm your address first, by the link in the mail that was sent to it.',
  },
  EMAIL_TAKEN: { status: 409, message: 'This address belongs to another account.' },
  USERNAME_TAKEN: { status: 409, message: 'This username is taken.' },
  INVALID_LINK: { status: 403, message: 'This link is not valid any more. Ask for a new one.' },
  REGISTRATION_CLOSED: { status: 403, message: 'Accounts are made by invitation here.' },
  PASSWORD_USED_BEFORE: { status: 400, message: 'This is one of your last five passwords. Use another one.' },
  MAIL_NOT_CONFIGURED: { status: 409, message: 'This server sends no mail. Ask its operator.' },
  TWO_FACTOR_ON: { status: 409, message: 'Two-factor is on already.' },
  TWO_FACTOR_OFF: { status: 409, message: 'Two-factor is off.' },
  PASSKEY_REFUSED: { status: 403, message: 'This passkey could not be checked. Try again.' },
  PROVIDER_REFUSED: { status: 502, message: 'Signing in there did not work. Try again.' },
  PROVIDER_NOT_LINKED: {
    status: 409,
    message: 'There is an account with this address. Sign in with its password, then link the other account to it.',
  },
  PROVIDER_LINKED_ELSEWHERE: { status: 409, message: 'That account is linked to another account here.' },
  PROVIDER_EMAIL_UNKNOWN: {
    status: 409,
    message: 'That account has no confirmed e-mail address. Make an account here first, then link the two.',
  },
  NOT_ALLOWED: { status: 403, message: 'Your role does not allow this.' },
  FOREIGN_ORIGIN: { status: 403, message: 'This request came from a page that may not make it.' },
  ORIGIN_NOT_ALLOWED: {
    status: 403,
    message: 'This widget may not be used on this site. Add the site to its allowed origins.',
  },
  WIDGET_NOT_FOUND: { status: 404, message: 'There is no widget with this key.' },
  WIDGET_PAUSED: { status: 503, message: 'This chat is paused at the moment.' },
  INVALID_VISITOR_TOKEN: { status: 401, message: 'The chat token is not valid any more. Start the session again.' },
  SESSION_CLOSED: { status: 409, message: 'This chat has ended. Start a new one to go on.' },
  SESSION_FULL: { status: 409, message: 'This chat has reached its length limit. Start a new one to go on.' },
  CHAT_ERASED: { status: 409, message: 'The visitor had this chat deleted. It cannot be opened again.' },
  NOT_OWN_MESSAGE: { status: 403, message: 'Only its author can change a message.' },
  TOO_LATE_TO_EDIT: { status: 409, message: 'Messages can be changed for 5 minutes after they were sent.' },
  REPLIED_MEANWHILE: { status: 409, message: 'Somebody else replied meanwhile. Look first, then send again.' },
  NOTHING_TO_ANSWER: { status: 409, message: 'There is no answer here that can be written again.' },
  CLIENT_MESSAGE_ID_REUSED: { status: 409, message: 'This clientMessageId was used for another message.' },
  IDEMPOTENCY_KEY_REUSED: { status: 409, message: 'This Idempotency-Key was used for another request.' },
  IDEMPOTENCY_KEY_IN_USE: { status: 409, message: 'A request with this Idempotency-Key is still running. Try again.' },
  SETUP_DONE: { status: 409, message: 'The first account exists already. Sign in instead.' },
  INVALID_SETUP_LINK: {
    status: 403,
    message: 'This set-up link is not valid. Use the newest one that the server printed.',
  },
  WEAK_PASSWORD: {
    status: 400,
    message:
      'Use at least 8 characters with an upper-case letter, a digit and a special character, and nothing that is easy to guess.',
  },
  UNREADABLE_DOCUMENT: { status: 422, message: 'No text could be read from this file.' },
  UNSUPPORTED_DOCUMENT: { status: 415, message: 'Only PDF, Markdown and plain text files can be added.' },
  ADDRESS_NOT_ALLOWED: { status: 400, message: 'This address may not be called from here.' },
  RESPONDER_FAILED: { status: 502, message: 'The AI provider did not answer as expected.' },
  QUOTA_REACHED: { status: 402, message: 'The plan of this workspace does not allow more.' },
  LAST_OWNER: { status: 409, message: 'A workspace needs an owner. Hand it over first.' },
  RATE_LIMITED: { status: 429, message: 'Too many requests. Wait a moment and try again.' },
  SERVICE_UNAVAILABLE: {
    status: 503,
    message: 'The service is not available for a moment. Nothing is lost; try again.',
  },
  SHUTTING_DOWN: { status: 503, message: 'The server is restarting. Try again in a moment.' },
  INTERNAL_ERROR: { status: 500, message: 'Something went wrong on our side.' },
} as const satisfies Record<string, { status: number; message: string }>

export type ErrorCode = keyof typeof errorCatalogue
