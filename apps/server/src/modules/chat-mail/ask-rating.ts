import type { Tx } from '../../platform/database/database.ts'
import type { LoggedEvent } from '../chat/index.ts'
import * as threads from './chat-mail.store.ts'
import * as store from './rating-mails.store.ts'
import type { SendDeps } from './send-unread.ts'
import { envelopeOf } from './thread-envelope.ts'

export const askJob = 'chat-mail.ask_rating'

const dayMs = 86_400_000
/** One person is asked so seldom, however many chats they have. */
const againAfterMs = 7 * dayMs
/** Of a chat that ended before, nobody remembers how it was. */
const forgottenAfterMs = 14 * dayMs
/** So long the links of a mail work. */
export const ratingLinkMs = 14 * dayMs
/** Whoever has the page open sees the question there, and is looked at again so soon at the least. */
const againMinMinutes = 5

/** After the end of chats: asks their visitors a while later. May run twice; a later end puts the question off. */
export async function watchEnds(deps: SendDeps, workspaceId: string, events: readonly LoggedEvent[]): Promise<void> {
  if (!deps.mail.isReadable) return
  const ended = events.filter(({ type }) => type === 'chat.closed' || type === 'chat.reset')
  if (ended.length === 0) return
  await deps.db.transaction(workspaceId, async (tx) => {
    const { asks_rating, rating_after_minutes } = await threads.readSettings(tx)
    if (!asks_rating) return
    for (const chatId of new Set(ended.map((event) => event.chatId)))
      await askLater(deps, tx, chatId, rating_after_minutes)
  })
}

const askLater = ({ jobs, nowMs }: SendDeps, tx: Tx, chatId: string, minutes: number) =>
  jobs.enqueue(
    tx,
    askJob,
    { workspaceId: tx.workspaceId, chatId },
    { key: `${askJob}:${chatId}`, runAt: new Date(nowMs() + minutes * 60_000) },
  )

/** Asks once for each chat, and nobody who has rated it, is there, was asked lately, or wants no more of it. */
export async function askRating(deps: SendDeps, workspaceId: string, chatId: string): Promise<void> {
  const before = (ms: number) => new Date(deps.nowMs() - ms)
  await deps.db.transaction(workspaceId, async (tx) => {
    const settings = await threads.readSettings(tx)
    const chat = await threads.findMailedChat(tx, chatId)
    const unrated = await store.findUnratedChat(tx, chatId, before(forgottenAfterMs))
    if (!settings.asks_rating || !chat?.email || !unrated) return
    const asked = { chatId, visitorId: unrated.visitor_id, address: chat.email.toLowerCase() }
    await store.lockAddress(tx, asked.address)
    if (await store.wasAsked(tx, asked, before(againAfterMs))) return
    if (deps.isVisitorThere(workspaceId, chatId)) {
      return askLater(deps, tx, chatId, Math.max(settings.rating_after_minutes, againMinMinutes))
    }
    const thread = await threads.lockThread(tx, chatId, deps.tokens.newCode())
    if (thread.stopped_at) return
    const named = { code: thread.code, workspaceId, chatId }
    const url = `${deps.publicUrl()}/mail/rate/${deps.tokens.issue('rate', named)}`
    const stopUrl = `${deps.publicUrl()}/mail/stop-ratings/${deps.tokens.issue('stopRatings', named)}`
    await store.insertAsked(tx, asked, before(0))
    const sent = await deps.mail.send(tx, {
      to: chat.email,
      locale: chat.locale,
      template: 'chat-rating',
      values: {
        title: chat.title,
        badUrl: `${url}?rating=1`,
        okayUrl: `${url}?rating=2`,
        goodUrl: `${url}?rating=3`,
        stopUrl,
        mayAnswer: deps.inboundAddress !== null,
        envelope: await envelopeOf(deps, tx, named, chat.title, stopUrl),
      },
    })
    await threads.insertChatMail(tx, chatId, sent)
  })
}
