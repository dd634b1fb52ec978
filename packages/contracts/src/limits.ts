/** Limits that server, dashboard, widget and docs share. Lengths in UTF-16 code units, sizes in bytes. */
export const limits = {
  messageMaxLength: 8000,
  sessionMaxMessages: 500,
  visitorMessagesPerMinute: 20,
  pageDefault: 50,
  pageMax: 200,
  jsonBodyMaxBytes: 64 * 1024,
  textDocumentMaxLength: 1_000_000,
  documentMaxBytes: 10 * 1024 * 1024,
  questionMaxLength: 500,
  answerMaxLength: 8000,
  titleMaxLength: 200,
  nameMaxLength: 120,
  instructionsMaxLength: 4000,
  passwordMinLength: 8,
  /** bcrypt reads 72 bytes: more would be ignored without a word. */
  passwordMaxBytes: 72,
  originsMax: 50,
} as const

/** Languages in which MiniChat itself speaks. */
export const locales = ['en', 'th'] as const
export type Locale = (typeof locales)[number]
