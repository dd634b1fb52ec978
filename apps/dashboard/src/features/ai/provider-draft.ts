import type { AiModel, AiModelKind, AiProviderDraft } from '@minichat/contracts'
import { isOwn } from './provider-kinds.ts'

/** What the dialog holds. `key`: keep the stored one, remove it, or take the typed one. Times are seconds, as typed. */
export type ProviderDraft = {
  kind: AiModelKind
  name: string
  baseUrl: string
  model: string
  key: 'keep' | 'remove' | 'replace'
  apiKey: string
  maxOutputTokens: string
  firstTokenSeconds: string
  gapSeconds: string
  wholeSeconds: string
}

export const newDraft = (name: string, kind: AiModelKind): ProviderDraft => ({
  kind,
  name,
  baseUrl: '',
  model: '',
  key: 'replace',
  apiKey: '',
  maxOutputTokens: '1024',
  firstTokenSeconds: '15',
  gapSeconds: '15',
  wholeSeconds: '90',
})

export const draftOf = (provider: AiModel): ProviderDraft => ({
  kind: provider.kind,
  name: provider.name,
  baseUrl: provider.baseUrl,
  model: provider.model,
  key: provider.hasApiKey ? 'keep' : 'replace',
  apiKey: '',
  maxOutputTokens: String(provider.maxOutputTokens),
  firstTokenSeconds: String(provider.timeouts.firstTokenMs / 1000),
  gapSeconds: String(provider.timeouts.gapMs / 1000),
  wholeSeconds: String(provider.timeouts.wholeMs / 1000),
})

/** What is in the dialog, as the API takes it. */
export const valuesOf = (draft: ProviderDraft) => ({
  baseUrl: draft.baseUrl.trim(),
  model: draft.model.trim(),
  apiKey: draft.key === 'remove' ? null : draft.apiKey.trim() || undefined,
  maxOutputTokens: Number(draft.maxOutputTokens),
  timeouts: {
    firstTokenMs: Number(draft.firstTokenSeconds) * 1000,
    gapMs: Number(draft.gapSeconds) * 1000,
    wholeMs: Number(draft.wholeSeconds) * 1000,
  },
})

/** For a test or the list of models: a stored provider with the changes, or a new one. */
export const trialOf = (draft: ProviderDraft, stored: AiModel | null): AiProviderDraft =>
  stored ? { providerId: stored.id, ...valuesOf(draft) } : { kind: draft.kind, ...valuesOf(draft) }

export const needsAddress = (draft: ProviderDraft) => isOwn(draft.kind) && draft.baseUrl.trim() === ''

/** Whether a text is a whole number within bounds. */
export const isWithin = (value: string, min: number, max: number) =>
  /^\d+$/.test(value.trim()) && Number(value) >= min && Number(value) <= max
