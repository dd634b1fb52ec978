import type { Client } from '../../packages/client/src/index.ts'
import type { AiProviderKind } from '../../packages/contracts/src/index.ts'
import type { WireName } from './wires.ts'

/** How each kind of provider speaks, and what comes behind the host in its settings. */
const kinds: Record<AiProviderKind, { wire: WireName; path: string }> = {
  openai: { wire: 'openai-chat', path: '/v1' },
  'openai-responses': { wire: 'openai-responses', path: '/v1' },
  anthropic: { wire: 'anthropic', path: '' },
  google: { wire: 'google', path: '' },
  compatible: { wire: 'openai-chat', path: '/v1' },
  ollama: { wire: 'ollama', path: '' },
  n8n: { wire: 'n8n', path: '/webhook/drill' },
}

export const providerKinds = Object.keys(kinds) as AiProviderKind[]
export const wireOf = (kind: AiProviderKind) => kinds[kind].wire
export const pathOf = (kind: AiProviderKind) => kinds[kind].path

export const drillModel = 'drill-model'
/** A workflow may take longer than anybody watches. */
const workflowTimeoutMs = 20_000

/** From now on this provider, and behind it the built-in responder, answers in the client's workspace. */
export async function answerBy(client: Client, provider: { kind: AiProviderKind; baseUrl: string }): Promise<void> {
  const { kind, baseUrl } = provider
  for (const { id } of (await client.request('GET /api/v1/ai/providers')).data)
    await client.request('DELETE /api/v1/ai/providers/:providerId', { params: { providerId: id } })
  if (kind === 'n8n') {
    const settings = { url: baseUrl, mode: 'stream', timeoutMs: workflowTimeoutMs } as const
    await client.request('POST /api/v1/ai/providers', { body: { kind, name: kind, settings } })
    return
  }
  const body = { kind, name: kind, baseUrl, model: drillModel, apiKey: 'drill-key' }
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
