import type { AiProvider, AiProviderChange, NewAiProvider } from '@minichat/contracts'
import { AppError } from '../../platform/errors.ts'
import { presentHealth } from './breaker.ts'
import type { HealthRow } from './health.store.ts'
import { changedModel, newModel, presentModel } from './model-rows.ts'
import type { ProviderRow } from './providers.store.ts'
import { changedWorkflow, newWorkflow, presentWorkflow } from './workflow-rows.ts'

export const newRow = (id: string, wanted: NewAiProvider): ProviderRow =>
  wanted.kind === 'n8n' ? newWorkflow(id, wanted) : newModel(id, wanted)

/** @throws AppError VALIDATION_ERROR where something is wanted that only another kind has. */
export function changed(before: ProviderRow, wanted: AiProviderChange): ProviderRow {
  refuseForeign(before.kind, wanted)
  return before.kind === 'n8n' ? changedWorkflow(before, wanted) : changedModel(before, wanted)
}

const fieldsOf = {
  model: ['baseUrl', 'model', 'apiKey', 'maxOutputTokens', 'timeouts'],
  workflow: ['settings', 'secret'],
} as const

function refuseForeign(kind: ProviderRow['kind'], wanted: AiProviderChange): void {
  const foreign = kind === 'n8n' ? fieldsOf.model : fieldsOf.workflow
  const details = foreign
    .filter((field) => wanted[field] !== undefined)
    .map((path) => ({ path, code: 'unrecognized_keys', message: `A provider of the kind ${kind} has no such field.` }))
  if (details.length > 0) throw new AppError('VALIDATION_ERROR', { details })
}

/** The key or secret that was typed: undefined: none, null or '': the stored one is to go. */
export const typedKeyOf = (kind: ProviderRow['kind'], wanted: { apiKey?: string | null; secret?: string | null }) =>
  kind === 'n8n' ? wanted.secret : wanted.apiKey

export function present(row: ProviderRow & HealthRow, nowMs: number): AiProvider {
  const health = presentHealth(row, nowMs)
  return row.kind === 'n8n' ? { ...presentWorkflow(row), health } : { ...presentModel(row), health }
}

export const targetOf = ({ id, name }: AiProvider) => ({ kind: 'ai_provider', id, name })

/** What of it the audit log shows: the key only by whether there is one. */
export const auditable = ({ id: _id, health: _health, ...provider }: AiProvider) => provider
