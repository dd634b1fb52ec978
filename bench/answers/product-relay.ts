import { Agent } from 'undici'
import { streamChat } from '../../apps/server/src/modules/answering/openai-relay.ts'

const dispatcher = new Agent()

/** The product's relay for OpenAI's chat format, as its responders call it. */
export const relay = (baseUrl: string, messages: { role: 'system' | 'user' | 'assistant'; content: string }[]) =>
  streamChat({ baseUrl, apiKey: 'bench', model: 'bench' }, messages, dispatcher, new AbortController().signal)
