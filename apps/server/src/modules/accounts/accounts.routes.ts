import { getMe, getSetup, logIn, logOut, type Me, setUp } from '@minichat/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import type { CallerKey } from '../../platform/http/authorise.ts'
import { route } from '../../platform/http/route.ts'
import type { AccountsService, SignedIn } from './accounts.service.ts'

export const sessionCookie = 'minichat_session'

export function accountsRoutes(deps: {
  accounts: AccountsService
  hasSample: () => Promise<boolean>
  registration: Config['registration']
  /** People come by HTTPS, even where the proxy before us does not say so. */
  isHttps: boolean
  /** What an API key is told of itself. */
  meOfKey: (actor: MemberActor, key: CallerKey) => Promise<Me>
}) {
  const { accounts, isHttps } = deps

  return (app: FastifyInstance): void => {
    route(app, getSetup, async () => {
      const [isSetUp, hasSample] = await Promise.all([accounts.isSetUp(), deps.hasSample()])
      return { needed: !isSetUp, hasSample, registration: deps.registration }
    })

    route(app, setUp, async ({ body, raw, reply }) => {
      const signedIn = await accounts.setUp(body, deviceOf(raw))
      return keepSession(reply, isHttps || raw.protocol === 'https', signedIn)
    })

    route(app, logIn, async ({ body, raw, reply }) => {
      const signedIn = await accounts.logIn(body, deviceOf(raw))
      return { status: 'signed-in' as const, me: keepSession(reply, isHttps || raw.protocol === 'https', signedIn) }
    })

    route(app, logOut, async ({ raw, reply }) => {
      const token = raw.cookies[sessionCookie]
      if (token) await accounts.logOut(token)
      reply.clearCookie(sessionCookie, { path: '/' })
      return {}
    })

    route(app, getMe, ({ actor, raw }) =>
      actor.kind === 'member' && raw.apiKey ? deps.meOfKey(actor, raw.apiKey) : accounts.meOf(actor.userId),
    )
  }
}

const deviceOf = (request: FastifyRequest) => ({
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
  address: request.ip,
})

function keepSession(reply: FastifyReply, isHttps: boolean, { me, token, maxAgeSeconds }: SignedIn) {
  reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    // On plain http in a local network the browser would drop a Secure cookie.
    secure: isHttps,
    maxAge: maxAgeSeconds,
  })
  return me
}
