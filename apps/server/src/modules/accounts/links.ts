import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { hashOfToken, newToken } from '../../platform/secrets/random-token.ts'

export type LinkPurpose = 'verify' | 'reset' | 'unlock' | 'email-old' | 'email-new'
export type LinkRow = { id: string; user_id: string; purpose: LinkPurpose; email: string | null; used_at: Date | null }

const hourMs = 3600_000
const pages: Record<LinkPurpose, { path: string; ms: number }> = {
  verify: { path: '/verify-email', ms: 24 * hourMs },
  reset: { path: '/reset-password', ms: hourMs },
  unlock: { path: '/unlock', ms: 24 * hourMs },
  'email-old': { path: '/confirm-email', ms: 24 * hourMs },
  'email-new': { path: '/confirm-email', ms: 24 * hourMs },
}

/** For how long a link works. */
export const linkMs = (purpose: LinkPurpose) => pages[purpose].ms

/** One-time links. The secret stands behind the #, so that it gets into no log; only its hash is kept. */
export function createLinks({ nowMs, publicUrl }: { nowMs: () => number; publicUrl: () => string }) {
  const now = () => new Date(nowMs())
  const find = (tx: Tx, token: string, purposes: LinkPurpose[], lock: '' | 'for update') =>
    tx.maybeOne<LinkRow>(
      `select id, user_id, purpose, email, used_at from account_links
       where token_hash = $1 and purpose = any($2) and used_at is null and expires_at > $3 ${lock}`,
      [hashOfToken(token), purposes, now()],
    )

  return {
    /**
     * Makes a link; earlier ones of the same purpose end.
     * @param link `id`: the same one makes one link, however often it is asked for.
     * @returns null when it was made before.
     */
    async issueIn(
      tx: Tx,
      link: { id: string; userId: string; purpose: LinkPurpose; email?: string },
    ): Promise<string | null> {
      const { path, ms } = pages[link.purpose]
      const token = newToken()
      await tx.query('delete from account_links where user_id = $1 and purpose = $2 and id <> $3', [
        link.userId,
        link.purpose,
        link.id,
      ])
      const made = await tx.query(
        `insert into account_links (id, token_hash, user_id, purpose, email, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing returning id`,
        [link.id, hashOfToken(token), link.userId, link.purpose, link.email ?? null, now(), new Date(nowMs() + ms)],
      )
      return made.length > 0 ? `${publicUrl()}${path}#token=${token}` : null
    },

    /** Whose link it is, without using it up. @throws AppError INVALID_LINK; so does `useIn`. */
    async peekIn(tx: Tx, token: string, ...purposes: LinkPurpose[]): Promise<LinkRow> {
      const link = await find(tx, token, purposes, '')
      if (!link) throw new AppError('INVALID_LINK')
      return link
    },

    async useIn(tx: Tx, token: string, ...purposes: LinkPurpose[]): Promise<LinkRow> {
      const link = await find(tx, token, purposes, 'for update')
      if (!link) throw new AppError('INVALID_LINK')
      await tx.query('update account_links set used_at = $2 where id = $1', [link.id, now()])
      return link
    },

    /** What waits to be opened, or was opened, and has not ended. */
    listIn: (tx: Tx, userId: string, ...purposes: LinkPurpose[]) =>
      tx.query<LinkRow & { expires_at: Date }>(
        `select id, user_id, purpose, email, used_at, expires_at from account_links
         where user_id = $1 and purpose = any($2) and expires_at > $3`,
        [userId, purposes, now()],
      ),

    /** Lets one that was opened count as long as one that is made now. */
    prolongIn: (tx: Tx, { id, purpose }: LinkRow) =>
      tx.query('update account_links set expires_at = $2 where id = $1', [id, new Date(nowMs() + linkMs(purpose))]),

    /** Ends what is open of a person. */
    dropIn: (tx: Tx, userId: string, ...purposes: LinkPurpose[]) =>
      tx.query('delete from account_links where user_id = $1 and purpose = any($2)', [userId, purposes]),

    forgetEndedIn: (tx: Tx) => tx.query('delete from account_links where expires_at < $1', [now()]),
  }
}

export type Links = ReturnType<typeof createLinks>
