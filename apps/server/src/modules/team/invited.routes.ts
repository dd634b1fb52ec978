import { acceptAsNew, acceptInvitation, listMyInvitations, lookAtInvitation } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/http/route.ts'
import type { AcceptingService } from './accepting.service.ts'

/** What people call who were invited. */
export const invitedRoutes =
  (accepting: AcceptingService) =>
  (app: FastifyInstance): void => {
    route(app, lookAtInvitation, ({ body }) => accepting.look(body.token))
    route(app, listMyInvitations, ({ actor }) => accepting.listFor(actor.userId))
    route(app, acceptInvitation, ({ actor, body }) => accepting.accept(actor, body))
    route(app, acceptAsNew, ({ body, raw, reply }) => accepting.acceptAsNew(body, { raw, reply }))
  }
