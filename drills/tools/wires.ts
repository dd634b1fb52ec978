/** How a provider speaks: what it sends before, for and after the pieces of an answer, as its official SDK expects it. */
export type Wire = {
  contentType: string
  begin: () => string
  piece: (text: string, index: number) => string
  end: (whole: string, tokens: number) => string
  /** The body of a refusal. */
  refusal: (status: number, message: string) => object
}

export const wireNames = ['openai-chat', 'openai-responses', 'anthropic', 'google', 'ollama', 'n8n'] as const
export type WireName = (typeof wireNames)[number]

const inputTokens = 321

const data = (value: object) => `data: ${JSON.stringify(value)}\n\n`
const named = (type: string, more: object = {}) => `event: ${type}\n${data({ type, ...more })}`
const line = (value: object) => `${JSON.stringify(value)}\n`
const sse = 'text/event-stream; charset=utf-8'

const openAiRefusal = (status: number, message: string) => ({
  error: { message, type: status === 429 ? 'rate_limit_error' : 'server_error', param: null, code: null },
})

const chatChunk = (choices: object[], more: object = {}) => ({
  id: 'chatcmpl-drill',
  object: 'chat.completion.chunk',
  created: 1_795_000_000,
  model: 'drill-model',
  choices,
  ...more,
})
const choice = (delta: object, finish_reason: string | null = null) => ({
  index: 0,
  delta,
  logprobs: null,
  finish_reason,
})

const openAiChat: Wire = {
  contentType: sse,
  begin: () => data(chatChunk([choice({ role: 'assistant', content: '', refusal: null })])),
  piece: (content) => data(chatChunk([choice({ content })])),
  end: (_, tokens) =>
    data(chatChunk([choice({}, 'stop')])) +
    data(
      chatChunk([], {
        usage: { prompt_tokens: inputTokens, completion_tokens: tokens, total_tokens: inputTokens + tokens },
      }),
    ) +
    'data: [DONE]\n\n',
  refusal: openAiRefusal,
}

/** Numbered from 0 on in each answer: four events come before the first piece. */
const item = { item_id: 'msg_drill', output_index: 0, content_index: 0 }
const response = (status: string, more: object = {}) => ({
  response: { id: 'resp_drill', object: 'response', status, model: 'drill-model', error: null, ...more },
})
const message = (status: string, content: object[]) => ({
  output_index: 0,
  item: { id: 'msg_drill', type: 'message', role: 'assistant', status, content },
})
const outputText = (text: string) => ({ type: 'output_text', text, annotations: [] })

const openAiResponses: Wire = {
  contentType: sse,
  begin: () =>
    named('response.created', { sequence_number: 0, ...response('in_progress') }) +
    named('response.in_progress', { sequence_number: 1, ...response('in_progress') }) +
    named('response.output_item.added', { sequence_number: 2, ...message('in_progress', []) }) +
    named('response.content_part.added', { sequence_number: 3, ...item, part: outputText('') }),
  piece: (delta, index) => named('response.output_text.delta', { sequence_number: 4 + index, ...item, delta }),
  end: (text, tokens) =>
    named('response.output_text.done', { sequence_number: 900, ...item, text }) +
    named('response.content_part.done', { sequence_number: 901, ...item, part: outputText(text) }) +
    named('response.output_item.done', { sequence_number: 902, ...message('completed', [outputText(text)]) }) +
    named('response.completed', {
      sequence_number: 903,
      ...response('completed', {
        output: [message('completed', [outputText(text)]).item],
        usage: { input_tokens: inputTokens, output_tokens: tokens, total_tokens: inputTokens + tokens },
      }),
    }),
  refusal: openAiRefusal,
}

const anthropic: Wire = {
  contentType: sse,
  begin: () =>
    named('message_start', {
      message: {
        id: 'msg_drill',
        type: 'message',
        role: 'assistant',
        model: 'drill-model',
        content: [],
        stop_reason: null,
        usage: { input_tokens: inputTokens, output_tokens: 1 },
      },
    }) +
    named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }) +
    named('ping'),
  piece: (text) => named('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
  end: (_, tokens) =>
    named('content_block_stop', { index: 0 }) +
    named('message_delta', {
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: tokens },
    }) +
    named('message_stop'),
  refusal: (status, text) => ({
    type: 'error',
    error: { type: status === 429 ? 'rate_limit_error' : 'api_error', message: text },
  }),
}

const candidate = (text: string, more: object = {}) => ({
  candidates: [{ index: 0, content: { role: 'model', parts: [{ text }] }, ...more }],
  modelVersion: 'drill-model',
})

/** The last piece comes with the reason and the counts; here an empty one does. */
const google: Wire = {
  contentType: 'text/event-stream',
  begin: () => '',
  piece: (text) => data(candidate(text)),
  end: (_, tokens) =>
    data({
      ...candidate('', { finishReason: 'STOP' }),
      usageMetadata: {
        promptTokenCount: inputTokens,
        candidatesTokenCount: tokens,
        totalTokenCount: inputTokens + tokens,
      },
    }),
  refusal: (status, text) => ({
    error: {
      code: status,
      message: text,
      status: status === 429 ? 'RESOURCE_EXHAUSTED' : 'INTERNAL',
      details: status === 429 ? [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '1s' }] : [],
    },
  }),
}

const ollamaLine = (content: string, more: object) =>
  line({ model: 'drill-model', created_at: '2026-11-22T08:30:00Z', message: { role: 'assistant', content }, ...more })

const ollama: Wire = {
  contentType: 'application/x-ndjson',
  begin: () => '',
  piece: (text) => ollamaLine(text, { done: false }),
  end: (_, tokens) =>
    ollamaLine('', {
      done: true,
      done_reason: 'stop',
      prompt_eval_count: inputTokens,
      eval_count: tokens,
    }),
  refusal: (_, text) => ({ error: text }),
}

const node = { nodeId: '00000800-0000-4000-8000-000000000000', nodeName: 'Respond', itemIndex: 0, runIndex: 0 }
const metadata = { metadata: { ...node, timestamp: 1_795_371_355_105 } }

/** A workflow that streams, as n8n 2.41 was recorded: each line of it is called JSON as a whole. */
const n8n: Wire = {
  contentType: 'application/json; charset=utf-8',
  begin: () => line({ type: 'begin', ...metadata }),
  piece: (content) => line({ type: 'item', content, ...metadata }),
  end: () => line({ type: 'end', ...metadata }),
  refusal: (status) => ({ message: status === 500 ? 'Error in workflow' : 'Too many requests' }),
}

export const wires: Record<WireName, Wire> = {
  'openai-chat': openAiChat,
  'openai-responses': openAiResponses,
  anthropic,
  google,
  ollama,
  n8n,
}
