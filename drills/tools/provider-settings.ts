import type { Client } from '../../packages/client/src/index.ts'
import type { AiModelKind } from '../../packages/contracts/src/index.ts'
import type { WireName } from './wires.ts'

/** The kind of provider that speaks a wire format, and what comes behind the host in its settings. */
const kinds: Record<WireName, { kind: AiModelKind; path: string }> = {
  'openai-chat': { kind: 'compatible', path: '/v1' },
  'openai-responses': { kind: 'openai-responses', path: '/v1' },
  anthropic: { kind: 'anthropic', path: '' },
  google: { kind: 'google', path: '' },
  ollama: { kind: 'ollama', path: '' },
}

export const spokenWires = Object.keys(kinds) as WireName[]
export const pathOf = (wire: WireName) => kinds[wire].path

export const drillModel = 'drill-model'

/** From now on this provider, and behind it the built-in responder, answers in the client's workspace. */
export async function answerBy(client: Client, provider: { wire: WireName; baseUrl: string }): Promise<void> {
  const { kind } = kinds[provider.wire]
  for (const { id } of (await client.request('GET /api/v1/ai/providers')).data)
    await client.request('DELETE /api/v1/ai/providers/:providerId', { params: { providerId: id } })
  const body = { kind, name: kind, baseUrl: provider.baseUrl, model: drillModel, apiKey: 'drill-key' }
  await client.request('POST /api/v1/ai/providers', { body })
}

/** A sentence of the answer as a model writes it that has taken it from the first source. */
export const withSource = (sentence: string) => `${sentence} [1] `
/** What a visitor reads of it, whichever way sources are marked. */
export const withoutSources = (text: string) =>
  text
    .replace(/\s*\[\d+\]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
