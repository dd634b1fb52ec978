import { answerByN8n } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import { isSignedBy, signatureHeader } from './signature.ts'
import type { SigningKeys } from './signing-keys.ts'
import type { Waits } from './waits.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Of routes whose callers sign what they send: letter by letter. */
    signedText: string
  }
}

/** Workflows call from few addresses, each for all the visitors of a site. */
const perQuarterHour = 6000

/** Where workflows call back with their answers. */
export function callbackRoutes(deps: { waits: Waits; keys: SigningKeys; nowMs: () => number }) {
  const { waits, keys, nowMs } = deps
  return async (app: FastifyInstance): Promise<void> => {
    app.decorateRequest('signedText', '')
    // A context of its own: elsewhere nobody keeps the text of a body.
    await app.register(async (scope) => {
      const parse = scope.getDefaultJsonParser('remove', 'remove')
      scope.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
        request.signedText = body
        void parse(request, body, done)
      })
      route(
        scope,
        answerByN8n,
        async ({ params, body, raw }) => {
          const asked = waits.readToken(params.token)
          if (!asked) throw new AppError('NOT_FOUND')
          const signature = raw.headers[signatureHeader]
          const secrets = await keys.secretsOf(asked.workspaceId)
          if (!isSignedBy(secrets, String(signature ?? ''), raw.signedText, nowMs())) {
            throw new AppError('SIGNATURE_WRONG')
          }
          const received = await waits.receive(asked.workspaceId, asked.id, body)
          if (!received) throw new AppError('NOT_FOUND')
          return received
        },
        { rateLimit: { max: perQuarterHour, timeWindow: 15 * 60_000 } },
      )
    })
  }
}
