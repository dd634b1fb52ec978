import type { DurableEvent } from '@minichat/contracts'
import { durableEventSchema } from '@minichat/contracts'
import { describe, expect, test } from 'vitest'
import { ChatModel } from './chat-model.fixture.ts'
import { applyPassing, typistsAt } from './chat-passing.ts'
import {
  applyFeedEntry,
  applyRecent,
  type ChatView,
  isErased,
  mergeFetched,
  viewOf,
  withMessage,
  withOlder,
} from './chat-view.ts'

type Step = (chat: ChatModel, minute: number) => ChatModel

/** One way to cause each type of event: a type that the contract gains does not compile here. */
const stepOf: Record<DurableEvent['type'], Step> = {
  'message.created': (chat, minute) =>
    chat.say((['visitor', 'ai', 'member'] as const)[minute % 3] ?? 'ai', `${minute}`, minute),
  'message.edited': (chat, minute) => chat.edit(minute * 7, `Better ${minute}`, minute),
  'message.removed': (chat, minute) => chat.remove(minute * 5),
  'chat.person_requested': (chat, minute) => chat.askForPerson(minute),
  'chat.taken_over': (chat, minute) => chat.takeOver('Mali', minute),
  'chat.handed_back': (chat, minute) => chat.handBack(minute),
  'chat.closed': (chat, minute) => chat.close(minute),
  'chat.reset': (chat, minute) => chat.reset(minute),
  'chat.reopened': (chat, minute) => chat.reopen('Anan', minute),
  'chat.erased': (chat, minute) => chat.erase(minute),
  'chat.marked': (chat) => chat.mark({ visitorReadSeq: chat.summary.lastSeq }),
  'chat.rated': (chat, minute) => chat.rate(1 + (minute % 3)),
  'visitor.updated': (chat, minute) => chat.introduce({ name: `Visitor ${minute}`, attributes: { visits: minute } }),
  'chat.assigned': (chat, minute) => chat.assign(minute % 2 === 0 ? null : { id: 'noi', name: 'Noi' }, minute),
  'chat.snoozed': (chat, minute) => chat.snooze(minute % 2 === 0 ? null : '2027-01-01T00:00:00.000Z', minute),
  'chat.overdue': (chat, minute) => chat.tellOverdue('2026-11-22T08:00:00.000Z', minute),
  'chat.labelled': (chat, minute) => chat.label([`label-${minute}`], minute),
  'chat.spam_marked': (chat, minute) => chat.markSpam(minute % 2 === 0, minute),
  'visitor.merged': (chat, minute) => chat.merge(minute % 2 === 0 ? null : 'v-b', minute),
  'visitor.blocked': (chat, minute) => chat.block(minute % 2 === 0, minute),
  'note.created': (chat, minute) => chat.note(`Note ${minute}`, minute, ['noi']),
  'note.removed': (chat) => chat.removeNote(),
  'mention.read': (chat) => chat.readMention('noi'),
  'visitor.tracked': (chat, minute) => chat.track('page_viewed', { minute }, minute),
}
const types = Object.keys(stepOf) as DurableEvent['type'][]

/** A chat of many events in an order of its own, with the fetch that was possible before each. */
function wanderThrough(seed: number) {
  const model = new ChatModel('a').say('visitor', 'Hello', 0)
  const fetches = [model.fetched()]
  let state = seed
  for (let minute = 1; minute <= 40; minute += 1) {
    // Every second event is a message, so that there is something for the others to happen to.
    state = (state * 1103515245 + 12345) % 2 ** 31
    const type = minute % 2 === 0 ? 'message.created' : types[(state >> 8) % types.length]
    fetches.push(stepOf[type ?? 'message.created'](model, minute).fetched())
  }
  return { model, fetches }
}

/** Each change of hands once, with what is said between, and the fetch that was possible before each. */
function livedThrough() {
  const model = new ChatModel('a')
  const steps: Step[] = [
    (chat) => chat.say('visitor', 'Hello', 1),
    (chat) => chat.say('ai', 'Hello, how can I help?', 2),
    (chat) => chat.askForPerson(3),
    (chat) => chat.takeOver('Mali', 4),
    (chat) => chat.say('member', 'Mali here', 5),
    (chat) => chat.read(),
    (chat) => chat.handBack(6),
    (chat) => chat.say('visitor', 'Thanks', 7),
    (chat) => chat.close(8),
  ]
  const fetches = [model.fetched(), ...steps.map((step) => step(model, 0).fetched())]
  return { model, fetches }
}

const seeds = Array.from({ length: 12 }, (_, index) => index * 977 + 1)

