import { createClient, readEventStream } from '../../packages/client/src/index.ts'
import type { ChatEvent } from '../../packages/contracts/src/index.ts'
import type { FirstPiece } from './read-answer.ts'
import { arrivalIn, now } from './stream-shape.ts'

let asked = 0

/** A new visitor asks; what their page gets is read until the answer is stored. */
export async function askAsVisitor(url: string, widgetKey: string): Promise<FirstPiece> {
  const client = createClient({ baseUrl: url })
  const params = { widgetKey }
  const session = await client.request('POST /api/v1/visitor/:widgetKey/session', { params, body: {} })
  const { token } = session.data
  const ask = () =>
    client.request('POST /api/v1/visitor/:widgetKey/messages', {
      params,
      body: { token, clientMessageId: `bench-answer-${(asked += 1)}`, text: 'How long does shipping take?' },
    })
  const signal = AbortSignal.timeout(30_000)
  const response = await client.stream('POST /api/v1/visitor/:widgetKey/stream', {
    params,
    body: { token, after: 0 },
    signal,
  })
  let sentAt = 0
  let text = ''
  let first: FirstPiece | null = null
  for await (const event of readEventStream<ChatEvent>(response)) {
    if (event.type === 'ready') {
      sentAt = now()
      void ask()
    }
    if (event.type === 'answer.delta' || event.type === 'answer.snapshot') {
      text += event.text
      const arrivedAt: number | null = first ? null : arrivalIn(text)
      if (arrivedAt !== null) first = { sincePost: now() - sentAt, sinceArrival: now() - arrivedAt }
    }
    if (event.type === 'message.created' && event.message.author.kind === 'ai') break
  }
  if (!first) throw new Error('The model’s answer did not come to the visitor.')
  return first
}
