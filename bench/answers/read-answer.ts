import { arrivalIn, lastPiece, now } from './stream-shape.ts'

/** In milliseconds. */
export type FirstPiece = {
  /** Since the question was sent. */
  sincePost: number
  /** Since the model server had the request. */
  sinceArrival: number
}

const question = {
  model: 'bench',
  stream: true,
  messages: [
    { role: 'system', content: 'Answer visitors of a shop from these sources. '.repeat(60) },
    { role: 'user', content: 'How long does shipping take?' },
  ],
}

/** Asks for an answer and reads it to its end. @throws when it is not whole. */
export async function readAnswer(url: string, headers: Record<string, string> = {}): Promise<FirstPiece> {
  const sentAt = now()
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(question),
  })
  let first: FirstPiece | null = null
  let text = ''
  const decoder = new TextDecoder()
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(part, { stream: true })
    const arrivedAt: number | null = first ? null : arrivalIn(text)
    if (arrivedAt !== null) first = { sincePost: now() - sentAt, sinceArrival: now() - arrivedAt }
  }
  if (!first || !text.includes(lastPiece))
    throw new Error(`${url} did not answer in full (${response.status}): ${text.slice(0, 300)}`)
  return first
}
