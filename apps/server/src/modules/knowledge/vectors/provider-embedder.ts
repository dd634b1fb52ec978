import type { EmbedderKind } from '@minichat/contracts'
import { type Dispatcher, request } from 'undici'
import { type Meter, meteredCall } from '../../providers/index.ts'
import { type EmbeddedAs, type Embedder, EmbeddingFailed } from './embedder.ts'

export type ProviderSettings = {
  kind: Exclude<EmbedderKind, 'builtin'>
  baseUrl: string
  model: string
  apiKey: string | null
}

const wholeMs = 30_000
const maxBytes = 32 * 1024 * 1024
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
        const call = callOf(settings, texts, as)
        const answer = await post(settings, call, dispatcher, within)
        return { result: checked(call.read(answer), texts.length), inputTokens: tokensIn(answer) }
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

async function post(
  settings: ProviderSettings,
  { path, headers, body }: Call,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    const response = await request(`${settings.baseUrl.replace(/\/+$/, '')}${path}`, {
      method: 'POST',
      dispatcher,
      signal,
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    const text = await readText(response.body)
    if (response.statusCode !== 200) {
      const { statusCode: status } = response
      throw new EmbeddingFailed(`the endpoint answered ${status}${detailOf(text, settings)}`, { status })
    }
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof EmbeddingFailed) throw error
    if (error instanceof SyntaxError) throw new EmbeddingFailed('the endpoint sent something that is not JSON')
    throw new EmbeddingFailed(`the endpoint could not be reached (${reasonOf(error)})`, { cause: error })
  }
}

async function readText(body: AsyncIterable<Buffer> & { destroy(): void }): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > maxBytes) {
      body.destroy()
      throw new EmbeddingFailed('the endpoint sent more than is allowed')
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function reasonOf(error: unknown): string {
  const { code, name, message } = error as { code?: string; name?: string; message?: string }
  return code === 'ADDRESS_NOT_ALLOWED' ? (message ?? code) : (code ?? name ?? 'unknown')
}

/** The provider's own short message, where it has one. Some repeat the key in it. */
function detailOf(text: string, { apiKey }: ProviderSettings): string {
  try {
    const { error } = JSON.parse(text) as { error?: { message?: string } | string }
    const message = (typeof error === 'string' ? error : error?.message)?.replaceAll('\0', '')
    const safe = apiKey ? message?.replaceAll(apiKey, '[masked]') : message
    return safe ? `: ${safe.slice(0, 300)}` : ''
  } catch {
    return ''
  }
}

function checked(vectors: unknown, count: number): Float32Array[] {
  if (!Array.isArray(vectors) || vectors.length !== count) {
    throw new EmbeddingFailed('the endpoint sent another number of vectors than was asked for')
  }
  return vectors.map((values: unknown) => {
    const isVector =
      Array.isArray(values) && values.length > 0 && values.length <= maxDims && values.every(Number.isFinite)
    if (!isVector) throw new EmbeddingFailed('the endpoint sent something that is not a vector')
    return Float32Array.from(values as number[])
  })
}
