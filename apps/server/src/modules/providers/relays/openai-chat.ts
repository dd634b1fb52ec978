import { bearer, type Call, type Endpoint, parseEvent, readDataList, reported, type Wire } from './wire.ts'

type Chunk = {
  choices?: { delta?: { content?: string | null }; finish_reason?: string | null }[]
  usage?: { prompt_tokens?: number; completion_tokens?: number } | null
  error?: { message?: string } | string
}

/** OpenAI's chat format, which many others speak as well. */
const createWire = (defaultBaseUrl: string, maxTokensName: 'max_completion_tokens' | 'max_tokens'): Wire => ({
  defaultBaseUrl,
  framing: 'sse',
  callFor: ({ baseUrl, apiKey, model }, { turns, maxOutputTokens }) => ({
    url: `${baseUrl}/chat/completions`,
    headers: bearer(apiKey),
    body: {
      model,
      messages: turns,
      stream: true,
      stream_options: { include_usage: true },
      [maxTokensName]: maxOutputTokens,
    },
  }),
  read(data, seen) {
    if (data === '[DONE]') {
      seen.isWhole = true
      seen.isOver = true
      return ''
    }
    const { choices, usage, error }: Chunk = parseEvent(data)
    if (error) throw reported(typeof error === 'string' ? error : error.message)
    if (usage) {
      seen.inputTokens = usage.prompt_tokens ?? seen.inputTokens
      seen.outputTokens = usage.completion_tokens ?? seen.outputTokens
    }
    const choice = choices?.[0]
    if (choice?.finish_reason === 'content_filter') throw reported('its content filter stopped the answer', false)
    if (choice?.finish_reason) seen.isWhole = true
    return choice?.delta?.content ?? ''
  },
  modelsCall: openAiModels,
  readModels: readDataList,
})

export const openAiModels = ({ baseUrl, apiKey }: Omit<Endpoint, 'model'>): Call => ({
  url: `${baseUrl}/models`,
  headers: bearer(apiKey),
})

export const openAiBaseUrl = 'https://api.openai.com/v1'
export const openAiChat = createWire(openAiBaseUrl, 'max_completion_tokens')
export const compatible = createWire('', 'max_tokens')
