import type { FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import type { Identify } from '../../platform/http/authorise.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Module } from '../../platform/module.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { accountsRoutes, sessionCookie } from './accounts.routes.ts'
import { createAccountsService } from './accounts.service.ts'
import { createPasswords } from './passwords.ts'
import { watchSessions } from './session-watch.ts'

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
  /** What an API key is told of itself. */
  meOfKey: Parameters<typeof accountsRoutes>[0]['meOfKey']
  /** The origin under which people reach this server, for links in mails. */
  publicUrl: () => string
}) {
  const { db, hub } = deps
  const accounts = createAccountsService({ ...deps, passwords: createPasswords(deps.bcryptCost) })

  const identify: Pick<Identify, 'person' | 'member'> = {
    async person(request: FastifyRequest) {
      const token = request.cookies[sessionCookie]
      const session = token ? await accounts.findSession(token) : null
      if (!session) return null
      return {
        kind: 'person',
        sessionId: session.session_id,
        userId: session.user_id,
        name: session.name,
        isOperator: session.is_operator,
        from: { address: request.ip, requestId: request.id },
      }
    },
    async member(person, workspaceId) {
      const memberships = await accounts.membershipsOf(person.userId)
      const membership = workspaceId ? memberships.find((one) => one.workspace_id === workspaceId) : memberships[0]
      if (!membership) return null
      const { userId, name, isOperator, from } = person
      return {
        kind: 'member',
        userId,
        name,
        isOperator,
        workspaceId: membership.workspace_id,
        role: membership.role,
        keyId: null,
        from,
      }
    },
  }

  let watch: { stop(): void } | undefined
  const module: Module = {
    name: 'accounts',
    tables: [
      {
        name: 'users',
        scope: 'global',
        personalData: [{ columns: ['email', 'name', 'password_hash', 'locale'], of: 'member' }],
      },
      { name: 'user_sessions', scope: 'global', personalData: [{ columns: ['user_agent', 'address'], of: 'member' }] },
      { name: 'setup_links', scope: 'global', personalData: [] },
      { name: 'memberships', scope: 'tenant', personalData: [{ columns: ['user_id'], of: 'member' }] },
    ],
    routes(app) {
      watch = watchSessions(db, hub)
      const { hasSample, registration, isHttps, meOfKey } = deps
      accountsRoutes({ accounts, hasSample, registration, isHttps, meOfKey })(app)
    },
    stop: async () => watch?.stop(),
    jobs: {
      async 'accounts.forget_expired_sessions'() {
        await accounts.deleteExpiredSessions()
      },
    },
    schedule: { 'accounts.forget_expired_sessions': '17 * * * *' },
  }
  return { ...module, accounts, identify }
}
