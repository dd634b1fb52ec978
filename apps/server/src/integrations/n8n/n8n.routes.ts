import { getN8nSigning, makeN8nSigning, tryN8n } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { asAppError, type Chain } from '../../modules/providers/index.ts'
import { route } from '../../platform/http/route.ts'
import { newId } from '../../platform/ids.ts'
import { createN8nResponder, type N8nDeps } from './n8n-responder.ts'
import { runTrial } from './run-trial.ts'
import type { SigningKeys } from './signing-keys.ts'

/** Nobody looks at a console for longer. */
const maxTrialMs = 120_000

/** What owners and admins do to set a workflow up. */
export function n8nRoutes(deps: N8nDeps & { keys: SigningKeys; chain: Pick<Chain, 'secretFor'> }) {
  const { keys, chain } = deps
  return (app: FastifyInstance): void => {
    route(app, getN8nSigning, ({ actor }) => keys.stateOf(actor.workspaceId))
    route(app, makeN8nSigning, ({ actor }) => keys.make(actor))
    route(
      app,
      tryN8n,
      async ({ actor, body, reply }) => {
        const { workspaceId } = actor
        const gone = new AbortController()
        reply.raw.once('close', () => gone.abort())
        const secret =
          body.secret ||
          (body.providerId
            ? await chain.secretFor(workspaceId, body.providerId, body.settings).catch(asAppError)
            : null)
        const [signingSecret = null] = await keys.secretsOf(workspaceId)
        const timeoutMs = Math.min(body.settings.timeoutMs, maxTrialMs)
        const settings = { ...body.settings, timeoutMs }
        const endpoint = { workspaceId, linkId: body.providerId ?? newId(), settings, secret, signingSecret }
        return runTrial(
          (watch) => createN8nResponder({ ...deps, watch }, endpoint),
          { workspaceId, text: body.question, locale: body.locale },
          { signal: gone.signal, secret, secretHeader: settings.auth.kind === 'header' ? settings.auth.name : null },
        ).catch(asAppError)
      },
      { rateLimit: { max: 30, timeWindow: 60_000 } },
    )
  }
}
