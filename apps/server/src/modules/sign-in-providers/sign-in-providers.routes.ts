import {
  finishProviderSignIn,
  linkProvider,
  listProviders,
  startProviderSignIn,
  unlinkProvider,
} from '@minichat/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import { originOf } from '../../platform/http/actor.ts'
import { redirectRoute, route } from '../../platform/http/route.ts'
import type { Exchange } from '../accounts/index.ts'
import type { AccountAccess } from './account-access.ts'
import type { BegunCookie } from './begun-cookie.ts'
import type { Begun, SignInProvidersService } from './sign-in-providers.service.ts'

export function signInProvidersRoutes(deps: {
  providers: SignInProvidersService
  accounts: AccountAccess
  begunCookie: BegunCookie
  /** The origin under which people reach this server. */
  publicUrl: () => string
}) {
  const { providers, accounts, begunCookie } = deps
  const page = (path: string, query: Record<string, string> = {}) => {
    const url = new URL(path, deps.publicUrl())
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return url
  }

  /** The page that says what is wrong: the one that began to link, else the sign-in page. */
  function problemPage(error: unknown, raw: FastifyRequest, begun: Pick<Begun, 'next' | 'linkTo'>): string {
    const isKnown = error instanceof AppError
    raw.log[isKnown && error.code !== 'PROVIDER_REFUSED' ? 'info' : 'warn']({ err: error }, 'no sign-in by a provider')
    const problem = isKnown ? (error.code === 'EMAIL_TAKEN' ? 'PROVIDER_NOT_LINKED' : error.code) : 'INTERNAL_ERROR'
    if (begun.linkTo !== null) return page(begun.next, { problem }).href
    return page('/sign-in', { next: begun.next, problem }).href
  }

  async function signIn(begun: Begun, returned: URL, exchange: Exchange) {
    const { raw } = exchange
    const userId = await providers.signIn(begun, returned, originOf(raw))
    const second = await accounts.challengeFor(userId, raw)
    if (second) {
      const url = page('/sign-in', { next: begun.next })
      // What stands behind the # stays in the browser.
      const { challenge, expiresAt } = second
      url.hash = String(new URLSearchParams({ challenge, expiresAt: expiresAt.toISOString() }))
      return url.href
    }
    await accounts.completeSignIn(userId, exchange, { by: 'provider' })
    return page(begun.next).href
  }

  return (app: FastifyInstance): void => {
    redirectRoute(app, startProviderSignIn, async ({ params, query, raw, reply }) => {
      const wish = { locale: query.locale, next: query.next ?? '/', linkTo: null }
      try {
        const { url, begun } = await providers.begin(params.provider, wish)
        begunCookie.keep(raw, reply, begun)
        return url
      } catch (error) {
        return problemPage(error, raw, wish)
      }
    })

    redirectRoute(app, finishProviderSignIn, async ({ params, raw, reply }) => {
      const begun = begunCookie.take(raw, reply)
      if (begun?.provider !== params.provider) {
        return problemPage(new AppError('PROVIDER_REFUSED'), raw, { next: '/', linkTo: null })
      }
      const returned = new URL(raw.url, deps.publicUrl())
      try {
        if (begun.linkTo === null) {
          const signingIn = signIn(begun, returned, { raw, reply })
          return await accounts.tellRefused(raw, { step: 'provider', name: null }, signingIn)
        }
        await providers.link(begun, returned, await app.identify.person(raw))
        return page(begun.next).href
      } catch (error) {
        return problemPage(error, raw, begun)
      }
    })

    route(app, listProviders, ({ actor }) => providers.list(actor.userId))

    route(app, linkProvider, async ({ actor, params, body, raw, reply }) => {
      await accounts.confirmPassword(actor, body.password)
      const wish = { locale: 'en' as const, next: body.next, linkTo: actor.userId }
      const { url, begun } = await providers.begin(params.provider, wish)
      begunCookie.keep(raw, reply, begun)
      return { url }
    })

    route(app, unlinkProvider, async ({ actor, params, body }) => {
      await accounts.confirmPassword(actor, body.password)
      await providers.unlink(actor, params.provider)
      return {}
    })
  }
}
