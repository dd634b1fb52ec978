import type { Locale, mailStatuses } from '@minichat/contracts'
import type { Database, Tx } from '../database/database.ts'
import type { LetterName } from './letters.ts'

export type MailStatus = (typeof mailStatuses)[number]

export type MailRow = {
  id: string
  to_address: string
  locale: Locale
  template: LetterName
  /** null: it was sent, or is too old to be shown. */
  values_sealed: string | null
  status: MailStatus
  attempts: number
  error: string | null
  created_at: Date
  sent_at: Date | null
}
export type ClaimedMail = Pick<MailRow, 'id' | 'to_address' | 'locale' | 'template' | 'attempts' | 'created_at'> & {
  values_sealed: string
}

const columns = 'id, to_address, locale, template, values_sealed, status, attempts, error, created_at, sent_at'

export const insertMail = (
  tx: Tx,
  mail: { id: string; to: string; locale: Locale; template: LetterName; sealed: string; status: 'waiting' | 'kept' },
) =>
  tx.query(
    'insert into mails (id, to_address, locale, template, values_sealed, status) values ($1, $2, $3, $4, $5, $6)',
    [mail.id, mail.to, mail.locale, mail.template, mail.sealed, mail.status],
  )

/**
 * Takes mails that are due. They are due again when the lease ends, so that those of a sender that died are sent by
 * another. `now` may be behind the database's clock: what it has just stored is due all the same.
 */
export const claimMails = (db: Database, now: Date, options: { leaseMs: number; limit: number }) =>
  db.query<ClaimedMail>(
    `with due as (
       select id from mails
       where status = 'waiting' and next_attempt_at <= greatest(now(), $1)
       order by next_attempt_at, id limit $2 for update skip locked
     )
     update mails set attempts = attempts + 1, next_attempt_at = greatest(now(), $1) + $3 * interval '1 millisecond'
     from due where mails.id = due.id
     returning mails.id, to_address, locale, template, values_sealed, attempts, created_at`,
    [now, options.limit, options.leaseMs],
  )

/** When the next one is due, in ms from now; null when none waits. */
export async function msUntilNextMail(db: Database, now: Date): Promise<number | null> {
  const [row] = await db.query<{ ms: number | null }>(
    `select (extract(epoch from min(next_attempt_at) - greatest(now(), $1)) * 1000)::float8 as ms
     from mails where status = 'waiting'`,
    [now],
  )
  return row?.ms ?? null
}

/** Each of these changes a mail only while it is still this sender's: the number of the attempt is the fence. */
export const markSent = (db: Database, { id, attempts }: ClaimedMail, now: Date) =>
  db.query(
    `update mails set status = 'sent', sent_at = $3, error = null, values_sealed = null
     where id = $1 and attempts = $2 and status = 'waiting'`,
    [id, attempts, now],
  )

export const markFailed = (db: Database, { id, attempts }: ClaimedMail, error: string) =>
  db.query(
    `update mails set status = 'failed', error = $3, values_sealed = null
     where id = $1 and attempts = $2 and status = 'waiting'`,
    [id, attempts, error],
  )

export const postponeMail = (db: Database, { id, attempts }: ClaimedMail, error: string, until: Date) =>
  db.query(`update mails set next_attempt_at = $4, error = $3 where id = $1 and attempts = $2 and status = 'waiting'`, [
    id,
    attempts,
    error,
    until,
  ])

/** Mails that nobody will send are kept for people to hand their links over. */
export const keepWaitingMails = (db: Database) => db.query(`update mails set status = 'kept' where status = 'waiting'`)

export const dropKeptValues = (db: Database, before: Date) =>
  db.query(
    `update mails set values_sealed = null where status = 'kept' and values_sealed is not null and created_at < $1`,
    [before],
  )

export const deleteMails = (db: Database, before: Date) => db.query('delete from mails where created_at < $1', [before])

/** The newest first. */
export const listMails = (db: Database, options: { status: MailStatus | null; before: string | null; limit: number }) =>
  db.query<MailRow>(
    `select ${columns} from mails where ($1::text is null or status = $1) and ($2::uuid is null or id < $2)
     order by id desc limit $3`,
    [options.status, options.before, options.limit],
  )

export const findMail = async (db: Database, id: string): Promise<MailRow | undefined> =>
  (await db.query<MailRow>(`select ${columns} from mails where id = $1`, [id]))[0]

/** Those of the last day that failed; all that wait. */
export const countMails = (db: Database) =>
  db.query<{ status: 'waiting' | 'failed'; count: number }>(
    `select status, count(*)::integer as count from mails
     where status = 'waiting' or (status = 'failed' and created_at > now() - interval '1 day') group by 1`,
  )
