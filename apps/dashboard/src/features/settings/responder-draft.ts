import type { Responder } from '@minichat/contracts'
import type { ResponderChange } from './use-workspace.ts'

/** What the card holds while it is being changed. `key`: keep the stored one, remove it, or take the typed one. */
export type ResponderDraft = Pick<Responder, 'kind' | 'baseUrl' | 'model' | 'instructions'> & {
  key: 'keep' | 'remove' | 'replace'
  apiKey: string
}

export const draftOf = ({ kind, baseUrl, model, instructions, hasApiKey }: Responder): ResponderDraft => ({
  kind,
  baseUrl,
  model,
  instructions,
  key: hasApiKey ? 'keep' : 'replace',
  apiKey: '',
})

export function isChanged(draft: ResponderDraft, saved: Responder): boolean {
  const fields = ['kind', 'baseUrl', 'model', 'instructions'] as const
  return fields.some((field) => draft[field] !== saved[field]) || draft.key === 'remove' || draft.apiKey !== ''
}

/** Only what the chosen kind needs, so that switching back and forth loses nothing that was stored. */
export function changeOf(draft: ResponderDraft): ResponderChange {
  if (draft.kind === 'builtin') return { kind: 'builtin' }
  const { kind, instructions } = draft
  const apiKey = draft.key === 'remove' ? null : draft.apiKey.trim() || undefined
  return { kind, baseUrl: draft.baseUrl.trim(), model: draft.model.trim(), instructions, apiKey }
}
