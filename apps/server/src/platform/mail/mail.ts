import type { Locale } from '@minichat/contracts'
import type { Tx } from '../database/database.ts'
import { newId } from '../ids.ts'
import type { Hub } from '../realtime/hub.ts'
import type { Place, Secrets } from '../secrets/secrets.ts'
import type { LetterName, Letters } from './letters.ts'
import { insertMail } from './mails.store.ts'

export type Letter<N extends LetterName = LetterName> = {
  [K in N]: { to: string; locale: Locale; template: K; values: Letters[K] }
}[N]

export type Mail = {
  /** false: nothing leaves this server; links are handed over by people. */
  readonly isConfigured: boolean
  /** Whether what is mailed can be read: it is sent, or the mailbox page of a server that is only tried out shows it. */
  readonly isReadable: boolean
  /** The page that shows what is kept; null: there is none. */
  readonly mailbox: string | null
  /** Queues a mail as a row of the caller's transaction: it is sent if and only if that commits. */
  /** @returns its Message-ID, with the id of its row. */
  send(tx: Tx, letter: Letter): Promise<{ id: string; messageId: string }>
}

/** Senders listen to it: something waits. */
export const mailTopic = 'mail'

/** As a mail's headers name it. @param domain that of the sender's address. */
export const messageIdOf = (id: string, domain: string) => `<${id}@${domain}>`
export const domainOf = (address: string) => address.split('@')[1] ?? 'minichat'

/** Where the values of a queued mail belong. */
export const valuesPlace = (mailId: string): Place => ({ workspaceId: null, column: `mails.values_sealed:${mailId}` })

/** One address and nothing else: no list, no name, no line break. */
const oneAddress = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"\\]+$/

export function createMail(deps: {
  secrets: Secrets
  hub: Hub
  isConfigured: boolean
  mailbox?: string | null
  domain?: string
}): Mail {
  const { secrets, hub, isConfigured, mailbox = null, domain = 'minichat' } = deps
  return {
    isConfigured,
    isReadable: isConfigured || mailbox !== null,
    mailbox,
    async send(tx, { to, locale, template, values }) {
      if (!oneAddress.test(to)) throw new Error('A mail goes to one address.')
      const id = newId()
      const sealed = secrets.seal(JSON.stringify(values), valuesPlace(id))
      await insertMail(tx, { id, to, locale, template, sealed, status: isConfigured ? 'waiting' : 'kept' })
      if (isConfigured) tx.afterCommit(() => hub.publish(mailTopic, null))
      return { id, messageId: messageIdOf(id, domain) }
    },
  }
}
