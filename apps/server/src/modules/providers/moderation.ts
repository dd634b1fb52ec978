import type { Dispatcher } from 'undici'
import { meteredCall } from './cost/metered-call.ts'
import { baseUrlOf, type ProviderSettings } from './provider-settings.ts'
import { fetchJson } from './relays/fetch-json.ts'
import { bearer } from './relays/wire.ts'
import { type Asked, type Meter, ProviderFailed } from './types.ts'

/** OpenAI's, which asks nothing for it. */
const model = 'omni-moderation-latest'
export const moderatingKinds: ReadonlySet<string> = new Set(['openai', 'openai-responses'])

/**
 * What a provider's moderation flags in a text: the names of its categories, none where it flags nothing.
 * @throws ProviderFailed, CapReached.
 */
export type Moderator = (text: string, asked: Asked | null, signal: AbortSignal) => Promise<string[]>

/** @param openKey throws ProviderFailed when the key can't be read. */
export function createModerator(deps: {
  workspaceId: string
  provider: Pick<ProviderSettings, 'id' | 'kind' | 'baseUrl'>
  openKey: () => string | null
  meter: Meter
  dispatcher: Dispatcher
}): Moderator {
  const { workspaceId, provider, openKey, meter, dispatcher } = deps
  return (text, asked, signal) => {
    const about = { workspaceId, asked, purpose: 'moderation', texts: [text], signal } as const
    return meteredCall(meter, { id: provider.id, kind: provider.kind, model }, about, async () => {
      const apiKey = openKey()
      const call = { url: `${baseUrlOf(provider)}/moderations`, headers: bearer(apiKey) }
      const answer = await fetchJson({ call, body: { model, input: text }, apiKey, dispatcher, signal })
      return { result: flaggedIn(answer), inputTokens: null }
    })
  }
}

type Answer = { results?: { flagged?: unknown; categories?: Record<string, unknown> | null }[] }

function flaggedIn(answer: unknown): string[] {
  const results = (answer as Answer | null)?.results
  const first = Array.isArray(results) ? results[0] : undefined
  if (typeof first?.flagged !== 'boolean') throw new ProviderFailed('the provider gave no moderation')
  if (!first.flagged) return []
  const names = Object.entries(first.categories ?? {}).flatMap(([name, isIn]) =>
    isIn === true ? name.slice(0, 60) : [],
  )
  return names.length > 0 ? names : ['flagged']
}
