import { bearer, listIn, parseEvent, reported, type Wire } from './wire.ts'

type Line = {
  message?: { content?: string }
  done?: boolean
  prompt_eval_count?: number
  eval_count?: number
  error?: string
}

/** Ollama's own format: a JSON text a line, the last one with the counts. */
export const ollama: Wire = {
  defaultBaseUrl: '',
  framing: 'ndjson',
  callFor: ({ baseUrl, apiKey, model }, { turns, maxOutputTokens }) => ({
    url: `${baseUrl}/api/chat`,
    headers: bearer(apiKey),
    body: { model, messages: turns, stream: true, options: { num_predict: maxOutputTokens } },
  }),
  read(data, seen) {
    const line: Line = parseEvent(data)
    if (line.error) throw reported(line.error)
    if (line.done) {
      seen.inputTokens = line.prompt_eval_count ?? null
      seen.outputTokens = line.eval_count ?? null
      seen.isWhole = true
      seen.isOver = true
    }
    return line.message?.content ?? ''
  },
  modelsCall: ({ baseUrl, apiKey }) => ({ url: `${baseUrl}/api/tags`, headers: bearer(apiKey) }),
  readModels: (answer) =>
    listIn<{ name?: unknown }>(answer, 'models').flatMap(({ name }) =>
      typeof name === 'string' ? [{ id: name, name }] : [],
    ),
}
