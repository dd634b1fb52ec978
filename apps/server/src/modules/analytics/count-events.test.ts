import { expect, test } from 'vitest'
import { type Chance, createChance } from '../../seed/chance.ts'
import { type ChatState, countEvent, type Fact, newChatState } from './count-events.ts'
import { groupOf } from './question-groups.ts'
import { type RawChat, type RawEvent, recount } from './recount.fixture.ts'

const workspaceId = 'w1'

/** A chat of any events that the server allows one after the other. */
function wander(chance: Chance): RawChat {
  const events: RawEvent[] = []
  let atMs = Date.parse('2026-10-20T00:00:00Z')
  let handledBy: 'ai' | 'member' = 'ai'
  let isOpen = true
  const add = (event: Partial<RawEvent>) => events.push({ ...nothing, seq: events.length + 1, atMs, ...event })
  const say = (author: RawEvent['author'], more: Partial<RawEvent> = {}) =>
    add({ type: 'message.created', author, ...more })
  const change = (type: string, data: RawEvent['data'] = {}) => add({ type: `chat.${type}`, data })
  const steps: Record<string, () => void> = {
    visitor: () => say('visitor', { body: chance.pick(['How much is shipping?', 'Thank you!', 'Where is my order?']) }),
    ai: () =>
      say('ai', {
        questionSeq: events.findLast(({ author }) => author === 'visitor')?.seq ?? null,
        answerStatus: chance.pick(['done', 'done', 'failed', 'cancelled']),
        generation: chance.pick([1, 1, 2]),
        responder: chance.pick(['builtin', 'rule']),
        offersPerson: chance.isOneOf(0.3),
      }),
    member: () => say('member', { authorId: 'mali' }),
    request: () => change('person_requested', { handledBy, personRequestedAt: 'then' }),
    takeOver() {
      handledBy = 'member'
      change('taken_over', { handledBy, memberId: 'mali', personRequestedAt: null })
    },
    handBack() {
      handledBy = 'ai'
      change('handed_back', { handledBy, personRequestedAt: chance.isOneOf(0.3) ? 'then' : null })
    },
    close() {
      isOpen = false
      change(chance.pick(['closed', 'reset']))
    },
    reopen() {
      isOpen = true
      handledBy = 'member'
      change('reopened', { handledBy, memberId: 'mali' })
    },
    rate: () => change('rated', { rating: chance.wholeBetween(1, 3) }),
    mark: () => change('marked'),
  }
  steps.visitor?.()
  for (let left = chance.wholeBetween(2, 30); left > 0; left -= 1) {
    atMs += chance.isOneOf(0.3) ? chance.wholeBetween(1, 4 * 24 * 3600_000) : chance.wholeBetween(1000, 600_000)
    const mine = handledBy === 'ai' ? ['ai', 'request', 'takeOver'] : ['member', 'member', 'handBack']
    steps[
      chance.pick(isOpen ? ['visitor', 'visitor', 'close', 'mark', ...mine] : ['reopen', 'rate', 'rate', 'mark'])
    ]?.()
  }
  return { id: `chat-${chance.wholeBetween(1, 1e9)}`, workspaceId, widgetId: 'widget', events }
}

const nothing: RawEvent = {
  seq: 0,
  type: '',
  atMs: 0,
  data: {},
  author: null,
  authorId: null,
  body: null,
  questionSeq: null,
  offersPerson: false,
  answerStatus: null,
  generation: null,
  responder: null,
  hops: null,
  cost: null,
}

/** One event after the other, as the log tells them. */
function countedOf({ id, widgetId, events }: RawChat): Fact[] {
  let state: ChatState = newChatState
  return events.flatMap((event) => {
    const question = events.find(({ seq }) => seq === event.questionSeq)
    const answer = event.answerStatus
      ? {
          status: event.answerStatus,
          generation: event.generation ?? 1,
          responder: event.responder,
          askedAtMs: question?.atMs ?? null,
          group: groupOf(workspaceId, question?.body ?? ''),
          offersPerson: event.offersPerson,
          hops: [],
          costMicroUsd: null,
        }
      : null
    const { seq, type, atMs, data, author, authorId } = event
    const message = author ? { author, authorId, answer } : null
    const counted = countEvent(state, { sessionId: id, widgetId, seq, type, atMs, data, message })
    state = counted.state
    return counted.facts
  })
}

test.each([1, 2, 3, 4])('whatever happens in chats, counting on equals counting the whole anew (%i)', (start) => {
  const chance = createChance(start)
  for (let round = 0; round < 400; round += 1) {
    const chat = wander(chance)
    const facts = countedOf(chat)
    const sumOf = (metric: string) =>
      facts.filter((fact) => fact.metric === metric).reduce((sum, { count }) => sum + count, 0)
    const expected = recount([chat], { from: '2026-10-01', to: '2027-12-31', timeZone: 'Asia/Kathmandu' })
    const said = chat.events.map(({ type, author }) => author ?? type).join(' ')
    const figures = Object.fromEntries(Object.keys(expected.figures).map((name) => [name, sumOf(name)]))
    expect(figures, said).toEqual(expected.figures)
    const all = (bins: [number, number][]) => bins.reduce((sum, [, count]) => sum + count, 0)
    expect([sumOf('ai_times'), sumOf('member_times'), sumOf('ratings')], said).toEqual(
      [expected.aiTimes, expected.memberTimes, expected.ratings].map(all),
    )
  }
})
