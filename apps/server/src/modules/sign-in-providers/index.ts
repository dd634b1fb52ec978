import type { Config } from '../../config.ts'
import type { ProviderConfig } from '../../config-providers.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Module } from '../../platform/module.ts'
import { guardedFetch } from '../../platform/outgoing/guarded-fetch.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { AccountAccess } from './account-access.ts'
import { createBegunCookie } from './begun-cookie.ts'
import { createGithubProvider } from './github.ts'
import { createOidcProvider } from './oidc.ts'
import { signInProvidersRoutes } from './sign-in-providers.routes.ts'
import { createSignInProvidersService } from './sign-in-providers.service.ts'

/** Signing in with an account elsewhere. */
export function createSignInProvidersModule(deps: {
  db: Database
  secrets: Secrets
  mail: Mail
  outgoing: Outgoing
  nowMs: () => number
  providers: readonly ProviderConfig[]
  accounts: AccountAccess
  registration: Config['registration']
  /** Whether an open invitation waits for an address. */
  isInvited: (email: string) => Promise<boolean>
  isHttps: boolean
  /** The origin under which people reach this server. */
  publicUrl: () => string
  /** Where people see what signs them in. */
  securityUrl: () => string
}) {
  const { secrets, nowMs, accounts, publicUrl } = deps
  const fetch = guardedFetch(deps.outgoing)
  const providers = createSignInProvidersService({
    ...deps,
    providers: deps.providers.map((one) =>
      one.id === 'github' ? createGithubProvider(one, fetch) : createOidcProvider(one, fetch),
    ),
    redirectUri: (id) => `${publicUrl()}/api/v1/auth/providers/${id}/callback`,
  })
  const begunCookie = createBegunCookie(secrets, nowMs, deps.isHttps)

  const module: Module = {
    name: 'sign-in-providers',
    tables: [
      {
        name: 'provider_identities',
        scope: 'global',
        personalData: [{ columns: ['user_id', 'issuer', 'subject', 'account'], of: 'member' }],
      },
    ],
    routes: signInProvidersRoutes({ providers, accounts, begunCookie, publicUrl }),
  }
  return module
}