describe('an old state with the events after it', () => {
  test('the ways to cause events are those of the contract, and every one is taken', () => {
    const inContract = durableEventSchema.options.map(({ shape }) => shape.type.value)
    expect(types.toSorted()).toEqual(inContract.toSorted())
    const seen = new Set(seeds.flatMap((seed) => wanderThrough(seed).model.feed.map(({ event }) => event.type)))
    expect(seen.size).toBe(types.length)
  })

  test.each(seeds)('equals a fresh fetch, whenever the old state was fetched (order %i)', (seed) => {
    const { model, fetches } = wanderThrough(seed)
    const fresh = viewOf(model.fetched())
    for (const fetched of fetches) expect(model.feed.reduce(applyFeedEntry, viewOf(fetched))).toEqual(fresh)
  })

  test('holds only the messages from its first page on, each as it now is', () => {
    const model = new ChatModel('a')
    for (let minute = 1; minute <= 9; minute += 1) model.say('visitor', `Message ${minute}`, minute)
    const old = viewOf(model.fetched(5))
    model.edit(1, 'On a page not loaded', 10).edit(6, 'Better', 11).remove(7).say('ai', 'Yes', 12)
    const view = model.feed.reduce(applyFeedEntry, old)
    expect(view.messages).toEqual(model.messages.slice(4))
  })

  test('stays the same when events come twice', () => {
    const { model, fetches } = livedThrough()
    const once = model.feed.reduce(applyFeedEntry, viewOf(fetches[0] as never))
    expect(model.feed.reduce(applyFeedEntry, once)).toEqual(once)
  })

  test('tells every change of hands once, in its order', () => {
    const { model, fetches } = livedThrough()
    const view = model.feed.reduce(applyFeedEntry, viewOf(fetches[4] as never))
    expect(view.changes.map(({ type, seq }) => `${type} ${seq}`)).toEqual([
      'chat.person_requested 3',
      'chat.taken_over 4',
      'chat.handed_back 7',
      'chat.closed 9',
    ])
    expect(mergeFetched(view, model.fetched()).changes).toEqual(view.changes)
  })

  test('asks for a new fetch when an event is missing', () => {
    const { model, fetches } = livedThrough()
    const view = applyFeedEntry(viewOf(fetches[1] as never), model.feed[4] as never)
    expect(view.hasGap).toBe(true)
  })
})

describe('a fetch that overlaps with live events', () => {
  test('does not take back what came while it was under way', () => {
    const { model, fetches } = livedThrough()
    const late = applyRecent(mergeFetched(undefined, fetches[3] as never), model.feed)
    expect(late).toEqual(viewOf(model.fetched()))
  })

  test('keeps the older pages that were loaded', () => {
    const model = new ChatModel('a')
    for (let minute = 1; minute <= 30; minute += 1) model.say('visitor', `Message ${minute}`, minute)
    const old = withOlder(viewOf(model.fetched(10)), model.messages.slice(0, 20), null, [])
    model.say('visitor', 'One more', 31)
    const merged = mergeFetched(old, model.fetched(10))
    expect(merged.messages).toEqual(model.messages)
    expect(merged.olderCursor).toBeNull()
  })

  test('drops older pages rather than leave a hole before the new ones', () => {
    const model = new ChatModel('a').say('visitor', 'Long ago', 0)
    const old = viewOf(model.fetched())
    for (let minute = 1; minute <= 30; minute += 1) model.say('visitor', `Message ${minute}`, minute)
    expect(mergeFetched(old, model.fetched(10))).toEqual(viewOf(model.fetched(10)))
  })

  test('does not bring back an old text with an older page', () => {
    const model = new ChatModel('a')
    for (let minute = 1; minute <= 30; minute += 1) model.say('visitor', `Message ${minute}`, minute)
    const view = viewOf(model.fetched(10))
    const onTheWay = model.messages.slice(0, 20)
    model.edit(3, 'Better', 31).remove(4)
    const live = model.feed.reduce(applyFeedEntry, view)
    expect(withOlder(live, onTheWay, null, model.feed).messages).toEqual(model.messages)
  })

  test('keeps nothing of an older page when the chat was deleted meanwhile', () => {
    const model = new ChatModel('a')
    for (let minute = 1; minute <= 30; minute += 1) model.say('visitor', `Secret ${minute}`, minute)
    const old = withOlder(viewOf(model.fetched(10)), model.messages.slice(0, 20), null, [])
    const merged = mergeFetched(old, model.erase(31).fetched(10))
    expect(isErased(merged)).toBe(true)
    expect(JSON.stringify(merged)).not.toContain('Secret')
  })

  test('shows a reply once that was stored before its event came', () => {
    const model = new ChatModel('a').say('visitor', 'Hello', 1)
    const view = viewOf(model.fetched())
    model.say('member', 'Hello', 2)
    const withReply = withMessage(view, model.messages[1] as never)
    expect(model.feed.reduce(applyFeedEntry, withReply)).toEqual(viewOf(model.fetched()))
  })
})

