import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError, createClient } from '../../packages/client/src/index.ts'
import type { Member } from './member.ts'
import type { Random } from './random.ts'

/** A new visitor comes after so many. Where the AI answers, few: what is put to the test is the writing. */
const messagesPerVisitor = { asking: 10, quiet: 60 }
/** Lines that this side cuts while a message is under way, and answers that get lost on the way back. */
const cutShare = 0.1
const lostAnswerShare = 0.05
const attemptMs = 10_000
const giveUpMs = 60_000

/** Null where the writer only believes that the server has it. */
export type Acknowledged = { text: string; number: number; stored: { id: string; seq: number } | null }
/** `asks`: the AI has the chat, and owes each message an answer; else a member took it over after the first one. */
export type WrittenChat = { token: string; asks: boolean; acknowledged: Acknowledged[] }
export type Written = {
  chats: WrittenChat[]
  acknowledged: number
  cuts: number
  retries: number
  /** Times the server said that it cannot now. */
  unavailable: number
  wrongRefusals: string[]
}

/** `acknowledge-early`: what was cut counts as sent. `fresh-ids`: sent again as if it were another message. */
export type WriterSabotage = 'acknowledge-early' | 'fresh-ids' | null

/** Holds writers while it is closed. */
export function createGate() {
  let opening = Promise.withResolvers<void>()
  opening.resolve()
  return {
    close: () => void (opening = Promise.withResolvers<void>()),
    open: () => opening.resolve(),
    pass: () => opening.promise,
  }
}

export type WriterOptions = {
  url: string
  member: Member
  name: string
  random: Random
  /** Stops with the message under way when this is over. */
  until: AbortSignal
  sabotage: WriterSabotage
  gate: ReturnType<typeof createGate>
  asks: boolean
  /** Longest time between two messages; what it is at least is a fifth of it. */
  pauseMs: number
}

/** Counts while the writing goes on. */
export const nothingWritten = (): Written => ({
  chats: [],
  acknowledged: 0,
  cuts: 0,
  retries: 0,
  unavailable: 0,
  wrongRefusals: [],
})

/**
 * Visitors one after the other, each with some messages. A message is sent again under the same id until the server has
 * acknowledged it; now and then this side cuts the line itself.
 */
export async function write(options: WriterOptions, written: Written): Promise<void> {
  const { member, name, random, until, sabotage, gate, asks, pauseMs } = options
  const client = createClient({ baseUrl: options.url })
  const params = { widgetKey: member.widgetKey }

  /** Tries until it works; how long it may take is bounded. */
  async function persist<T>(attempt: (count: number) => Promise<T>): Promise<T> {
    const giveUpAt = Date.now() + giveUpMs
    for (let count = 0; ; count += 1) {
      await gate.pass()
      try {
        return await attempt(count)
      } catch (error) {
        const isRefused = error instanceof ApiError && error.status >= 400 && error.status < 500
        if (isRefused || Date.now() > giveUpAt) throw error
        if (isRefusal(error)) written.wrongRefusals.push(`${error.status} ${error.code}`)
        if (error instanceof ApiError && error.status === 503) written.unavailable += 1
        written.retries += 1
        await sleep(random.between(30, 90))
      }
    }
  }

  async function send(
    token: string,
    text: string,
    id: string,
  ): Promise<{ id: string; seq: number; chatId: string } | null> {
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
      return message && { id: message.data.id, seq: message.data.seq, chatId: message.data.chatId }
    })
  }

  const takeOver = (chatId: string) =>
    persist(() =>
      member.client.request('POST /api/v1/chats/:chatId/take-over', {
        params: { chatId },
        signal: AbortSignal.timeout(attemptMs),
      }),
    )

  for (let visitor = 0; !until.aborted; visitor += 1) {
    const session = await persist(() =>
      client.request('POST /api/v1/visitor/:widgetKey/session', {
        params,
        body: {},
        signal: AbortSignal.timeout(attemptMs),
      }),
    )
    const chat: WrittenChat = { token: session.data.token, asks, acknowledged: [] }
    written.chats.push(chat)
    const last = asks ? messagesPerVisitor.asking : messagesPerVisitor.quiet
    for (let number = 1; number <= last && !until.aborted; number += 1) {
      const text = `Message ${number} of visitor ${name}-${visitor}: when are you open?`
      const stored = await send(chat.token, text, `drill-${name}-${visitor}-${number}`)
      chat.acknowledged.push({ text, number, stored })
      written.acknowledged += 1
      if (number === 1 && !asks && stored) await takeOver(stored.chatId)
      await sleep(random.between(pauseMs / 5, pauseMs))
    }
  }
}

/** The server said no where it had no reason to. Being away, or not ready for a moment, is what drills are about. */
const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError &&
  error.code !== 'OFFLINE' &&
  error.code !== 'SERVICE_UNAVAILABLE' &&
  error.code !== 'SHUTTING_DOWN'
