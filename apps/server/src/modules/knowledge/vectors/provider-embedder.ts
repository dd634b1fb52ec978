import type { EmbedderKind } from '@minichat/contracts'
import type { Dispatcher } from 'undici'
import { fetchJson, type Meter, meteredCall, ProviderFailed } from '../../providers/index.ts'
import type { EmbeddedAs, Embedder } from './embedder.ts'

export type ProviderSettings = {
  kind: Exclude<EmbedderKind, 'builtin'>
  baseUrl: string
  model: string
  apiKey: string | null
}

const wholeMs = 30_000
const maxChars = 32 * 1024 * 1024
const maxDims = 4096

/** What stands for the model in the books, in place of a provider of the chain. */
const bookedAs = 'embeddings'

/**
 * Vectors by the embedding model of a provider, each call counted.
 * @param dispatcher the guarded one: the address is a customer's.
 */
export function createProviderEmbedder(
  settings: ProviderSettings,
  { workspaceId, dispatcher, meter }: { workspaceId: string; dispatcher: Dispatcher; meter: Meter },
): Embedder {
  const booked = { id: bookedAs, kind: pricedAs(settings), model: settings.model }
  return {
    model: modelName(settings),
    embed(texts, as, signal, asked = null) {
      const within = AbortSignal.any([signal, AbortSignal.timeout(wholeMs)])
      const about = { workspaceId, asked, purpose: 'embedding', texts, signal: within } as const
      return meteredCall(meter, booked, about, async () => {
        const { path, headers, body, read } = callOf(settings, texts, as)
        const { baseUrl, apiKey } = settings
        const call = { url: `${baseUrl.replace(/\/+$/, '')}${path}`, headers }
        const answer = await fetchJson({ call, body, apiKey, dispatcher, signal: within, maxChars })
        return { result: checked(read(answer), texts.length), inputTokens: tokensIn(answer) }
      })
    },
  }
}

/** Only OpenAI itself is dear where a price is not known. */
const pricedAs = ({ kind, baseUrl }: ProviderSettings): ProviderSettings['kind'] | 'compatible' =>
  kind === 'openai' && new URL(baseUrl).hostname !== 'api.openai.com' ? 'compatible' : kind

/** What the provider says that it has read, by whichever name it says it. */
function tokensIn(answer: unknown): number | null {
  const { usage, prompt_eval_count, usageMetadata } = (answer ?? {}) as TokenCounts
  const told = usage?.prompt_tokens ?? prompt_eval_count ?? usageMetadata?.promptTokenCount
  return Number.isSafeInteger(told) && Number(told) >= 0 ? Number(told) : null
}

type TokenCounts = {
  usage?: { prompt_tokens?: unknown }
  prompt_eval_count?: unknown
  usageMetadata?: { promptTokenCount?: unknown }
}

/** The same model on another server counts as another one: nobody knows whether it is. */
export const modelName = ({ kind, baseUrl, model }: ProviderSettings): string =>
  `${kind}:${model}@${new URL(baseUrl).host}`.slice(0, 200)

type Call = {
  path: string
  headers: Record<string, string>
  body: object
  /** The vectors of an answer in order, unchecked. */
  read: (answer: unknown) => unknown
}

type OpenAiAnswer = { data?: { index?: number; embedding?: unknown }[] }
type GoogleAnswer = { embeddings?: { values?: unknown }[] }
type OllamaAnswer = { embeddings?: unknown[] }

function callOf({ kind, model, apiKey }: ProviderSettings, texts: readonly string[], as: EmbeddedAs): Call {
  if (kind === 'google') {
    const taskType = as === 'question' ? 'RETRIEVAL_QUERY' : 'RETRIEVAL_DOCUMENT'
    const name = `models/${model.replace(/^models\//, '')}`
    const requests = texts.map((text) => ({ model: name, content: { parts: [{ text }] }, taskType }))
    return {
      path: `/${name}:batchEmbedContents`,
      headers: apiKey ? { 'x-goog-api-key': apiKey } : {},
      body: { requests },
      read: (answer) => (answer as GoogleAnswer | null)?.embeddings?.map((one) => one?.values),
    }
  }
  const headers: Record<string, string> = apiKey ? { authorization: `Bearer ${apiKey}` } : {}
  if (kind === 'ollama') {
    const body = { model, input: texts }
    return { path: '/api/embed', headers, body, read: (answer) => (answer as OllamaAnswer | null)?.embeddings }
  }
  return {
    path: '/embeddings',
    headers,
    body: { model, input: texts, encoding_format: 'float' },
    read: (answer) =>
      (answer as OpenAiAnswer | null)?.data
        ?.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0))
        .map((one) => one.embedding),
  }
}

function checked(vectors: unknown, count: number): Float32Array[] {
  if (!Array.isArray(vectors) || vectors.length !== count) {
    throw new ProviderFailed('the provider sent another number of vectors than was asked for')
  }
  return vectors.map((values: unknown) => {
    const isVector =
      Array.isArray(values) && values.length > 0 && values.length <= maxDims && values.every(Number.isFinite)
    if (!isVector) throw new ProviderFailed('the provider sent something that is not a vector')
    return Float32Array.from(values as number[])
  })
}
