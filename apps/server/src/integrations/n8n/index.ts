import type { Responder } from '../../modules/answering/index.ts'
import type { Chain, Meter, WorkflowLink } from '../../modules/providers/index.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Module } from '../../platform/module.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { callbackRoutes } from './callback.routes.ts'
import { n8nRoutes } from './n8n.routes.ts'
import { N8nFailed } from './n8n-failed.ts'
import { createN8nResponder } from './n8n-responder.ts'
import { createSigningKeys, signingPlace } from './signing-keys.ts'
import { createWaits } from './waits.ts'

/** n8n: workflows that answer visitors, at once or by calling back. */
export function createN8nModule(deps: {
  db: Database
  hub: Hub
  secrets: Secrets
  outgoing: Outgoing
  chain: Pick<Chain, 'secretFor'>
  meter: Meter
  publicUrl: () => string
  nowMs: () => number
}): Module & {
  /** What answers by a workflow of a chain; it fails with N8nFailed. */
  responderFor: (link: WorkflowLink) => Responder
} {
  const { db, nowMs } = deps
  const waits = createWaits(deps)
  const keys = createSigningKeys(deps)
  const calls = { db, outgoing: deps.outgoing, meter: deps.meter, nowMs, waits }

  const responderFor = ({ id: linkId, workspaceId, settings, breaker, openSecret }: WorkflowLink): Responder => ({
    name: 'n8n',
    providerId: linkId,
    model: null,
    async *answer(question, run) {
      await breaker.pass()
      try {
        const [signingSecret = null] = await keys.secretsOf(workspaceId)
        const endpoint = { workspaceId, linkId, settings, secret: openSecret(), signingSecret }
        const end = yield* createN8nResponder(calls, endpoint).answer(question, run)
        await breaker.onSuccess()
        return end
      } catch (error) {
        // An answer that is silenced says nothing of who wrote it.
        const isSilenced = typeof run.signal.reason === 'string'
        if (error instanceof N8nFailed && !isSilenced) await breaker.onFailure(error)
        throw error
      }
    },
  })

  return {
    name: 'n8n',
    responderFor,
    tables: [
      {
        name: 'n8n_signing_keys',
        scope: 'tenant',
        personalData: [],
        sealed: [{ column: 'secret_sealed', placeOf: ({ id, workspaceId }) => signingPlace(workspaceId ?? '', id) }],
      },
      { name: 'n8n_waits', scope: 'tenant', personalData: [{ columns: ['reply'], of: 'visitor' }] },
    ],
    async routes(app) {
      n8nRoutes({ ...calls, keys, chain: deps.chain })(app)
      await callbackRoutes({ waits, keys, nowMs })(app)
    },
  }
}
