import type { FastifyRequest } from 'fastify'
import type { Database, Tx } from '../../platform/database/database.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Module } from '../../platform/module.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { HeldFactors } from '../accounts/index.ts'
import type { AccountAccess } from './account-access.ts'
import { forgetChallenges } from './challenges.ts'
import { endTwoFactor, forgetDevices } from './end-trust.ts'
import { passkeysRoutes } from './passkeys.routes.ts'
import { createPasskeysService } from './passkeys.service.ts'
import { createTrustedDevices } from './trusted-devices.ts'
import { deviceCookie, twoFactorRoutes } from './two-factor.routes.ts'
import { createTwoFactorService, secretPlace } from './two-factor.service.ts'
import { heldFactorsQuery } from './two-factor.store.ts'

/** What needs a transaction only, so that `npm run admin` can do it. */
export const secondFactorRescue = (nowMs: () => number) => ({
  forgetDevices: (tx: Tx, userId: string) => forgetDevices(tx, userId, new Date(nowMs())),
  disable: endTwoFactor,
})

/** What stands besides a password, or in its place: codes of an app, backup codes, trusted devices, passkeys. */
export function createSecondFactorsModule(deps: {
  db: Database
  secrets: Secrets
  mail: Mail
  nowMs: () => number
  accounts: AccountAccess
  describeDevice: (userAgent: string) => string
  /** null: none was configured. */
  publicUrl: string | null
  /** Where people see what signs them in. */
  securityUrl: () => string
}) {
  const { db, nowMs, accounts, publicUrl } = deps
  const devices = createTrustedDevices(deps)
  const twoFactor = createTwoFactorService({ ...deps, devices })
  const passkeys = createPasskeysService(deps)

  const module: Module = {
    name: 'second-factors',
    tables: [
      {
        name: 'two_factors',
        scope: 'global',
        personalData: [{ columns: ['user_id', 'secret_sealed'], of: 'member' }],
        sealed: [{ column: 'secret_sealed', key: 'user_id', placeOf: ({ id }) => secretPlace(id) }],
      },
      { name: 'backup_codes', scope: 'global', personalData: [{ columns: ['user_id'], of: 'member' }] },
      {
        name: 'trusted_devices',
        scope: 'global',
        personalData: [{ columns: ['user_id', 'user_agent'], of: 'member' }],
      },
      {
        name: 'passkeys',
        scope: 'global',
        personalData: [{ columns: ['user_id', 'credential_id', 'public_key', 'name'], of: 'member' }],
      },
      { name: 'used_challenges', scope: 'global', personalData: [] },
    ],
    routes(app) {
      const isHttps = publicUrl?.startsWith('https://') ?? false
      twoFactorRoutes({ twoFactor, devices, accounts, isHttps })(app)
      passkeysRoutes({ passkeys, accounts, publicUrl })(app)
    },
    jobs: {
      async 'second_factors.forget_expired'() {
        await devices.forgetExpired()
        await db.global((tx) => forgetChallenges(tx, new Date(nowMs())))
      },
    },
    schedule: { 'second_factors.forget_expired': '23 * * * *' },
  }
  return {
    ...module,
    /** What accounts ask. */
    secondFactor: {
      heldBy: async (userId: string) =>
        (await db.query<HeldFactors>(heldFactorsQuery, [userId]))[0] ?? { codes: false, passkeys: false },
      /** After a first factor. @returns null when no code is needed. */
      challengeFor: (userId: string, request: FastifyRequest) =>
        twoFactor.challengeFor(userId, request.cookies[deviceCookie]),
      ...secondFactorRescue(nowMs),
    },
  }
}
