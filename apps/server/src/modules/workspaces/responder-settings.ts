import { AppError } from '../../platform/errors.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Place, Secrets } from '../../platform/secrets/secrets.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import type { WorkspaceRow } from './workspaces.store.ts'

/** How a workspace is answered, with the key in the clear. */
export type ResponderSettings = {
  kind: 'builtin' | 'openai'
  baseUrl: string
  model: string
  instructions: string
  apiKey: string | null
}

export type ResponderChange = {
  kind: 'builtin' | 'openai'
  baseUrl?: string
  model?: string
  instructions?: string
  /** undefined: as it was. null or '': none. */
  apiKey?: string | null
}

/** Where the key of a workspace's AI provider belongs. */
export const keyPlace = (workspaceId: string): Place => ({
  workspaceId,
  column: 'workspaces.responder_api_key_sealed',
})

/** A key that cannot be opened (the master key is another one now) counts as none, so that it can be entered anew. */
function openKey(workspaceId: string, sealed: string, secrets: Secrets, log: Logger): string | null {
  try {
    return secrets.open(sealed, keyPlace(workspaceId))
  } catch (error) {
    log.error({ err: error }, 'A provider key cannot be opened. Bring secret.key back, or enter the key again.')
    return null
  }
}

export const openSettings = (row: WorkspaceRow, secrets: Secrets, log: Logger): ResponderSettings => ({
  kind: row.responder_kind,
  baseUrl: row.responder_base_url,
  model: row.responder_model,
  instructions: row.responder_instructions,
  apiKey: row.responder_api_key_sealed ? openKey(row.id, row.responder_api_key_sealed, secrets, log) : null,
})

/**
 * The settings after a change.
 * @throws AppError VALIDATION_ERROR, ADDRESS_NOT_ALLOWED.
 */
export function changeSettings(
  before: ResponderSettings,
  change: ResponderChange,
  outgoing: Outgoing,
): ResponderSettings {
  const after = {
    kind: change.kind,
    baseUrl: change.baseUrl ?? before.baseUrl,
    model: change.model ?? before.model,
    instructions: change.instructions ?? before.instructions,
    apiKey: change.apiKey === undefined ? keptKey(before, change) : change.apiKey || null,
  }
  if (after.kind === 'openai') {
    const details = [
      ...(after.baseUrl === ''
        ? [{ path: 'responder.baseUrl', code: 'required', message: 'Enter the address of the endpoint.' }]
        : []),
      ...(after.model === ''
        ? [{ path: 'responder.model', code: 'required', message: 'Enter the name of the model.' }]
        : []),
    ]
    if (details.length > 0) throw new AppError('VALIDATION_ERROR', { details })
    outgoing.check(after.baseUrl)
  }
  return after
}

/** A stored key goes to the server it was entered for and to no other. */
function keptKey(before: ResponderSettings, change: ResponderChange): string | null {
  if (change.baseUrl === undefined || before.baseUrl === '') return before.apiKey
  if (change.baseUrl === '') return null
  return new URL(change.baseUrl).origin === new URL(before.baseUrl).origin ? before.apiKey : null
}
