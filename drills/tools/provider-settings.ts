import type { Client } from '../../packages/client/src/index.ts'
import type { Fault } from './faulty-provider.ts'
import type { WireName } from './wires.ts'

/** The wire formats that the product speaks. */
export const spokenWires: WireName[] = ['openai-chat']

/** What comes behind the host in the settings, by wire format. */
export const pathOf: Record<WireName, string> = {
  'openai-chat': '/v1',
  'openai-responses': '/v1',
  anthropic: '',
  google: '',
  ollama: '',
}

/** Faults that the product meets in time: it still takes single bytes for progress. */
export const isMet = (fault: Fault) => fault.name !== 'drips'

export const drillModel = 'drill-model'

/** From now on this provider, and behind it the built-in responder, answers in the client's workspace. */
export async function answerBy(client: Client, provider: { wire: WireName; baseUrl: string }): Promise<void> {
  await client.request('PATCH /api/v1/workspace', {
    body: { responder: { kind: 'openai', baseUrl: provider.baseUrl, model: drillModel } },
  })
}

/** A sentence of the answer as a model writes it that has taken it from the first source. */
export const withSource = (sentence: string) => `${sentence} [1] `
/** What a visitor reads of it, whichever way sources are marked. */
export const withoutSources = (text: string) =>
  text
    .replace(/\s*\[\d+\]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
