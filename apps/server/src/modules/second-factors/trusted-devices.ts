import { recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PersonActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import { hashOfToken, newToken } from '../../platform/secrets/random-token.ts'
import * as store from './trusted-devices.store.ts'

export const trustedDays = 30

/** Browsers on which a person is not asked for a code. Their cookie holds a token, of which a hash is stored. */
export function createTrustedDevices(deps: {
  db: Database
  nowMs: () => number
  /** Browser and system, in words. */
  describeDevice: (userAgent: string) => string
}) {
  const { db, nowMs, describeDevice } = deps
  const now = () => new Date(nowMs())
  return {
    /** @returns the token for the cookie. */
    async trust(tx: Tx, userId: string, userAgent: string): Promise<string> {
      const token = newToken()
      const expiresAt = new Date(nowMs() + trustedDays * 24 * 3600_000)
      const device = { id: newId(), userId, tokenHash: hashOfToken(token), userAgent, createdAt: now(), expiresAt }
      await store.insertDevice(tx, device)
      return token
    },
    isTrusted: async (userId: string, token: string | undefined) =>
      token !== undefined && db.global((tx) => store.isTrusted(tx, userId, hashOfToken(token), now())),
    list: async (tx: Tx, userId: string) =>
      (await store.listDevices(tx, userId, now())).map((one) => ({
        id: one.id,
        device: describeDevice(one.user_agent),
        createdAt: one.created_at.toISOString(),
        expiresAt: one.expires_at.toISOString(),
      })),
    forget: (actor: PersonActor, id: string) =>
      db.global(async (tx) => {
        const userAgent = await store.deleteDevice(tx, actor.userId, id)
        if (userAgent === null) throw new AppError('NOT_FOUND')
        const target = { kind: 'trusted_device', id, name: describeDevice(userAgent) }
        await recordAudit(tx, { actor, action: 'account.device_forgotten', target })
      }),
    forgetExpired: () => db.global((tx) => store.deleteExpiredDevices(tx, now())),
  }
}

export type TrustedDevices = ReturnType<typeof createTrustedDevices>
