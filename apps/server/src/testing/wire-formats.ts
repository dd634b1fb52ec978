import type { AiModelKind } from '@minichat/contracts'

type Usage = { input: number; output: number }

/** What a kind of provider writes, byte by byte as partners do. */
export type WireFormat = {
  basePath: string
  /** Where an answer is asked for. */
  path: string
  type: string
  begin: string
  piece(text: string): string
  end(usage: Usage): string
  /** An error after the stream has begun. */
  error(message: string): string
  models: unknown
  /** Where the key is. */
  keyHeader: [name: string, value: (key: string) => string]
}

const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const event = (name: string, value: object) => `event: ${name}\n${data({ type: name, ...value })}`
const line = (value: unknown) => `${JSON.stringify(value)}\n`

const bearer: WireFormat['keyHeader'] = ['authorization', (key) => `Bearer ${key}`]
const sse = 'text/event-stream'
const dataList = {
  object: 'list',
  data: [
    { id: 'small', object: 'model' },
    { id: 'large', object: 'model' },
  ],
}

const chunk = (choices: unknown[], more: object = {}) =>
  data({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'small', choices, ...more })

const openAiChat: WireFormat = {
  basePath: '/v1',
  path: '/v1/chat/completions',
  type: sse,
  begin: `: warming up\n\n${chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }])}`,
  piece: (content) => chunk([{ index: 0, delta: { content }, finish_reason: null }]),
  end: ({ input, output }) =>
    chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]) +
    chunk([], { usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output } }) +
    'data: [DONE]\n\n',
  error: (message) => data({ error: { message, type: 'server_error', code: null } }),
  models: dataList,
  keyHeader: bearer,
}

let sequence = 0
const responsesEvent = (name: string, value: object) => event(name, { sequence_number: (sequence += 1), ...value })

const openAiResponses: WireFormat = {
  ...openAiChat,
  path: '/v1/responses',
  begin:
    responsesEvent('response.created', { response: { id: 'resp_1', status: 'in_progress' } }) +
    responsesEvent('response.output_item.added', { output_index: 0, item: { type: 'message', content: [] } }),
  piece: (delta) => responsesEvent('response.output_text.delta', { item_id: 'msg_1', output_index: 0, delta }),
  end: ({ input, output }) =>
    responsesEvent('response.output_text.done', { item_id: 'msg_1', text: 'said again as a whole' }) +
    responsesEvent('response.completed', {
      response: { status: 'completed', usage: { input_tokens: input, output_tokens: output } },
    }),
  error: (message) => responsesEvent('response.failed', { response: { status: 'failed', error: { message } } }),
}

const anthropic: WireFormat = {
  basePath: '',
  path: '/v1/messages',
  type: sse,
  begin:
    event('message_start', {
      message: { id: 'msg_1', role: 'assistant', content: [], usage: { input_tokens: 30, output_tokens: 1 } },
    }) +
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }) +
    event('ping', {}),
  piece: (text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
  end: ({ output }) =>
    event('content_block_stop', { index: 0 }) +
    // Each counts from the beginning.
    event('message_delta', { delta: { stop_reason: null }, usage: { output_tokens: output - 1 } }) +
    event('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: output } }) +
    event('message_stop', {}),
  error: (message) => event('error', { error: { type: 'overloaded_error', message } }),
  models: {
    data: [
      { id: 'small', type: 'model', display_name: 'Small' },
      { id: 'large', type: 'model' },
    ],
  },
  keyHeader: ['x-api-key', (key) => key],
}

const candidate = (text: string, more: object = {}) => ({
  content: { parts: [{ text }], role: 'model' },
  index: 0,
  ...more,
})

const google: WireFormat = {
  basePath: '',
  path: '/v1/models/small:streamGenerateContent?alt=sse',
  type: sse,
  begin: '',
  piece: (text) => data({ candidates: [candidate(text)], modelVersion: 'small' }).replaceAll('\n', '\r\n'),
  end: ({ input, output }) =>
    data({
      candidates: [candidate('', { finishReason: 'STOP' })],
      usageMetadata: { promptTokenCount: input, candidatesTokenCount: output - 2, thoughtsTokenCount: 2 },
    }),
  error: (message) => data({ error: { code: 503, message, status: 'UNAVAILABLE' } }),
  models: {
    models: [
      { name: 'models/small', displayName: 'Small', supportedGenerationMethods: ['generateContent'] },
      { name: 'models/embedder', supportedGenerationMethods: ['embedContent'] },
      { name: 'models/large' },
    ],
  },
  keyHeader: ['x-goog-api-key', (key) => key],
}

const ollama: WireFormat = {
  basePath: '',
  path: '/api/chat',
  type: 'application/x-ndjson',
  begin: '',
  piece: (content) => line({ model: 'small', message: { role: 'assistant', content }, done: false }),
  // Without the line's end: some leave it out.
  end: ({ input, output }) =>
    line({
      model: 'small',
      message: { role: 'assistant', content: '' },
      done: true,
      done_reason: 'stop',
      prompt_eval_count: input,
      eval_count: output,
    }).trimEnd(),
  error: (message) => line({ error: message }),
  models: {
    models: [
      { name: 'small', size: 1 },
      { name: 'large', size: 2 },
    ],
  },
  keyHeader: bearer,
}

export const wireFormats: Record<AiModelKind, WireFormat> = {
  openai: openAiChat,
  'openai-responses': openAiResponses,
  anthropic,
  google,
  compatible: openAiChat,
  ollama,
}
