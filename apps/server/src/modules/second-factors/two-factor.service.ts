import { recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PersonActor, RequestOrigin } from '../../platform/http/actor.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Place, Secrets } from '../../platform/secrets/secrets.ts'
import type { AccountAccess } from './account-access.ts'
import { hashOfBackupCode, newBackupCodes } from './backup-codes.ts'
import { createChallenges, finishChallenge, tryChallenge } from './challenges.ts'
import { endTwoFactor } from './end-trust.ts'
import { newTotpSecret, qrPath, stepOfCode, totpUri } from './totp.ts'
import type { TrustedDevices } from './trusted-devices.ts'
import * as store from './two-factor.store.ts'

/** Wrong codes at one challenge; then it begins with the password again. */
const triesPerChallenge = 5

export const secretPlace = (userId: string): Place => ({
  workspaceId: null,
  column: `two_factors.secret_sealed:${userId}`,
})

export function createTwoFactorService(deps: {
  db: Database
  secrets: Secrets
  mail: Mail
  nowMs: () => number
  /** Where people see what signs them in. */
  securityUrl: () => string
  accounts: Pick<AccountAccess, 'meOf' | 'confirmPassword' | 'secondFactorsChangedIn'>
  devices: TrustedDevices
}) {
  const { db, secrets, nowMs, accounts, devices } = deps
  const challenges = createChallenges<{ userId: string }>({ secrets, nowMs, purpose: 'two-factor' })
  const now = () => new Date(nowMs())

  const isOn = async (userId: string) => (await db.global((tx) => store.findTwoFactor(tx, userId)))?.is_on ?? false

  async function refuse(userId: string): Promise<never> {
    const seconds = await db.global((tx) => store.lockedForSeconds(tx, userId, now()))
    if (seconds === 0) throw new AppError('WRONG_CODE')
    const message = 'Too many wrong codes. Try again later.'
    throw new AppError('ACCOUNT_LOCKED', { message, retryAfterSeconds: seconds })
  }

  /** Checks a code whose try has been counted. @returns how to take it, in a transaction: false when it was taken. */
  async function check(userId: string, tried: store.TwoFactor, code: string) {
    if (/^\d{6}$/.test(code)) {
      const step = stepOfCode(secrets.open(tried.secret_sealed, secretPlace(userId)), code, nowMs())
      return step === null ? null : { isBackup: false, take: (tx: Tx) => store.takeStep(tx, userId, step) }
    }
    if (!tried.backup_salt) return null
    const hash = await hashOfBackupCode(code, tried.backup_salt)
    return { isBackup: true, take: (tx: Tx) => store.takeBackupCode(tx, userId, hash) }
  }

  /** The state that a code was checked against, unless it is another one by now; holds the row. */
  async function lockSame(tx: Tx, userId: string, tried: store.TwoFactor): Promise<void> {
    const current = await store.lockTwoFactor(tx, userId)
    if (current?.secret_sealed !== tried.secret_sealed) throw new AppError('WRONG_CODE')
  }

  async function tellChange(tx: Tx, userId: string, user: { email: string; name: string; locale: 'en' | 'th' }) {
    const { is_on: isNowOn = false } = (await store.findTwoFactor(tx, userId)) ?? {}
    const values = { name: user.name, isOn: isNowOn }
    await deps.mail.send(tx, { to: user.email, locale: user.locale, template: 'two-factor-changed', values })
    await accounts.secondFactorsChangedIn(tx, userId)
  }

  return {
    async status(userId: string) {
      return db.global(async (tx) => ({
        isOn: (await store.findTwoFactor(tx, userId))?.is_on ?? false,
        backupCodesLeft: await store.countBackupCodes(tx, userId),
        trustedDevices: await devices.list(tx, userId),
      }))
    },

    /** A secret that holds once a code of it was given. */
    async setUp(actor: PersonActor, password: string) {
      await accounts.confirmPassword(actor, password)
      const { user } = await accounts.meOf(actor.userId)
      const secret = newTotpSecret()
      await db.global(async (tx) => {
        if (!(await store.putPending(tx, user.id, secrets.seal(secret, secretPlace(user.id)))))
          throw new AppError('TWO_FACTOR_ON')
        await recordAudit(tx, { actor, action: 'account.two_factor_begun', target: { kind: 'user', id: user.id } })
      })
      const uri = totpUri(secret, user.email)
      const { path, size } = qrPath(uri)
      return { secret, uri, qrSvg: path, qrSize: size }
    },

    /** Turns two-factor on. */
    async verify(actor: PersonActor, code: string): Promise<{ backupCodes: string[] }> {
      const { userId } = actor
      if (await isOn(userId)) throw new AppError('TWO_FACTOR_ON')
      const tried = await db.global((tx) => store.countTry(tx, userId, now()))
      if (!tried) {
        if (await db.global((tx) => store.findTwoFactor(tx, userId))) return refuse(userId)
        throw new AppError('TWO_FACTOR_OFF', { message: 'Begin with setting it up.' })
      }
      const checked = await check(userId, tried, code)
      if (!checked) return refuse(userId)
      const backup = await newBackupCodes()
      const { user } = await accounts.meOf(userId)
      await db.global(async (tx) => {
        await lockSame(tx, userId, tried)
        if (!(await store.confirm(tx, userId))) throw new AppError('TWO_FACTOR_ON')
        if (!(await checked.take(tx))) throw new AppError('WRONG_CODE')
        await store.replaceBackupCodes(tx, userId, backup.salt, backup.hashes)
        await recordAudit(tx, { actor, action: 'account.two_factor_on', target: { kind: 'user', id: userId } })
        await tellChange(tx, userId, user)
      })
      return { backupCodes: backup.codes }
    },

    /**
     * The second step for somebody whose first factor was right.
     * @returns null when none is needed: two-factor is off, or the device is trusted.
     */
    async challengeFor(userId: string, deviceToken: string | undefined) {
      if (!(await isOn(userId)) || (await devices.isTrusted(userId, deviceToken))) return null
      return challenges.make({ userId })
    },

    /** Whose challenge it is; null when it has ended, or is none of ours. */
    accountOf: (challenge: string): string | null => challenges.read(challenge)?.userId ?? null,

    /**
     * Takes a code for a challenge.
     * @returns whose sign-in may go on, and the token of the device when it is to be trusted.
     * @throws AppError INVALID_LINK when the challenge has ended; WRONG_CODE, ACCOUNT_LOCKED.
     */
    async answerChallenge(
      input: { challenge: string; code: string; trustDevice: boolean },
      from: RequestOrigin & { userAgent: string },
    ): Promise<{ userId: string; deviceToken: string | null }> {
      const challenge = challenges.read(input.challenge)
      if (!challenge) throw ended()
      const { userId } = challenge
      const tried = await db.global(async (tx) => {
        if (!(await tryChallenge(tx, challenge, triesPerChallenge))) throw ended()
        return store.countTry(tx, userId, now())
      })
      if (!tried) return refuse(userId)
      if (!tried.is_on || (tried.challenges_from?.getTime() ?? 0) > challenge.issuedAtMs) throw ended()
      const checked = await check(userId, tried, input.code)
      if (!checked) return refuse(userId)
      const { user } = await accounts.meOf(userId)
      const actor = { kind: 'anyone' as const, userId, name: user.name, from }
      const taken = await db.global(async (tx) => {
        await lockSame(tx, userId, tried)
        if (!(await checked.take(tx))) return null
        if (!(await finishChallenge(tx, challenge))) throw ended()
        const target = { kind: 'user', id: userId }
        if (checked.isBackup) await recordAudit(tx, { actor, action: 'account.backup_code_used', target })
        if (!input.trustDevice) return { deviceToken: null }
        await recordAudit(tx, { actor, action: 'account.device_trusted', target })
        return { deviceToken: await devices.trust(tx, userId, from.userAgent) }
      })
      return taken ? { userId, ...taken } : refuse(userId)
    },

    async disable(actor: PersonActor, password: string): Promise<void> {
      await accounts.confirmPassword(actor, password)
      const { user } = await accounts.meOf(actor.userId)
      await db.global(async (tx) => {
        if (!(await endTwoFactor(tx, user.id))) return
        await recordAudit(tx, { actor, action: 'account.two_factor_off', target: { kind: 'user', id: user.id } })
        await tellChange(tx, user.id, user)
      })
    },

    async renewBackupCodes(actor: PersonActor, password: string): Promise<{ backupCodes: string[] }> {
      const { userId } = actor
      await accounts.confirmPassword(actor, password)
      const backup = await newBackupCodes()
      const { user } = await accounts.meOf(userId)
      await db.global(async (tx) => {
        if (!(await store.lockTwoFactor(tx, userId))?.is_on) throw new AppError('TWO_FACTOR_OFF')
        await store.replaceBackupCodes(tx, userId, backup.salt, backup.hashes)
        await recordAudit(tx, { actor, action: 'account.backup_codes_renewed', target: { kind: 'user', id: userId } })
        const values = { name: user.name, url: deps.securityUrl() }
        await deps.mail.send(tx, { to: user.email, locale: user.locale, template: 'backup-codes-renewed', values })
      })
      return { backupCodes: backup.codes }
    },
  }
}

const ended = () => new AppError('INVALID_LINK', { message: 'This took too long, or too many tries. Sign in again.' })

export type TwoFactorService = ReturnType<typeof createTwoFactorService>
