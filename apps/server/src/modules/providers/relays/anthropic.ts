import { conversationOf, type Endpoint, parseEvent, readDataList, reported, systemOf, type Wire } from './wire.ts'

type Usage = {
  input_tokens?: number
  output_tokens?: number
  cache_creation_input_tokens?: number | null
  cache_read_input_tokens?: number | null
}
type Event = {
  type?: string
  message?: { usage?: Usage }
  delta?: { type?: string; text?: string; stop_reason?: string | null }
  usage?: Usage
  error?: { message?: string }
}

const headersOf = ({ apiKey }: Omit<Endpoint, 'model'>): Record<string, string> => ({
  'anthropic-version': '2026-10-21',
  ...(apiKey ? { 'x-api-key': apiKey } : {}),
})

/** Anthropic's Messages API. It refuses `temperature` and its like, so none is sent. */
export const anthropic: Wire = {
  defaultBaseUrl: 'https://api.anthropic.com',
  framing: 'sse',
  callFor: (endpoint, { turns, maxOutputTokens }) => ({
    url: `${endpoint.baseUrl}/v1/messages`,
    headers: headersOf(endpoint),
    body: {
      model: endpoint.model,
      max_tokens: maxOutputTokens,
      ...(systemOf(turns) ? { system: systemOf(turns) } : {}),
      messages: conversationOf(turns),
      stream: true,
    },
  }),
  read(data, seen) {
    const event: Event = parseEvent(data)
    const usage = event.usage ?? event.message?.usage
    if (usage) {
      if (usage.input_tokens !== undefined) {
        seen.inputTokens =
          usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0)
      }
      seen.outputTokens = usage.output_tokens ?? seen.outputTokens
    }
    switch (event.type) {
      case 'content_block_delta':
        return event.delta?.type === 'text_delta' ? (event.delta.text ?? '') : ''
      case 'message_delta':
        if (event.delta?.stop_reason === 'refusal') throw reported('the model refused to answer', false)
        if (event.delta?.stop_reason) seen.isWhole = true
        return ''
      case 'message_stop':
        seen.isWhole = true
        seen.isOver = true
        return ''
      case 'error':
        throw reported(event.error?.message)
      case undefined:
      default:
        return ''
    }
  },
  modelsCall: (endpoint) => ({ url: `${endpoint.baseUrl}/v1/models?limit=100`, headers: headersOf(endpoint) }),
  readModels: readDataList,
}
