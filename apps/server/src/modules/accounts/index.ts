import type { Config } from '../../config.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Module } from '../../platform/module.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { accountsRoutes } from './accounts.routes.ts'
import { createAccountsService } from './accounts.service.ts'
import { createSignInCompletion } from './complete-sign-in.ts'
import { createIdentify } from './identify.ts'
import { createPasswords } from './passwords.ts'
import { createPeopleCache } from './people-cache.ts'
import { sessionRoutes } from './session.routes.ts'
import { createSessionCookies } from './session-cookies.ts'
import { watchSessions } from './session-watch.ts'
import { createSessions } from './sessions.ts'
import { tables } from './tables.ts'

export type { SignInWay } from './complete-sign-in.ts'
export type { Exchange } from './session-cookies.ts'

/** People: the first account, signing in and out, who belongs where. */
export function createAccountsModule(deps: {
  db: Database
  hub: Hub
  bcryptCost: number
  makeWorkspace: (tx: Tx, workspace: { name: string; locale: 'en' | 'th' }) => Promise<void>
  hasSample: () => Promise<boolean>
  registration: Config['registration']
  isHttps: boolean
  mail: Mail
  secrets: Secrets
  /** The origin under which people reach this server, for links in mails. */
  publicUrl: () => string
  nowMs: () => number
}) {
  const { db, hub, nowMs } = deps
  const passwords = createPasswords(deps.bcryptCost)
  const sessions = createSessions({ db, hub, nowMs })
  const people = createPeopleCache({ db, hub, nowMs })
  const cookies = createSessionCookies(deps.secrets, nowMs, deps.isHttps)
  const signIn = createSignInCompletion({ db, sessions, cookies })
  const service = createAccountsService({ db, passwords, sessions, signIn, makeWorkspace: deps.makeWorkspace })
  const accounts = {
    ...service,
    completeSignIn: signIn.completeSignIn,
    meOf: signIn.meOf,

    /** Call it after the commit that changes what somebody may do where. */
    membershipsChanged: (userId: string) => people.invalidate(userId),
    /** The same when many people may be concerned, as when a workspace is deleted. */
    allMembershipsChanged: () => people.invalidateAll(),
    /** Call it after the commit that changes name, address or whether somebody is an operator. */
    personChanged: (userId: string) => people.invalidate(userId),
    /** Within the caller's transaction. @returns how many have ended; with their streams, once that commits. */
    endSessionsIn: sessions.endAllIn,
    /** @param options `except`: the id of a session that stays. */
    endSessionsOf: (userId: string, options: { except?: string | null } = {}): Promise<number> =>
      db.global((tx) => sessions.endAllIn(tx, userId, options)),
  }

  let watch: { stop(): void } | undefined
  const module: Module = {
    name: 'accounts',
    tables,
    routes(app) {
      watch = watchSessions(db, hub, nowMs)
      accountsRoutes({ accounts: service, hasSample: deps.hasSample, registration: deps.registration })(app)
      sessionRoutes({ db, sessions, cookies, signIn })(app)
    },
    stop: async () => watch?.stop(),
    jobs: {
      async 'accounts.forget_expired_sessions'() {
        await sessions.forgetExpired()
      },
    },
    schedule: { 'accounts.forget_expired_sessions': '17 * * * *' },
  }
  return { ...module, accounts, identify: createIdentify({ sessions, people, cookies }) }
}

export type Accounts = ReturnType<typeof createAccountsModule>['accounts']
