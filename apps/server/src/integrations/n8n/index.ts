import type { N8nSettings } from '@minichat/contracts'
import type { Responder } from '../../modules/answering/index.ts'
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

/** Leaves a workflow out while it keeps failing. */
export type N8nBreaker = {
  /** @throws while the workflow is left out. */
  pass: () => Promise<void>
  onSuccess: () => Promise<void>
  onFailure: (failure: N8nFailed) => Promise<void>
}

/** A link of a workspace's chain that is a workflow of n8n, its secret open. */
export type N8nLink = {
  workspaceId: string
  linkId: string
  settings: N8nSettings
  secret: string | null
  breaker: N8nBreaker
}

export type N8n = {
  /** What answers by this workflow; it fails with N8nFailed. */
  responderFor(link: N8nLink): Responder
}

/** n8n: workflows that answer visitors, at once or by calling back. */
export function createN8nModule(deps: {
  db: Database
  hub: Hub
  secrets: Secrets
  outgoing: Outgoing
  publicUrl: () => string
  nowMs: () => number
}): Module & { n8n: N8n } {
  const { db, nowMs } = deps
  const waits = createWaits(deps)
  const keys = createSigningKeys(deps)
  const calls = { db, outgoing: deps.outgoing, nowMs, waits }

  const responderFor = (link: N8nLink): Responder => ({
    name: 'n8n',
    providerId: link.linkId,
    model: null,
    async *answer(question, run) {
      const { breaker, ...endpoint } = link
      await breaker.pass()
      try {
        const [signingSecret = null] = await keys.secretsOf(link.workspaceId)
        const end = yield* createN8nResponder(calls, { ...endpoint, signingSecret }).answer(question, run)
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
    n8n: { responderFor },
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
      n8nRoutes({ ...calls, keys })(app)
      await callbackRoutes({ waits, keys, nowMs })(app)
    },
  }
}
