import { recordAudit } from '../../platform/audit.ts'
import { createCache, deafMs } from '../../platform/cache.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import type { RequestOrigin } from '../../platform/http/actor.ts'
import { sessionEndTopic } from '../../platform/http/session-end.ts'
import { newId } from '../../platform/ids.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { RefreshClaims } from './refresh-tokens.ts'
import * as store from './sessions.store.ts'

/** For so long a sign-in stands in for the password that an account does not have. */
const freshMs = 10 * 60_000
/** How long somebody stays signed in who does not come back. */
export const sessionMs = 30 * 24 * 3600_000
/** When a session ends for good, however often it was renewed. A constraint of the table says the same. */
const longestMs = 90 * 24 * 3600_000
/** Within this the token before is taken as well: two tabs renewed at once, or the answer got lost on the way. */
const graceMs = 60_000
/**
 * How long what is cached of people is believed, in ms. `npm run admin` changes them too, and cannot tell a server that
 * owns its database.
 */
export const believedMs = (hub: Hub) => (hub.isShared ? 600_000 : deafMs)

export type OpenSession = RefreshClaims & { userId: string }

/** Sign-in sessions: opened, renewed, ended; who has ended one ends its streams, in every process, at once. */
export function createSessions({ db, hub, nowMs }: { db: Database; hub: Hub; nowMs: () => number }) {
  const now = () => new Date(nowMs())
  const cache = createCache({
    name: 'sessions',
    hub,
    ttlMs: believedMs(hub),
    maxEntries: 20_000,
    nowMs,
    load: async (id) => (await db.query<store.SessionRow>(store.sessionQuery, [id]))[0] ?? null,
  })

  function tellEnded(tx: Tx, ended: { id: string }[]): number {
    tx.afterCommit(() => {
      for (const { id } of ended) {
        cache.invalidate(id)
        hub.publish(sessionEndTopic(id), null)
      }
    })
    return ended.length
  }

  /** @returns whose it was, or undefined when it had ended before. */
  async function endIn(tx: Tx, sessionId: string) {
    const ended = await store.deleteSession(tx, sessionId)
    if (ended) tellEnded(tx, [{ id: sessionId }])
    return ended
  }

  /** @returns how many have ended. */
  const endAllIn = async (tx: Tx, userId: string, { except = null }: { except?: string | null } = {}) =>
    tellEnded(tx, await store.deleteSessionsOf(tx, userId, except))

  async function endStolen(tx: Tx, session: store.SessionRow, from: RequestOrigin): Promise<void> {
    const person = await endIn(tx, session.id)
    await recordAudit(tx, {
      actor: { kind: 'anyone', userId: session.user_id, name: person?.name ?? '', from },
      action: 'account.refresh_token_reused',
      target: { kind: 'session', id: session.id },
    })
  }

  return {
    endIn,
    endAllIn,

    /** A session that is alive, or null. */
    async find(sessionId: string): Promise<store.SessionRow | null> {
      const session = await cache.get(sessionId)
      return session && session.expires_at.getTime() > nowMs() ? session : null
    },

    /** Its person has shown a passkey. */
    async noteByPasskeyIn(tx: Tx, sessionId: string): Promise<void> {
      await store.noteByPasskey(tx, sessionId)
      tx.afterCommit(() => cache.invalidate(sessionId))
    },

    /** Whether somebody has signed in just now. */
    async isFresh(sessionId: string): Promise<boolean> {
      const session = await cache.get(sessionId)
      return session !== null && session.created_at.getTime() + freshMs > nowMs()
    },

    async openIn(tx: Tx, userId: string, opening: store.Device & { isByPasskey: boolean }): Promise<OpenSession> {
      const sessionId = newId()
      const expiresAt = new Date(nowMs() + sessionMs)
      await store.insertSession(tx, { id: sessionId, userId, now: now(), expiresAt, ...opening })
      return { sessionId, userId, generation: 1 }
    },

    /**
     * Takes a refresh token for the next one. One that is older than the grace allows was stolen, from here or by
     * whoever comes with it: the session ends.
     * @returns null when there is nothing to renew.
     */
    renew: (claims: RefreshClaims, device: store.Device, from: RequestOrigin): Promise<OpenSession | null> =>
      db.global(async (tx) => {
        const rotated = await store.rotateSession(
          tx,
          claims,
          { now: now(), expiresAt: new Date(nowMs() + sessionMs), longestMs },
          device,
        )
        if (rotated) {
          tx.afterCommit(() => cache.invalidate(rotated.id))
          return { ...claims, userId: rotated.user_id, generation: rotated.generation }
        }
        const session = await store.readSession(tx, claims.sessionId)
        if (!session || session.expires_at <= now()) return null
        const isJustBefore = claims.generation === session.generation - 1
        if (isJustBefore && session.rotated_at.getTime() + graceMs >= nowMs()) {
          return { ...claims, userId: session.user_id, generation: session.generation }
        }
        await endStolen(tx, session, from)
        return null
      }),

    /** Ends the streams of a person, not the sessions: who comes back is let in, or told why not. */
    async endStreamsIn(tx: Tx, userId: string): Promise<void> {
      const open = await tx.query<store.SessionRow>(store.sessionsOfQuery, [userId, now()])
      tx.afterCommit(() => {
        for (const { id } of open) hub.publish(sessionEndTopic(id), null)
      })
    },

    listOf: (userId: string) => db.query<store.SessionRow>(store.sessionsOfQuery, [userId, now()]),

    /** @returns whether it was one of theirs. */
    endOwnIn: async (tx: Tx, sessionId: string, userId: string): Promise<boolean> =>
      tellEnded(tx, await store.deleteOwnSession(tx, sessionId, userId)) > 0,

    forgetExpired: () => db.global((tx) => store.deleteExpiredSessions(tx, now())),
  }
}

export type Sessions = ReturnType<typeof createSessions>
