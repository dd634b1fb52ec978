import { openAiBaseUrl, openAiModels } from './openai-chat.ts'
import { bearer, conversationOf, parseEvent, readDataList, reported, type Seen, systemOf, type Wire } from './wire.ts'

type Response = {
  usage?: { input_tokens?: number; output_tokens?: number } | null
  error?: { message?: string } | null
  incomplete_details?: { reason?: string } | null
}
type Event = { type?: string; delta?: string; message?: string; error?: { message?: string }; response?: Response }

/** OpenAI's Responses API: named events, and no `[DONE]` at the end. */
export const openAiResponses: Wire = {
  defaultBaseUrl: openAiBaseUrl,
  framing: 'sse',
  callFor: ({ baseUrl, apiKey, model }, { turns, maxOutputTokens }) => ({
    url: `${baseUrl}/responses`,
    headers: bearer(apiKey),
    body: {
      model,
      instructions: systemOf(turns),
      input: conversationOf(turns),
      max_output_tokens: maxOutputTokens,
      stream: true,
      store: false,
    },
  }),
  read(data, seen) {
    const event: Event = parseEvent(data)
    switch (event.type) {
      case 'response.output_text.delta':
        return event.delta ?? ''
      case 'response.completed':
        end(seen, event.response)
        return ''
      case 'response.incomplete': {
        const reason = event.response?.incomplete_details?.reason
        if (reason !== 'max_output_tokens') throw reported(`the answer was left incomplete (${reason})`, false)
        end(seen, event.response)
        return ''
      }
      case 'response.failed':
        throw reported(event.response?.error?.message)
      case 'error':
        throw reported(event.message ?? event.error?.message)
      case undefined:
      default:
        return ''
    }
  },
  modelsCall: openAiModels,
  readModels: readDataList,
}

function end(seen: Seen, response: Response | undefined): void {
  seen.inputTokens = response?.usage?.input_tokens ?? null
  seen.outputTokens = response?.usage?.output_tokens ?? null
  seen.isWhole = true
  seen.isOver = true
}
