import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError, createClient } from '../../packages/client/src/index.ts'
import type { Random } from './random.ts'

/** Well below what one visitor may send in a minute. */
const messagesPerVisitor = 10
/** Lines that this side cuts while a message is under way, and answers that get lost on the way back. */
const cutShare = 0.1
const lostAnswerShare = 0.05
const attemptMs = 10_000
const giveUpMs = 60_000

/** Null where the writer only believes that the server has it. */
export type Acknowledged = { text: string; number: number; stored: { id: string; seq: number } | null }
export type WrittenChat = { token: string; acknowledged: Acknowledged[] }
export type Written = { chats: WrittenChat[]; cuts: number; retries: number; wrongRefusals: string[] }

/** `acknowledge-early`: what was cut counts as sent. `fresh-ids`: sent again as if it were another message. */
export type WriterSabotage = 'acknowledge-early' | 'fresh-ids' | null

/**
 * Visitors one after the other, each with some messages. A message is sent again under the same id until the server has
 * acknowledged it; now and then this side cuts the line itself. Stops with the message under way when `until` is over.
 */
export async function write(options: {
  url: string
  widgetKey: string
  name: string
  random: Random
  until: AbortSignal
  sabotage: WriterSabotage
}): Promise<Written> {
  const { widgetKey, name, random, until, sabotage } = options
  const client = createClient({ baseUrl: options.url })
  const params = { widgetKey }
  const written: Written = { chats: [], cuts: 0, retries: 0, wrongRefusals: [] }

  /** Tries until it works; how long it may take is bounded. */
  async function persist<T>(attempt: (count: number) => Promise<T>): Promise<T> {
    const giveUpAt = Date.now() + giveUpMs
    for (let count = 0; ; count += 1) {
      try {
        return await attempt(count)
      } catch (error) {
        if (Date.now() > giveUpAt) throw error
        if (isRefusal(error)) written.wrongRefusals.push(`${error.status} ${error.code}`)
        written.retries += 1
        await sleep(random.between(30, 90))
      }
    }
  }

  async function send(token: string, text: string, id: string): Promise<Acknowledged['stored']> {
    return persist(async (count) => {
      const signals = [AbortSignal.timeout(attemptMs)]
      const clientMessageId = sabotage === 'fresh-ids' ? `${id}-${count}` : id
      if (count === 0 && random.chance(cutShare)) {
        written.cuts += 1
        signals.push(AbortSignal.timeout(Math.round(random.between(0, 12))))
      }
      const sent = client.request('POST /api/v1/visitor/:widgetKey/messages', {
        params,
        body: { token, clientMessageId, text },
        signal: AbortSignal.any(signals),
      })
      const message = sabotage === 'acknowledge-early' ? await sent.catch(() => null) : await sent
      if (count === 0 && random.chance(lostAnswerShare)) {
        written.cuts += 1
        throw new ApiError('OFFLINE', 'The answer got lost on the way back.')
      }
      return message && { id: message.data.id, seq: message.data.seq }
    })
  }

  for (let visitor = 0; !until.aborted; visitor += 1) {
    const session = await persist(() =>
      client.request('POST /api/v1/visitor/:widgetKey/session', {
        params,
        body: {},
        signal: AbortSignal.timeout(attemptMs),
      }),
    )
    const chat: WrittenChat = { token: session.data.token, acknowledged: [] }
    written.chats.push(chat)
    for (let number = 1; number <= messagesPerVisitor && !until.aborted; number += 1) {
      const text = `Message ${number} of visitor ${name}-${visitor}: when are you open?`
      const stored = await send(chat.token, text, `drill-${name}-${visitor}-${number}`)
      chat.acknowledged.push({ text, number, stored })
      await sleep(random.between(10, 50))
    }
  }
  return written
}

/** The server said no where it had no reason to. Being away, or not ready for a moment, is what drills are about. */
const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError &&
  error.code !== 'OFFLINE' &&
  error.code !== 'SERVICE_UNAVAILABLE' &&
  error.code !== 'SHUTTING_DOWN'
