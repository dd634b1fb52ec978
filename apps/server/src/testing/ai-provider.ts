import type { Client } from '@minichat/client'
import type { AiProvider, createAiProvider } from '@minichat/contracts'
import type { z } from 'zod'

type NewProvider = z.input<(typeof createAiProvider)['body']>

/** Adds a provider as the last of the chain; of an own endpoint that speaks OpenAI's format, unless said. */
export async function addProvider(client: Client, provider: Partial<NewProvider>): Promise<AiProvider> {
  const body = { kind: 'compatible', name: 'Model', model: 'small', ...provider } as const
  return (await client.request('POST /api/v1/ai/providers', { body })).data
}
