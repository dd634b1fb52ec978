/** What a mail of a thread has in its headers, beside what all have. */
export type Envelope = {
  /** The name beside the sender's address. */
  fromName: string
  /** null: the one of the server's configuration. */
  replyTo: string | null
  /** Message-IDs, the oldest first; the mail follows the last. */
  references: string[]
  /** Takes a POST. */
  unsubscribeUrl: string
}

/** What somebody said in a chat. Only `text` may have several lines. */
export type Said = { author: string; text: string }

/** What each kind of mail is told. Dates are ISO texts, addresses whole URLs. */
export type Letters = {
  'verify-email': { name: string; url: string }
  /** Somebody registers with an address that has an account. */
  'already-registered': { name: string; signInUrl: string; resetUrl: string }
  'account-locked': { name: string; url: string; minutes: number; address: string }
  'password-reset': { name: string; url: string }
  'password-changed': { name: string; resetUrl: string }
  /** To the address in use. */
  'email-change-old': { name: string; newEmail: string; url: string }
  /** To the address that is to be used. */
  'email-change-new': { name: string; oldEmail: string; url: string }
  'email-changed': { name: string; newEmail: string }
  'two-factor-changed': { name: string; isOn: boolean }
  'backup-codes-renewed': { name: string; url: string }
  'passkey-changed': { name: string; passkey: string; isAdded: boolean; url: string }
  /** An account elsewhere that signs one in here. */
  'provider-changed': { name: string; provider: string; account: string; isLinked: boolean; url: string }
  invitation: { inviter: string; workspace: string; role: 'owner' | 'admin' | 'member'; url: string; expiresAt: string }
  'workspace-deleted': { workspace: string; actor: string; restoreUrl: string; until: string }
  'api-key-expires': { workspace: string; key: string; expiresAt: string; url: string }
  /** `scope`: of the day, or of the month of the workspace. */
  'spend-notice': { workspace: string; scope: 'day' | 'workspace'; percent: 80 | 100; capMicroUsd: number; url: string }
  'quota-notice': { workspace: string; quota: string; percent: 80 | 100; url: string }
  'visitors-wait': { name: string; workspace: string; count: number; minutes: number; url: string }
  /** To a member who is away. `author`: null where their account is gone. */
  mentioned: { name: string; workspace: string; author: string | null; url: string }
  /** To a visitor who has left. `url`: the page with the chat; `mayAnswer`: an answer to the mail gets there. */
  'chat-reply': {
    title: string
    replies: Said[]
    earlier: Said[]
    url: string | null
    stopUrl: string
    mayAnswer: boolean
    envelope: Envelope
  }
  /** Asks a visitor who has left how a chat was that has ended. */
  'chat-rating': {
    title: string
    badUrl: string
    okayUrl: string
    goodUrl: string
    stopUrl: string
    mayAnswer: boolean
    envelope: Envelope
  }
}

export type LetterName = keyof Letters
