import type { ChatTurn } from '../types.ts'
import { ProviderFailed } from '../types.ts'

/** Where a model is and who asks. The base URL has no slash at its end. */
export type Endpoint = { baseUrl: string; model: string; apiKey: string | null }
export type Ask = { turns: ChatTurn[]; maxOutputTokens: number }

/** What was heard of an answer besides its text. */
export type Seen = {
  /** Its text is complete. */
  isWhole: boolean
  /** Nothing follows that is of use. */
  isOver: boolean
  /** null until the provider says. Both count from the beginning: a later figure replaces the one before. */
  inputTokens: number | null
  outputTokens: number | null
}

export const nothingSeen = (): Seen => ({ isWhole: false, isOver: false, inputTokens: null, outputTokens: null })

export type Call = { url: string; headers: Record<string, string> }
export type ModelChoice = { id: string; name: string }

/** How one kind of provider speaks. Everything in it is pure. */
export type Wire = {
  /** '' where everybody has their own. */
  defaultBaseUrl: string
  /** sse: what follows `data:`, event by event. ndjson: one JSON text a line. */
  framing: 'sse' | 'ndjson'
  callFor(endpoint: Endpoint, ask: Ask): Call & { body: unknown }
  /**
   * Reads one event: gives the text in it and notes the rest in `seen`.
   * @throws ProviderFailed when the provider reports an error in it, or it is no JSON.
   */
  read(data: string, seen: Seen): string
  modelsCall(endpoint: Omit<Endpoint, 'model'>): Call
  readModels(answer: unknown): ModelChoice[]
}

/** What a provider sends may lack or change anything: every field is looked at with care. */
export function parseEvent(data: string): object {
  try {
    const value: unknown = JSON.parse(data)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Told below.
  }
  throw new ProviderFailed('the provider sent something that is not JSON')
}

/** An error that came in the midst of a stream, in the provider's own words. */
export const reported = (message: unknown, isRetryable = true) =>
  new ProviderFailed(
    `the provider reported an error${typeof message === 'string' && message ? `: ${message.slice(0, 300)}` : ''}`,
    { isRetryable },
  )

export const bearer = (apiKey: string | null): Record<string, string> =>
  apiKey ? { authorization: `Bearer ${apiKey}` } : {}

/** What stands before the conversation, for formats that have a place of its own for it. */
export const systemOf = (turns: ChatTurn[]) =>
  turns
    .filter((turn) => turn.role === 'system')
    .map((turn) => turn.content)
    .join('\n\n')

/** The conversation, beginning with a visitor's turn, for formats that insist on that. */
export function conversationOf(turns: ChatTurn[]): ChatTurn[] {
  const spoken = turns.filter((turn) => turn.role !== 'system' && turn.content !== '')
  return spoken.slice(
    Math.max(
      0,
      spoken.findIndex((turn) => turn.role === 'user'),
    ),
  )
}

type Listed = { id?: unknown; display_name?: unknown }
/** `{data: [{id, display_name?}]}`, as OpenAI and Anthropic list models. */
export const readDataList = (answer: unknown): ModelChoice[] =>
  listIn<Listed>(answer, 'data').flatMap(({ id, display_name: name }) =>
    typeof id === 'string' ? [{ id, name: typeof name === 'string' ? name : id }] : [],
  )

export function listIn<T>(answer: unknown, key: string): T[] {
  const list = (answer as Record<string, unknown> | null)?.[key]
  if (!Array.isArray(list)) throw new ProviderFailed('the provider gave no list of models')
  return list.filter((one) => typeof one === 'object' && one !== null) as T[]
}
