import type { Database } from '../../platform/database/database.ts'
import type { Module } from '../../platform/module.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { createChain } from './chain.ts'
import { keyPlace } from './provider-keys.ts'
import { providersRoutes } from './providers.routes.ts'
import { createProvidersService } from './providers.service.ts'
import type { Meter } from './types.ts'

export { asAppError } from './as-app-error.ts'
export type { Chain } from './chain.ts'
export { capTexts } from './cost/cap-texts.ts'
export { estimateTokens, likelyTokens, mostTokens } from './cost/estimate-tokens.ts'
export { createCostModule } from './cost/index.ts'
export { meteredCall } from './cost/metered-call.ts'
export { CapReached, meteredStream, type ToldUsage } from './cost/metered-stream.ts'
export { usageOfAnswer } from './cost/usage-of-answer.ts'
export { retryAfterIn } from './relays/failures.ts'
export { fetchJson } from './relays/fetch-json.ts'
export type { Asked, ChainLink, ChatTurn, Meter, ModelCall, ModelProvider, ModelUsage, WorkflowLink } from './types.ts'
export { ProviderFailed, ProviderSkipped } from './types.ts'

/** The AI providers of a workspace: what they are called with, and calling them. */
export function createProvidersModule(deps: {
  db: Database
  secrets: Secrets
  outgoing: Outgoing
  log: Logger
  meter: Meter
  nowMs: () => number
}) {
  const service = createProvidersService(deps)
  const chain = createChain({ ...deps, service })
  const module: Module = {
    name: 'providers',
    tables: [
      {
        name: 'ai_providers',
        scope: 'tenant',
        personalData: [],
        sealed: [{ column: 'api_key_sealed', placeOf: ({ id, workspaceId }) => keyPlace(workspaceId ?? '', id) }],
      },
      { name: 'ai_provider_health', scope: 'tenant', personalData: [] },
      { name: 'ai_settings', scope: 'tenant', personalData: [] },
    ],
    routes: providersRoutes({ service, chain }),
  }
  return { ...module, chain }
}
