import type { Locale } from '@minichat/contracts'
import type { Chance } from './chance.ts'
import { idAt } from './id-at.ts'
import { type Talk, talks } from './talk.ts'
import type { MadeAnswer, MadeChat, MadeEvent, MadeMessage } from './write-chats.ts'

export type Cast = {
  memberIds: readonly string[]
  widgets: readonly { id: string; site: string }[]
  providers: readonly { id: string; name: string; model: string }[]
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
/** Nobody has been heard for so long: the server closes such chats. */
const idleAfter = day

/** How much is written at each hour of the day in Bangkok, from midnight on. */
const hours = [2, 1, 1, 0.5, 0.5, 1, 2, 4, 6, 9, 11, 12, 10, 11, 12, 11, 10, 9, 10, 12, 13, 11, 7, 4]
const bangkokMs = 7 * hour

/**
 * A chat as it could have been, with this many messages, most of it before `nowMs` and not longer ago than `days`.
 * Written as the server would have: numbers without gaps, the AI silent after a takeover, nothing after the end.
 */
export function imagineChat(
  chance: Chance,
  cast: Cast,
  messages: number,
  { nowMs, days }: { nowMs: number; days: number },
): MadeChat {
  const locale: Locale = chance.isOneOf(0.55) ? 'th' : 'en'
  const widget = cast.widgets[chance.weighted([6, 3, 1])] ?? cast.widgets[0]
  if (!widget) throw new Error('There is no widget.')
  const startedMs = startOf(chance, nowMs, days)
  const chat = new ImaginedChat(chance, cast, talks[locale], startedMs)
  chat.talk(messages)
  const visitorId = idAt(startedMs)
  return {
    ...chat.finish(nowMs),
    id: idAt(startedMs),
    visitor: {
      id: visitorId,
      name: chance.isOneOf(0.4) ? chance.pick(talks[locale].visitors) : null,
      email: chance.isOneOf(0.25) ? `visitor-${visitorId.slice(-8)}@mail.example` : null,
      device: devices[startedMs % devices.length] as string,
    },
    widgetId: widget.id,
    locale,
    pageUrl: `https://${widget.site}/${locale}/${chat.page}`,
  }
}

const devices = ['Chrome on Android', 'Safari on iPhone', 'Chrome on Windows', 'Edge on Windows', 'Safari on macOS']

/** More in the day than at night, less on Sundays. */
function startOf(chance: Chance, nowMs: number, days: number): number {
  const midnight = Math.floor((nowMs + bangkokMs) / day) * day - bangkokMs
  // A day that has just begun has few hours to choose from.
  for (let tries = 0; tries < 200; tries += 1) {
    const dayMs = midnight - chance.wholeBetween(0, days - 1) * day
    const at = dayMs + chance.weighted(hours) * hour + chance.between(0, hour)
    const isSunday = new Date(at + bangkokMs).getUTCDay() === 0
    if (at < nowMs && !(isSunday && chance.isOneOf(0.4))) return Math.floor(at)
  }
  return nowMs - minute
}

class ImaginedChat {
  page = ''
  readonly #chance: Chance
  readonly #cast: Cast
  readonly #talk: Talk
  readonly #events: MadeChat['events'] = []
  #atMs: number
  #memberId: string | null = null
  #epoch = 0
  #personRequestedAt: string | null = null
  #closedMs: number | null = null
  #contextSeq = 0
  #rating: MadeChat['rating'] = null

  constructor(chance: Chance, cast: Cast, talk: Talk, startedMs: number) {
    this.#chance = chance
    this.#cast = cast
    this.#talk = talk
    this.#atMs = startedMs
  }

  talk(messages: number): void {
    let left = messages
    let isFirst = true
    while (left > 0) {
      left -= this.#turn(left, isFirst)
      isFirst = false
      if (left > 2 && this.#memberId && this.#chance.isOneOf(0.01)) this.#closeAndReopen()
    }
  }

  /** What the visitor says and what comes back. @returns how many messages that were, at most `left`. */
  #turn(left: number, isFirst: boolean): number {
    const chance = this.#chance
    const talk = this.#talk
    const topic = isFirst || chance.isOneOf(0.35) ? chance.pick(talk.topics) : null
    if (topic && this.page === '') this.page = topic.page
    const isLast = left <= 2 && !isFirst
    const wishes = !isLast && !this.#memberId && !this.#personRequestedAt && chance.isOneOf(isFirst ? 0.05 : 0.12)
    const said = wishes
      ? chance.pick(talk.wishesForPerson)
      : isLast && chance.isOneOf(0.7)
        ? chance.pick(talk.thanks)
        : chance.pick(topic?.questions ?? talk.followUps)
    const questionSeq = this.#say('visitor', this.#numbered(said))
    if (left === 1) return 1
    if (this.#memberId) return 1 + this.#memberTurn(left - 1, isLast)
    this.#pass(chance.skewed(3 * second, 0.5))
    if (wishes) {
      this.#requestPerson()
      this.#aiSays(talk.personComes, questionSeq, { isRule: true })
    } else {
      const answer = topic
        ? (topic.answer ?? talk.notKnown)
        : isLast
          ? chance.pick(talk.goodbyes)
          : chance.pick(talk.followUpAnswers)
      this.#aiSays(answer, questionSeq, { isUnanswered: topic !== null && topic.answer === null })
    }
    if (this.#personRequestedAt && chance.isOneOf(0.85)) this.#takeOver(chance.skewed(2 * minute, 1.1))
    else if (chance.isOneOf(0.02)) this.#takeOver(chance.skewed(20 * second, 0.5))
    if (left > 2 && this.#memberId) {
      this.#memberSays(chance.pick(talk.greetings))
      return 3
    }
    return 2
  }

  #memberTurn(left: number, isLast: boolean): number {
    const chance = this.#chance
    this.#pass(chance.skewed(50 * second, 0.9))
    this.#memberSays(this.#numbered(chance.pick(isLast ? this.#talk.goodbyes : this.#talk.replies)))
    if (left > 1 && chance.isOneOf(0.15)) {
      this.#pass(chance.skewed(10 * second, 0.5))
      this.#memberSays(this.#numbered(chance.pick(this.#talk.replies)))
      return 2
    }
    if (chance.isOneOf(0.06)) this.#handBack()
    return 1
  }

  #pass(ms: number): void {
    this.#atMs += Math.max(1, Math.round(ms))
  }

  #add(event: { type: string; data?: MadeEvent['data']; message?: MadeMessage }): number {
    const seq = this.#events.length + 1
    this.#events.push({ seq, atMs: this.#atMs, data: {}, message: null, ...event })
    return seq
  }

  #say(author: 'visitor' | 'member', text: string): number {
    if (author === 'visitor' && this.#events.length > 0) this.#pass(this.#chance.skewed(25 * second, 0.8))
    return this.#add({
      type: 'message.created',
      message: { author, authorId: author === 'member' ? this.#memberId : null, text, answer: null },
    })
  }

  #memberSays(text: string): void {
    this.#pass(this.#chance.skewed(12 * second, 0.6))
    this.#say('member', text)
  }

  #aiSays(text: string, questionSeq: number, { isUnanswered = false, isRule = false }): void {
    const firstDeltaMs = Math.round(this.#chance.skewed(900, 0.5))
    const totalMs = firstDeltaMs + Math.round(this.#chance.skewed(1800, 0.4))
    const answer: MadeAnswer = {
      id: idAt(this.#atMs),
      questionSeq,
      epoch: this.#epoch,
      firstDeltaMs,
      totalMs,
      offersPerson: isUnanswered,
      ...(isRule ? { responder: 'rule', hops: [], costMicroUsd: null } : this.#asked(firstDeltaMs, totalMs)),
    }
    this.#add({ type: 'message.created', message: { author: 'ai', authorId: null, text, answer } })
  }

  /** Who was asked for an answer: now and then the first one of the chain fails. */
  #asked(firstDeltaMs: number, totalMs: number): Pick<MadeAnswer, 'responder' | 'hops' | 'costMicroUsd'> {
    const hop = (one: Cast['providers'][number] | null, isAnswer: boolean) => ({
      responder: one?.name ?? 'builtin',
      providerId: one?.id ?? null,
      model: one?.model ?? null,
      outcome: isAnswer ? ('answered' as const) : ('failed' as const),
      reason: isAnswer ? null : 'The provider did not answer in time.',
      startedMs: 0,
      firstDeltaMs: isAnswer ? firstDeltaMs : null,
      durationMs: totalMs,
    })
    const [first = null, second = null] = this.#cast.providers
    const way = this.#chance.weighted([80, 14, 6])
    const hops =
      [
        [hop(first, true)],
        [hop(first, false), hop(second, true)],
        [hop(first, false), hop(second, false), hop(null, true)],
      ][way] ?? []
    const last = hops.at(-1)
    const costMicroUsd = last?.providerId ? Math.round(this.#chance.skewed(way === 0 ? 700 : 1100, 0.4)) : null
    return { responder: last?.responder ?? 'builtin', hops, costMicroUsd }
  }

  #state(type: string): void {
    this.#add({
      type,
      data: {
        status: this.#closedMs === null ? 'open' : 'closed',
        handledBy: this.#memberId ? 'member' : 'ai',
        memberId: this.#memberId,
        epoch: this.#epoch,
        personRequestedAt: this.#personRequestedAt,
      },
    })
  }

  #requestPerson(): void {
    this.#personRequestedAt = new Date(this.#atMs).toISOString()
    this.#state('chat.person_requested')
  }

  #takeOver(afterMs: number): void {
    this.#pass(afterMs)
    this.#memberId = this.#chance.pick(this.#cast.memberIds)
    this.#personRequestedAt = null
    this.#epoch += 1
    this.#state('chat.taken_over')
  }

  #handBack(): void {
    this.#contextSeq = this.#events.length
    this.#memberId = null
    this.#epoch += 1
    this.#state('chat.handed_back')
  }

  #close(): void {
    this.#epoch += 1
    this.#closedMs = this.#atMs
    this.#state('chat.closed')
  }

  #closeAndReopen(): void {
    this.#close()
    this.#pass(this.#chance.between(hour, 9 * day))
    this.#contextSeq = this.#events.length
    this.#closedMs = null
    this.#epoch += 1
    this.#personRequestedAt = null
    this.#state('chat.reopened')
  }

  /** Most are content; now and then somebody thinks again. */
  #rate(): void {
    const chance = this.#chance
    const rate = (rating: number) => {
      this.#pass(chance.skewed(30 * second, 0.8))
      this.#add({ type: 'chat.rated', data: { rating } })
      this.#rating = {
        rating,
        comment: chance.isOneOf(0.3) ? chance.pick(this.#talk.comments[rating - 1] ?? []) : null,
      }
    }
    rate(1 + chance.weighted([15, 20, 65]))
    if (chance.isOneOf(0.1)) rate(1 + chance.weighted([1, 1, 1]))
  }

  /** Marks, and the end where it is over. What would be after `nowMs` moves back, with all before it. */
  finish(nowMs: number): Omit<MadeChat, 'id' | 'visitor' | 'widgetId' | 'locale' | 'pageUrl'> {
    const chance = this.#chance
    const lastSaid = this.#events.findLast(({ message }) => message)
    const isRead = this.#memberId !== null || chance.isOneOf(0.5)
    const seen = lastSaid?.seq ?? 0
    const read = isRead ? seen : 0
    const marks = { visitorDeliveredSeq: seen, visitorReadSeq: seen, memberDeliveredSeq: read, memberReadSeq: read }
    this.#pass(5 * second)
    this.#add({ type: 'chat.marked', data: marks })
    const isOld = nowMs - this.#atMs > idleAfter - hour
    if (isOld || chance.isOneOf(0.4)) {
      const byMember = this.#memberId !== null && chance.isOneOf(0.7)
      this.#pass(isOld && !byMember ? idleAfter : chance.between(minute, 10 * minute))
      this.#close()
      if (chance.isOneOf(0.35)) this.#rate()
    }
    const late = Math.max(0, this.#atMs - nowMs)
    const moved = (ms: number) => ms - late
    for (const event of this.#events) {
      event.atMs = moved(event.atMs)
      const { personRequestedAt } = event.data
      if (personRequestedAt) event.data.personRequestedAt = new Date(moved(Date.parse(personRequestedAt))).toISOString()
    }
    const at = this.#personRequestedAt
    return {
      events: this.#events,
      marks,
      memberId: this.#memberId,
      epoch: this.#epoch,
      personRequestedAtMs: at === null ? null : moved(Date.parse(at)),
      closedAtMs: this.#closedMs === null ? null : moved(this.#closedMs),
      contextSeq: this.#contextSeq,
      rating: this.#rating,
    }
  }

  #numbered(text: string): string {
    return text.replace('#', String(this.#chance.wholeBetween(10_000, 99_999)))
  }
}
