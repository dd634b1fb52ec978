import { StringDecoder } from 'node:string_decoder'
import { oneLine } from './describe-refusal.ts'
import { N8nFailed } from './n8n-failed.ts'
import {
  clean,
  type Directives,
  isReplyObject,
  maxAnswerChars,
  noDirectives,
  type Reply,
  readReply,
  together,
  tooLong,
} from './reply-shape.ts'

const maxBodyChars = 256 * 1024

type Line = { type: 'begin' | 'item' | 'end' | 'error'; content?: unknown }

/**
 * The answer in the body of a reply of n8n, piece by piece where it is streamed: NDJSON, JSON or plain text, whichever
 * it is. The content type says nothing: n8n calls its NDJSON `application/json`.
 * @throws N8nFailed.
 */
export async function* readBody(body: AsyncIterable<Buffer>): AsyncGenerator<string, Directives> {
  const lines = readLines(body)
  const first = await nextWithText(lines)
  if (first === null) return noDirectives
  const line = lineOf(first.text)
  if (line) return yield* readStream(line, lines)
  let whole = first.text + first.end
  for await (const { text, end } of lines) {
    whole += text + end
    if (whole.length > maxBodyChars) throw tooLong()
  }
  const { text, ...directives } = readWhole(whole)
  if (text.length > maxAnswerChars) throw tooLong()
  if (text !== '') yield text
  return directives
}

/**
 * What a workflow says that answers later: nothing that counts, unless it has an answer after all.
 * @throws N8nFailed.
 */
export async function readAcknowledgement(body: AsyncIterable<Buffer>): Promise<Reply | null> {
  let text = ''
  for await (const { text: line, end } of readLines(body)) {
    text += line + end
    if (text.length > maxBodyChars) throw tooLong()
  }
  assertNoPage(text.trim())
  const value = parsed(text)
  const reply = isReplyObject(value) ? readReply(value) : null
  return reply && (reply.text !== '' || reply.handsOver) ? reply : null
}

function assertNoPage(text: string): void {
  if (/^<(!doctype|html|head|body|\?xml)/i.test(text)) {
    throw new N8nFailed('html', 'a web page came in place of an answer')
  }
}

function readWhole(body: string): Reply {
  const trimmed = body.trim()
  assertNoPage(trimmed)
  if (trimmed.includes('\0')) throw new N8nFailed('broken-json', 'what came is no text')
  if (!/^[[{"]/.test(trimmed)) return { ...noDirectives, text: clean(trimmed) }
  let value: unknown
  try {
    value = JSON.parse(trimmed)
  } catch (error) {
    // A text may begin with a quotation mark or a bracket.
    if (!/^(\{|\[\s*[{"])/.test(trimmed)) return { ...noDirectives, text: clean(trimmed) }
    throw new N8nFailed('broken-json', 'the reply is JSON that cannot be read', { cause: error })
  }
  return readReply(value)
}

/** Each node of the workflow that streams begins and ends; whatever follows the last end was cut off. */
async function* readStream(
  first: Line,
  lines: AsyncGenerator<{ text: string; end: string }>,
): AsyncGenerator<string, Directives> {
  let directives = noDirectives
  let length = 0
  let isEnded = false
  for (let line: Line | null = first; line; line = await nextLine(lines)) {
    isEnded = line.type === 'end'
    if (line.type === 'error') {
      throw new N8nFailed('workflow-failed', `the workflow failed: ${oneLine(line.content ?? '').slice(0, 300)}`)
    }
    if (line.type !== 'item') continue
    const { text, ...more } = readItem(line.content)
    directives = together(directives, more)
    length += text.length
    if (length > maxAnswerChars) throw tooLong()
    if (text !== '') yield text
  }
  if (!isEnded) throw new N8nFailed('broken-stream', 'the stream ended before the answer did')
  return directives
}

async function nextLine(lines: AsyncGenerator<{ text: string; end: string }>): Promise<Line | null> {
  const next = await nextWithText(lines)
  if (next === null) return null
  const line = lineOf(next.text)
  if (!line) throw new N8nFailed('broken-stream', 'something else than the answer came in the stream')
  return line
}

/** A piece of the text; or a whole item of the workflow, which the node `Respond to Webhook` sends as JSON. */
function readItem(content: unknown): Reply {
  if (isReplyObject(content)) return readReply(content)
  if (typeof content !== 'string') return { ...noDirectives, text: '' }
  const value = content.startsWith('{') ? parsed(content) : null
  return isReplyObject(value) ? readReply(value) : { ...noDirectives, text: clean(content) }
}

function lineOf(text: string): Line | null {
  const value = text.startsWith('{') ? parsed(text) : null
  const type = (value as Line | null)?.type
  return type === 'begin' || type === 'item' || type === 'end' || type === 'error' ? (value as Line) : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function nextWithText(lines: AsyncGenerator<{ text: string; end: string }>) {
  for (;;) {
    const next = await lines.next()
    if (next.done) return null
    const { text, end } = next.value
    if (text.trim() !== '') return { text: text.trim(), end }
  }
}

async function* readLines(body: AsyncIterable<Buffer>): AsyncGenerator<{ text: string; end: string }> {
  const decoder = new StringDecoder('utf8')
  let buffer = ''
  for await (const chunk of body) {
    buffer += decoder.write(chunk)
    if (buffer.length > maxBodyChars) throw tooLong()
    const lines = buffer.split('\n')
    buffer = lines.pop() ?? ''
    for (const text of lines) yield { text, end: '\n' }
  }
  buffer += decoder.end()
  if (buffer !== '') yield { text: buffer, end: '' }
}
