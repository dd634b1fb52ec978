import { randomBytes } from 'node:crypto'
import { type Locale, limits, type Me, type SignInProviderId } from '@minichat/contracts'
import type { Config } from '../../config.ts'
import { type AuditActor, recordAccountAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PersonActor, RequestOrigin } from '../../platform/http/actor.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { AccountAccess } from './account-access.ts'
import type { ProvenIdentity, Secrecy, SignInProvider } from './provider.ts'
import * as store from './sign-in-providers.store.ts'
import { workspaceNameFor } from './texts.ts'

/** What was begun, kept in the browser until it comes back. */
export type Begun = Secrecy & {
  provider: SignInProviderId
  locale: Locale
  next: string
  /** The person to whom the account elsewhere is to be linked; null: somebody signs in. */
  linkTo: string | null
}

const random = () => randomBytes(32).toString('base64url')

export function createSignInProvidersService(deps: {
  db: Database
  mail: Mail
  nowMs: () => number
  providers: readonly SignInProvider[]
  /** Where people see what signs them in. */
  securityUrl: () => string
  accounts: Pick<AccountAccess, 'createProven' | 'meOf'>
  registration: Config['registration']
  isInvited: (email: string) => Promise<boolean>
  redirectUri: (provider: SignInProviderId) => string
}) {
  const { db, nowMs, providers, accounts } = deps

  function find(id: SignInProviderId): SignInProvider {
    const provider = providers.find((one) => one.id === id)
    if (!provider) throw new AppError('NOT_FOUND')
    return provider
  }

  /** ProviderFailed says why in its cause, which is logged and not shown. */
  const refuse = (cause: unknown): never => {
    throw new AppError('PROVIDER_REFUSED', { cause })
  }

  /** A workspace of their own for who may register; the one they are invited to for the others. */
  async function workspaceFor(email: string, name: string, locale: Locale): Promise<string | null> {
    if (deps.registration === 'open') return workspaceNameFor[locale](name).slice(0, limits.nameMaxLength)
    if (deps.registration === 'invite' && (await deps.isInvited(email))) return null
    throw new AppError('REGISTRATION_CLOSED')
  }

  const linkIn = async (tx: Tx, actor: AuditActor, userId: string, provider: SignInProvider, who: ProvenIdentity) => {
    const isLinked = await store.linkIdentity(tx, userId, provider.id, who)
    if (!isLinked) throw new AppError('PROVIDER_LINKED_ELSEWHERE')
    const target = { kind: 'provider', id: provider.id, name: provider.name }
    const after = { account: who.account }
    await recordAccountAudit(tx, { actor, action: 'account.provider_linked', target, after })
  }

  /** To whoever the account belongs to: somebody else may have done it. */
  async function tell(tx: Tx, user: Me['user'], change: { provider: string; account: string; isLinked: boolean }) {
    const values = { name: user.name, ...change, url: deps.securityUrl() }
    await deps.mail.send(tx, { to: user.email, locale: user.locale, template: 'provider-changed', values })
  }

  /**
   * The account of somebody who is not known yet. An account that has the address already is not handed over: whoever
   * holds the address elsewhere today need not be who made the account here.
   */
  async function open(provider: SignInProvider, who: ProvenIdentity, locale: Locale, from: RequestOrigin) {
    const { email } = who
    if (email === null) throw new AppError('PROVIDER_EMAIL_UNKNOWN')
    const name = who.name || email
    const workspaceName = await workspaceFor(email, name, locale)
    const also = (tx: Tx, userId: string) => linkIn(tx, { kind: 'anyone', userId, name, from }, userId, provider, who)
    const made = await accounts.createProven({ name, email, locale }, { workspaceName, from, also })
    return made.id
  }

  return {
    async begin(
      id: SignInProviderId,
      wish: Pick<Begun, 'locale' | 'next' | 'linkTo'>,
    ): Promise<{ url: string; begun: Begun }> {
      const secrecy = { state: random(), nonce: random(), verifier: random() }
      const url = await find(id).addressFor(deps.redirectUri(id), secrecy).catch(refuse)
      return { url, begun: { ...wish, ...secrecy, provider: id } }
    },

    /** Who came back from the provider; made known here when that is allowed. @returns the id of their account. */
    async signIn(begun: Begun, returned: URL, from: RequestOrigin): Promise<string> {
      const provider = find(begun.provider)
      const who = await provider.identify(returned, begun).catch(refuse)
      const known = await db.global((tx) => store.useIdentity(tx, who, new Date(nowMs())))
      return known?.user_id ?? (await open(provider, who, begun.locale, from))
    },

    /** Links who came back to the person who began it, and who is still signed in. */
    async link(begun: Begun, returned: URL, person: PersonActor | null): Promise<void> {
      if (person === null || person.userId !== begun.linkTo) throw new AppError('NOT_SIGNED_IN')
      const provider = find(begun.provider)
      const who = await provider.identify(returned, begun).catch(refuse)
      const { user } = await accounts.meOf(person.userId)
      await db.global(async (tx) => {
        await linkIn(tx, person, user.id, provider, who)
        await tell(tx, user, { provider: provider.name, account: who.account, isLinked: true })
      })
    },

    async list(userId: string) {
      const linked = await db.global((tx) => store.linkedOf(tx, userId))
      return providers.map(({ id, name }) => {
        const row = linked.find((one) => one.provider === id)
        return {
          id,
          name,
          linked: row
            ? {
                account: row.account,
                linkedAt: row.linked_at.toISOString(),
                lastUsedAt: row.last_used_at?.toISOString() ?? null,
              }
            : null,
        }
      })
    },

    async unlink(actor: PersonActor, id: SignInProviderId): Promise<void> {
      const { user } = await accounts.meOf(actor.userId)
      await db.global(async (tx) => {
        const unlinked = await store.unlinkIdentity(tx, actor.userId, id)
        if (!unlinked) throw new AppError('NOT_FOUND')
        const before = { account: unlinked.account }
        await recordAccountAudit(tx, {
          actor,
          action: 'account.provider_unlinked',
          target: { kind: 'provider', id },
          before,
        })
        const provider = providers.find((one) => one.id === id)?.name ?? id
        await tell(tx, user, { provider, account: unlinked.account, isLinked: false })
      })
    },
  }
}

export type SignInProvidersService = ReturnType<typeof createSignInProvidersService>
