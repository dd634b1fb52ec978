import type { Place, Secrets } from '../../platform/secrets/secrets.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { baseUrlOf, type ProviderSettings } from './provider-settings.ts'
import { ProviderFailed } from './types.ts'

/**
 * Where the key of a provider belongs. The one that a workspace had before there could be several bears the workspace's
 * id, and its key was sealed for where it stood then.
 */
export const keyPlace = (workspaceId: string, providerId: string): Place => ({
  workspaceId,
  column:
    providerId === workspaceId ? 'workspaces.responder_api_key_sealed' : `ai_providers.api_key_sealed:${providerId}`,
})

/** @throws ProviderFailed when it was sealed with a key that is gone. Then it has to be entered again. */
export function openKey(place: Place, sealed: string | null, secrets: Secrets, log: Logger): string | null {
  if (sealed === null) return null
  try {
    return secrets.open(sealed, place)
  } catch (error) {
    log.error({ err: error }, 'A provider key cannot be opened. Bring secret.key back, or enter the key again.')
    throw new ProviderFailed('its stored key cannot be opened; enter the key again', { cause: error })
  }
}

type Addressed = Pick<ProviderSettings, 'kind' | 'baseUrl'>

/** A stored key goes to the server it was entered for and to no other. */
export const hasSameOrigin = (one: Addressed, other: Addressed) => originOf(one) === originOf(other)

const originOf = (one: Addressed) => URL.parse(baseUrlOf(one))?.origin ?? null
