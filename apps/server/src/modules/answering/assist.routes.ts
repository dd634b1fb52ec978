import { assist as assistEndpoint, getAssistance } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/http/route.ts'
import type { Assist } from './assist.ts'

/** The AI beside the member. */
export function assistRoutes({ assist, isAvailable }: Assist) {
  return (app: FastifyInstance): void => {
    route(app, getAssistance, async ({ actor }) => ({ isAvailable: await isAvailable(actor.workspaceId) }))

    route(
      app,
      assistEndpoint,
      ({ actor, params, body, reply }) => {
        const gone = new AbortController()
        reply.raw.once('close', () => gone.abort())
        return assist(actor, params.chatId, body, gone.signal)
      },
      { rateLimit: { max: 30, timeWindow: 60_000 } },
    )
  }
}
