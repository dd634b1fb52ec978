import type { EmbedderKind, Embeddings, EmbeddingsChange } from '@minichat/contracts'
import type { KeyDraft } from './KeyField.tsx'

export type EmbeddingsDraft = KeyDraft & Pick<Embeddings, 'kind' | 'baseUrl' | 'model'>

/** What a kind begins with, and models that it is known for. */
export const embedders: Record<Exclude<EmbedderKind, 'builtin'>, { baseUrl: string; models: string[] }> = {
  openai: { baseUrl: 'https://api.openai.com/v1', models: ['text-embedding-3-small', 'text-embedding-3-large'] },
  google: { baseUrl: 'https://generativelanguage.googleapis.com/v1beta', models: ['gemini-embedding-001'] },
  ollama: { baseUrl: '', models: ['bge-m3', 'nomic-embed-text'] },
}

export const draftOf = ({ kind, baseUrl, model }: Embeddings): EmbeddingsDraft => ({
  kind,
  baseUrl,
  model,
  key: 'keep',
  apiKey: '',
})

/** Of another kind: the stored one as it is, any other with its own address. */
export function ofKind(kind: EmbedderKind, stored: Embeddings): EmbeddingsDraft {
  if (kind === stored.kind) return draftOf(stored)
  const baseUrl = kind === 'builtin' ? '' : embedders[kind].baseUrl
  return { kind, baseUrl, model: '', key: 'keep', apiKey: '' }
}

export const isChanged = (draft: EmbeddingsDraft, stored: Embeddings): boolean =>
  draft.kind !== stored.kind ||
  (draft.kind !== 'builtin' &&
    (draft.baseUrl.trim() !== stored.baseUrl ||
      draft.model.trim() !== stored.model ||
      draft.key === 'remove' ||
      draft.apiKey.trim() !== ''))

/** A stored key stays with the server that it was entered for. */
export const hasKeyFor = ({ baseUrl }: EmbeddingsDraft, stored: Embeddings): boolean =>
  stored.hasApiKey && URL.parse(baseUrl.trim())?.origin === URL.parse(stored.baseUrl)?.origin

/** As the API takes it. */
export const changeOf = ({ kind, baseUrl, model, key, apiKey }: EmbeddingsDraft): EmbeddingsChange =>
  kind === 'builtin'
    ? { kind }
    : {
        kind,
        baseUrl: baseUrl.trim(),
        model: model.trim(),
        apiKey: key === 'remove' ? null : apiKey.trim() || undefined,
      }
