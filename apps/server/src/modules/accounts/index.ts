import type { Redis } from 'ioredis'
import type { Config } from '../../config.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Module } from '../../platform/module.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { accountJobs, schedule } from './accounts.jobs.ts'
import { findByEmail } from './accounts.store.ts'
import { createSignInCompletion } from './complete-sign-in.ts'
import type { AccountsCore } from './core.ts'
import { createDeviceCookie } from './device-cookie.ts'
import { createEmailChange } from './email-change.ts'
import { createIdentify } from './identify.ts'
import { createLinks, linkMs } from './links.ts'
import { createLocks } from './locks.ts'
import { createMailLimits } from './mail-limits.ts'
import { createOperatorLocks } from './operator-locks.ts'
import { passwordRoutes } from './password.routes.ts'
import { createPasswordChange } from './password-change.ts'
import { createPasswordSignIn } from './password-sign-in.ts'
import { createPasswords } from './passwords.ts'
import { createPeopleCache } from './people-cache.ts'
import { type MeOfKey, profileRoutes } from './profile.routes.ts'
import { createRefusedSignIns } from './refused-sign-ins.ts'
import { registrationRoutes } from './registration.routes.ts'
import { createRegistration } from './registration.ts'
import { createRescue } from './rescue.ts'
import type { SecondFactor } from './second-factor.ts'
import { createSecondFactorCheck } from './second-factor-check.ts'
import { sessionRoutes } from './session.routes.ts'
import { createSessionCookies } from './session-cookies.ts'
import { watchSessions } from './session-watch.ts'
import { createSessions } from './sessions.ts'
import { createSetUp, type MakeWorkspace } from './set-up.ts'
import { type AuthProvider, signInRoutes } from './sign-in.routes.ts'
import { tables } from './tables.ts'

export type { SignInWay } from './complete-sign-in.ts'
export { describeDevice } from './describe-device.ts'
export type { Confirming } from './password-sign-in.ts'
export { hashPassword } from './passwords.ts'
export type { TellRefused } from './refused-sign-ins.ts'
export type { HeldFactors, SecondFactor } from './second-factor.ts'
export type { Exchange } from './session-cookies.ts'

/** People: making accounts, signing in and out, passwords and addresses, who belongs where. */
export function createAccountsModule(deps: {
  db: Database
  hub: Hub
  redis: Redis | null
  bcryptCost: number
  makeWorkspace: MakeWorkspace
  hasSample: () => Promise<boolean>
  registration: Config['registration']
  isHttps: boolean
  mail: Mail
  secrets: Secrets
  /** Told after the commit that an operator has locked somebody, or let them in again. */
  onLockChanged: () => void
  /** What an API key is told of itself. */
  meOfKey: MeOfKey
  publicUrl: () => string
  nowMs: () => number
  secondFactor?: SecondFactor
  /** By the configuration. */
  operatorsNeedSecondFactor: boolean
  /** Others that people can sign in with here. */
  providers?: readonly AuthProvider[]
}) {
  const { db, hub, mail, secrets, publicUrl, nowMs, isHttps, secondFactor } = deps
  const sessions = createSessions({ db, hub, nowMs })
  const people = createPeopleCache({ db, hub, nowMs, secondFactor })
  const passwords = createPasswords(deps.bcryptCost)
  const links = createLinks({ nowMs, publicUrl })
  const core: AccountsCore = { db, mail, passwords, sessions, people, links, nowMs, publicUrl }
  const cookies = createSessionCookies(secrets, nowMs, isHttps)
  const device = createDeviceCookie(secrets, isHttps)

  const registration = createRegistration(core, deps.makeWorkspace)
  const { makePendingWorkspace } = registration
  const holdsSecondFactor = createSecondFactorCheck({ people, sessions })
  const { operatorsNeedSecondFactor } = deps
  const signIn = createSignInCompletion({
    db,
    sessions,
    cookies,
    device,
    makePendingWorkspace,
    holdsSecondFactor,
    operatorsNeedSecondFactor,
  })
  const locks = createLocks(core)
  const tellRefused = createRefusedSignIns(secrets)
  const passwordSignIn = createPasswordSignIn(core, { device, locks, signIn, secondFactor })
  const setUp = createSetUp(core, { signIn, makeWorkspace: deps.makeWorkspace })
  const passwordChange = createPasswordChange(core, { locks, passwordSignIn, secondFactor })
  const emailChange = createEmailChange(core, { passwordSignIn, registration })
  const operatorLocks = createOperatorLocks(core, { locks, onChanged: deps.onLockChanged })

  const accounts = {
    meOf: signIn.meOf,
    completeSignIn: signIn.completeSignIn,
    tellRefused,
    confirmPassword: passwordSignIn.confirmPassword,
    createVerified: registration.createVerified,
    createProven: registration.createProven,
    /** Somebody whose address is confirmed, or null. */
    findByEmail: (email: string) => findByEmail(db, email),
    lock: operatorLocks.lock,
    unlock: operatorLocks.unlock,
    makeSetupToken: setUp.makeSetupToken,
    rescue: {
      ...createRescue(core, { locks, secondFactor }),
      verify: registration.verifyByOperator,
      resetPassword: passwordChange.resetByOperator,
    },

    /** A link that sets a new password, within the caller's transaction: for operators of servers without mail. */
    async makeResetLinkIn(tx: Tx, userId: string): Promise<{ url: string; expiresAt: string }> {
      const url = (await links.issueIn(tx, { id: newId(), userId, purpose: 'reset' })) as string
      return { url, expiresAt: new Date(nowMs() + linkMs('reset')).toISOString() }
    },

    /** Call it after the commit that changes what somebody may do where. */
    membershipsChanged: (userId: string) => people.invalidate(userId),
    /** The same when many people may be concerned, as when a workspace is deleted. */
    allMembershipsChanged: () => people.invalidateAll(),
    /** Call it after the commit that changes name, address or whether somebody is an operator. */
    personChanged: (userId: string) => people.invalidate(userId),
    noteByPasskeyIn: sessions.noteByPasskeyIn,
    /** Within the transaction that changes which second factors somebody has: where they may be is asked anew. */
    async secondFactorsChangedIn(tx: Tx, userId: string): Promise<void> {
      tx.afterCommit(() => people.invalidate(userId))
      await sessions.endStreamsIn(tx, userId)
    },
    holdsSecondFactor,
  }

  let watch: { stop(): void } | undefined
  const module: Module = {
    name: 'accounts',
    tables,
    routes(app) {
      watch = watchSessions(db, hub, nowMs)
      const limits = createMailLimits({ redis: deps.redis, nowMs })
      const { hasSample, registration: policy, providers = [] } = deps
      signInRoutes({ setUp, passwordSignIn, tellRefused, locks, hasSample, registration: policy, mail, providers })(app)
      sessionRoutes({ db, sessions, cookies, secondFactor })(app)
      registrationRoutes({ registration, setUp, policy, limits })(app)
      passwordRoutes({ passwordChange, limits })(app)
      profileRoutes({ core, emailChange, limits, signIn, meOfKey: deps.meOfKey })(app)
    },
    stop: async () => watch?.stop(),
    jobs: accountJobs(core, { locks, registration, passwordChange }),
    schedule,
  }
  return {
    ...module,
    accounts,
    identify: createIdentify({ sessions, people, cookies, holdsSecondFactor, operatorsNeedSecondFactor }),
  }
}

export type Accounts = ReturnType<typeof createAccountsModule>['accounts']
