import { getSetup, logIn, setUp } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config.ts'
import { route } from '../../platform/http/route.ts'
import type { AccountsService } from './accounts.service.ts'

export function accountsRoutes(deps: {
  accounts: AccountsService
  hasSample: () => Promise<boolean>
  registration: Config['registration']
}) {
  const { accounts } = deps

  return (app: FastifyInstance): void => {
    route(app, getSetup, async () => {
      const [isSetUp, hasSample] = await Promise.all([accounts.isSetUp(), deps.hasSample()])
      return { needed: !isSetUp, hasSample, registration: deps.registration }
    })

    route(app, setUp, (request) => accounts.setUp(request.body, request))

    route(app, logIn, async (request) => ({
      status: 'signed-in' as const,
      me: await accounts.logIn(request.body, request),
    }))
  }
}
