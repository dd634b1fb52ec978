import type { Locale } from '@minichat/contracts'
import type { Tx } from '../database/database.ts'
import { newId } from '../ids.ts'
import type { Module } from '../module.ts'
import type { Place, Secrets } from '../secrets/secrets.ts'
import type { LetterName, Letters } from './letters.ts'

export type Letter<N extends LetterName = LetterName> = {
  [K in N]: { to: string; locale: Locale; template: K; values: Letters[K] }
}[N]

export type Mail = {
  /** false: nothing leaves this server; links are handed over by people. */
  readonly isConfigured: boolean
  /** Queues a mail as a row of the caller's transaction: it is sent if and only if that commits. */
  send(tx: Tx, letter: Letter): Promise<void>
}

/** Where the values of a queued mail belong. */
export const valuesPlace = (mailId: string): Place => ({ workspaceId: null, column: `mails.values_sealed:${mailId}` })

export function createMail(deps: { secrets: Secrets; isConfigured: boolean }): Mail {
  return {
    isConfigured: deps.isConfigured,
    async send(tx, { to, locale, template, values }) {
      const id = newId()
      await tx.query(
        'insert into mails (id, to_address, locale, template, values_sealed) values ($1, $2, $3, $4, $5)',
        [id, to, locale, template, deps.secrets.seal(JSON.stringify(values), valuesPlace(id))],
      )
    },
  }
}

export const mailModule = (): Module => ({
  name: 'mail',
  tables: [
    { name: 'mails', scope: 'global', personalData: [{ columns: ['to_address', 'values_sealed'], of: 'member' }] },
  ],
})
