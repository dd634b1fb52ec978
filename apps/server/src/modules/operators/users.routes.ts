import {
  dismissOperator,
  listUsers,
  lockUser,
  makeOperator,
  makeResetLink,
  unlockUser,
  verifyUser,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { pageOf } from '../../platform/http/page-of.ts'
import { route } from '../../platform/http/route.ts'
import { beforeIdOf, placeOf } from './pages.ts'
import { type AccountsForOperators, createUsersService } from './users.service.ts'
import { listUsers as listUserRows } from './users.store.ts'

export function usersRoutes({ db, accounts }: { db: Database; accounts: AccountsForOperators }) {
  const users = createUsersService(db, accounts)

  return (app: FastifyInstance): void => {
    route(app, listUsers, async ({ query }) =>
      pageOf(
        await listUserRows(db, {
          words: query.search?.toLowerCase() || null,
          state: query.state ?? null,
          beforeId: beforeIdOf(query.cursor),
          limit: query.limit + 1,
        }),
        query.limit,
        placeOf,
      ),
    )
    route(app, lockUser, ({ actor, params }) => users.lock(actor, params.userId))
    route(app, unlockUser, ({ actor, params }) => users.unlock(actor, params.userId))
    route(app, verifyUser, ({ actor, params }) => users.verify(actor, params.userId))
    route(app, makeOperator, ({ actor, params }) => users.makeOperator(actor, params.userId))
    route(app, makeResetLink, ({ actor, params }) => users.makeResetLink(actor, params.userId))
    route(app, dismissOperator, ({ actor, params }) => users.dismissOperator(actor, params.userId))
  }
}
