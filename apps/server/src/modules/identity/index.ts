import {
  createIdentityKey,
  listIdentityKeys,
  revokeIdentityKey,
  rotateIdentityKey,
  testIdentityToken,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/http/route.ts'
import type { Module } from '../../platform/module.ts'
import { createIdentities, type Identities, secretPlace } from './identity.service.ts'

export type { Identities, Proof } from './identity.service.ts'

/** How sites prove who a visitor is: the keys of a workspace, and reading the tokens signed with them. */
export function createIdentityModule(
  deps: Parameters<typeof createIdentities>[0],
): Module & { identities: Identities } {
  const identities = createIdentities(deps)

  const routes = (app: FastifyInstance): void => {
    route(app, listIdentityKeys, ({ actor }) => identities.list(actor.workspaceId))
    route(app, createIdentityKey, ({ actor }) => identities.create(actor))
    route(app, rotateIdentityKey, ({ actor, params, body }) =>
      identities.rotate(actor, params.keyId, body.overlapHours),
    )
    route(app, revokeIdentityKey, async ({ actor, params }) => {
      await identities.revoke(actor, params.keyId)
      return {}
    })
    route(app, testIdentityToken, ({ actor, body }) => identities.test(actor.workspaceId, body.widgetKey, body.token))
  }

  return {
    name: 'identity',
    identities,
    tables: [
      {
        name: 'identity_keys',
        scope: 'tenant',
        personalData: [],
        sealed: [{ column: 'secret_sealed', placeOf: ({ id, workspaceId }) => secretPlace(workspaceId ?? '', id) }],
      },
    ],
    routes,
  }
}
