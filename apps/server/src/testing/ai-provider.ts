import type { Client } from '@minichat/client'
import type { AiModel, createAiProvider } from '@minichat/contracts'
import type { z } from 'zod'

type NewModel = Exclude<z.input<(typeof createAiProvider)['body']>, { kind: 'n8n' }>

/** Adds a model of a provider as the last of the chain; of an own endpoint that speaks OpenAI's format, unless said. */
export async function addProvider(client: Client, provider: Partial<NewModel>): Promise<AiModel> {
  const body = { kind: 'compatible', name: 'Model', model: 'small', ...provider } as const
  return (await client.request('POST /api/v1/ai/providers', { body })).data as AiModel
}