describe('a running answer', () => {
  const running = { answerId: 'x', attempt: 1, epoch: 0 }
  const open = () => viewOf(new ChatModel('a').say('visitor', 'Hello', 1).fetched())

  test('grows by deltas, also when one comes twice', () => {
    let view = applyPassing(open(), { type: 'answer.snapshot', ...running, text: 'We are' })
    view = applyPassing(view, { type: 'answer.delta', ...running, offset: 6, text: ' open' })
    view = applyPassing(view, { type: 'answer.delta', ...running, offset: 6, text: ' open' })
    expect(view.answer?.text).toBe('We are open')
  })

  test('says why it takes long until it has words, and is over when it ends', () => {
    const waiting = { type: 'answer.waiting', ...running, text: 'Asking the warehouse…' } as const
    const view = applyPassing(open(), waiting)
    expect(view.answer).toMatchObject({ text: '', note: 'Asking the warehouse…' })
    const written = applyPassing(view, { type: 'answer.delta', ...running, offset: 0, text: 'Yes' })
    expect(written.answer).toEqual({ ...running, text: 'Yes' })
    const ended = applyPassing(view, { type: 'answer.ended', answerId: 'x', outcome: 'done' })
    expect(applyPassing(ended, waiting).answer).toBeNull()
  })

  test('begins anew with a new attempt and ignores what is left of the old one', () => {
    let view = applyPassing(open(), { type: 'answer.snapshot', ...running, text: 'Half a' })
    view = applyPassing(view, { type: 'answer.delta', ...running, attempt: 2, offset: 0, text: 'All' })
    view = applyPassing(view, { type: 'answer.delta', ...running, offset: 6, text: ' sentence' })
    expect(view.answer).toEqual({ ...running, attempt: 2, text: 'All' })
  })

  test('asks for a new fetch when a piece is missing', () => {
    expect(applyPassing(open(), { type: 'answer.delta', ...running, offset: 9, text: 'x' }).hasGap).toBe(true)
  })

  test('goes when its message is stored, and a late delta does not bring it back', () => {
    const model = new ChatModel('a').say('visitor', 'Hello', 1)
    let view = applyPassing(viewOf(model.fetched()), { type: 'answer.snapshot', ...running, text: 'Yes' })
    model.say('ai', 'Yes', 2)
    view = model.feed.reduce(applyFeedEntry, view)
    view = applyPassing(view, { type: 'answer.delta', ...running, offset: 3, text: '!' })
    expect(view.answer).toBeNull()
    expect(view.hasGap).toBe(false)
  })

  test('goes when a person takes over, and the AI stays silent', () => {
    const model = new ChatModel('a').say('visitor', 'Hello', 1)
    let view = applyPassing(viewOf(model.fetched()), { type: 'answer.snapshot', ...running, text: 'Yes' })
    model.takeOver('Mali', 2)
    view = model.feed.reduce(applyFeedEntry, view)
    view = applyPassing(view, { type: 'answer.delta', ...running, answerId: 'y', offset: 0, text: 'I am' })
    expect(view.answer).toBeNull()
  })
})

describe('who is there and who is writing', () => {
  const typing = { type: 'typing', who: 'member', memberId: 'mali', name: 'Mali' } as const
  const visitor = { type: 'typing', who: 'visitor', memberId: null, name: null } as const
  const open = () => viewOf(new ChatModel('a').say('visitor', 'Hello', 1).fetched())
  const writing = (view: ChatView, nowMs: number, own = 'somebody') =>
    typistsAt(view.typing, own, nowMs).typists.map(({ who }) => who)

  test('is shown for 6 s from the last time it was told', () => {
    let view = applyPassing(open(), visitor, 0)
    view = applyPassing(view, visitor, 3000)
    expect(writing(view, 8900)).toEqual(['visitor'])
    expect(typistsAt(view.typing, '', 8900).until).toBe(9000)
    expect(writing(view, 9000)).toEqual([])
  })

  test('is never told of oneself', () => {
    const view = applyPassing(applyPassing(open(), typing, 0), visitor, 0)
    expect(writing(view, 1, 'mali')).toEqual(['visitor'])
    expect(writing(view, 1, 'anan')).toEqual(['member', 'visitor'])
  })

  test('ends when the message is there, for its author only', () => {
    const model = new ChatModel('a').say('visitor', 'Hello', 1)
    let view = applyPassing(applyPassing(viewOf(model.fetched()), typing, 0), visitor, 0)
    model.say('visitor', 'Still there?', 2)
    view = model.feed.reduce(applyFeedEntry, view)
    expect(writing(view, 1)).toEqual(['member'])
    model.say('member', 'Yes', 3, 'mali')
    expect(writing(model.feed.reduce(applyFeedEntry, view), 1)).toEqual([])
  })

  test('the visitor’s presence is unknown until it is told, and a fetch does not forget it', () => {
    const model = new ChatModel('a').say('visitor', 'Hello', 1)
    const view = viewOf(model.fetched())
    expect(view.visitorOnline).toBeNull()
    const there = applyPassing(view, { type: 'presence', who: 'visitor', online: true })
    expect(mergeFetched(there, model.say('visitor', 'More', 2).fetched()).visitorOnline).toBe(true)
    expect(applyPassing(there, { type: 'presence', who: 'member', online: false }).visitorOnline).toBe(true)
  })
})
