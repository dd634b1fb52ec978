import { conversationOf, type Endpoint, listIn, parseEvent, reported, systemOf, type Wire } from './wire.ts'

type Chunk = {
  candidates?: { content?: { parts?: { text?: string; thought?: boolean }[] }; finishReason?: string }[]
  usageMetadata?: { promptTokenCount?: number; candidatesTokenCount?: number; thoughtsTokenCount?: number }
  promptFeedback?: { blockReason?: string }
  error?: { message?: string }
}
type Listed = { name?: unknown; displayName?: unknown; supportedGenerationMethods?: unknown }

const headersOf = ({ apiKey }: Omit<Endpoint, 'model'>): Record<string, string> =>
  apiKey ? { 'x-goog-api-key': apiKey } : {}

/** Gemini. What a model thinks aloud is not part of its answer, but is paid for. */
export const google: Wire = {
  defaultBaseUrl: 'https://generativelanguage.googleapis.com',
  framing: 'sse',
  callFor: (endpoint, { turns, maxOutputTokens }) => ({
    url: `${endpoint.baseUrl}/v1/models/${encodeURIComponent(endpoint.model)}:streamGenerateContent?alt=sse`,
    headers: headersOf(endpoint),
    body: {
      ...(systemOf(turns) ? { systemInstruction: { parts: [{ text: systemOf(turns) }] } } : {}),
      contents: conversationOf(turns).map(({ role, content }) => ({
        role: role === 'user' ? 'user' : 'model',
        parts: [{ text: content }],
      })),
      generationConfig: { maxOutputTokens },
    },
  }),
  read(data, seen) {
    const chunk: Chunk = parseEvent(data)
    if (chunk.error) throw reported(chunk.error.message)
    if (chunk.promptFeedback?.blockReason) throw reported(`it was blocked (${chunk.promptFeedback.blockReason})`, false)
    const used = chunk.usageMetadata
    if (used) {
      seen.inputTokens = used.promptTokenCount ?? seen.inputTokens
      seen.outputTokens = (used.candidatesTokenCount ?? 0) + (used.thoughtsTokenCount ?? 0)
    }
    const candidate = chunk.candidates?.[0]
    const reason = candidate?.finishReason
    if (reason && reason !== 'STOP' && reason !== 'MAX_TOKENS') throw reported(`it stopped (${reason})`, false)
    if (reason) seen.isWhole = true
    return candidate?.content?.parts?.map((part) => (part.thought ? '' : (part.text ?? ''))).join('') ?? ''
  },
  modelsCall: (endpoint) => ({ url: `${endpoint.baseUrl}/v1/models?pageSize=200`, headers: headersOf(endpoint) }),
  readModels: (answer) =>
    listIn<Listed>(answer, 'models').flatMap(({ name, displayName, supportedGenerationMethods: methods }) => {
      if (typeof name !== 'string' || (Array.isArray(methods) && !methods.includes('generateContent'))) return []
      const id = name.replace(/^models\//, '')
      return [{ id, name: typeof displayName === 'string' ? displayName : id }]
    }),
}
