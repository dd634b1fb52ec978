import { StringDecoder } from 'node:string_decoder'
import { type Dispatcher, request } from 'undici'
import { ResponderFailed } from './responder.ts'

export type ChatTurn = { role: 'system' | 'user' | 'assistant'; content: string }
export type OpenAiEndpoint = { baseUrl: string; apiKey: string | null; model: string }

/** Waiting for the first token, and between two. */
const firstTokenMs = 15_000
const gapMs = 15_000
const wholeMs = 90_000
const maxLineChars = 256 * 1024
const maxAnswerChars = 24_000

type Chunk = {
  choices?: { delta?: { content?: string | null }; finish_reason?: string | null }[]
  error?: { message?: string } | string
}

/**
 * Streams a chat completion from any endpoint that speaks OpenAI's chat format, piece by piece.
 * @throws ResponderFailed with a reason that an owner can act on; the body of an error is not repeated to visitors.
 */
export async function* streamChat(
  endpoint: OpenAiEndpoint,
  messages: ChatTurn[],
  dispatcher: Dispatcher,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const whole = AbortSignal.any([signal, AbortSignal.timeout(wholeMs)])
  const response = await request(`${endpoint.baseUrl.replace(/\/+$/, '')}/chat/completions`, {
    method: 'POST',
    dispatcher,
    signal: whole,
    headersTimeout: firstTokenMs,
    bodyTimeout: gapMs,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(endpoint.apiKey ? { authorization: `Bearer ${endpoint.apiKey}` } : {}),
    },
    body: JSON.stringify({ model: endpoint.model, messages, stream: true }),
  }).catch((error: unknown) => {
    throw failed(`the endpoint could not be reached (${reasonOf(error)})`, error)
  })
  if (response.statusCode !== 200) {
    const text = await readStart(response.body, 2000)
    throw failed(`the endpoint answered ${response.statusCode}${detailOf(text, endpoint)}`)
  }

  let length = 0
  let finished = false
  try {
    for await (const data of dataLines(response.body)) {
      if (data === '[DONE]') {
        finished = true
        break
      }
      const chunk = parse(data)
      if (chunk.error) throw failed(`the endpoint reported an error${detailOf(JSON.stringify(chunk), endpoint)}`)
      const choice = chunk.choices?.[0]
      const piece = withoutNul(choice?.delta?.content ?? '')
      if (piece) {
        length += piece.length
        if (length > maxAnswerChars) throw failed('the answer was longer than is allowed')
        yield piece
      }
      if (choice?.finish_reason) finished = true
    }
  } catch (error) {
    throw error instanceof ResponderFailed ? error : failed(`the stream broke (${reasonOf(error)})`, error)
  } finally {
    response.body.destroy()
  }
  if (!finished) throw failed('the stream ended before the answer did')
}

/** PostgreSQL text cannot hold it. */
const withoutNul = (text: string) => text.replaceAll('\0', '')

const failed = (reason: string, cause?: unknown) => new ResponderFailed(withoutNul(reason), { cause })

function reasonOf(error: unknown): string {
  const { code, name, message } = error as { code?: string; name?: string; message?: string }
  return code === 'ADDRESS_NOT_ALLOWED' ? (message ?? code) : (code ?? name ?? 'unknown')
}

function parse(data: string): Chunk {
  try {
    return JSON.parse(data) as Chunk
  } catch (error) {
    throw failed('the endpoint sent something that is not JSON', error)
  }
}

/** The provider's own short message, where it has one. Some repeat the key in it. */
function detailOf(text: string, { apiKey }: OpenAiEndpoint): string {
  try {
    const { error } = JSON.parse(text) as Chunk
    const message = typeof error === 'string' ? error : error?.message
    const safe = apiKey ? message?.replaceAll(apiKey, '[masked]') : message
    return safe ? `: ${safe.slice(0, 300)}` : ''
  } catch {
    return ''
  }
}

async function readStart(body: AsyncIterable<Buffer> & { destroy(): void }, maxChars: number): Promise<string> {
  let text = ''
  try {
    for await (const chunk of body) {
      text += chunk.toString('utf8')
      if (text.length > maxChars) break
    }
  } catch {
    // What has been read is enough for a reason.
  } finally {
    body.destroy()
  }
  return text
}

/** The `data:` of each event; comments and other fields are passed over. */
async function* dataLines(body: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let buffer = ''
  for await (const chunk of body) {
    buffer += decoder.write(chunk)
    let start = 0
    for (let end = buffer.indexOf('\n'); end >= 0; end = buffer.indexOf('\n', start)) {
      const line = buffer.slice(start, end).replace(/\r$/, '')
      start = end + 1
      if (line.startsWith('data:')) yield line.slice(5).trim()
    }
    buffer = buffer.slice(start)
    if (buffer.length > maxLineChars) throw failed('the endpoint sent a line that is too long')
  }
}
