import type { Database } from '../../platform/database/database.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Links } from './links.ts'
import type { Passwords } from './passwords.ts'
import type { PeopleCache } from './people-cache.ts'
import type { Sessions } from './sessions.ts'

/** What the use cases of accounts stand on. */
export type AccountsCore = {
  db: Database
  mail: Mail
  passwords: Passwords
  sessions: Sessions
  people: PeopleCache
  links: Links
  nowMs: () => number
  /** The origin under which people reach this server, for links in mails. */
  publicUrl: () => string
}
