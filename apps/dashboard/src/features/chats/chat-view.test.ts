import { describe, expect, test } from 'vitest'
import { ChatModel } from './chat-model.fixture.ts'
import { applyFeedEntry, applyPassing, applyRecent, mergeFetched, viewOf, withMessage, withOlder } from './chat-view.ts'

/** Every kind of durable event, with the fetch that was possible before each. */
function livedThrough() {
  const model = new ChatModel('a')
  const steps: ((chat: ChatModel) => ChatModel)[] = [
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
  const fetches = [model.fetched(), ...steps.map((step) => step(model).fetched())]
  return { model, fetches }
}

describe('an old state with the events after it', () => {
  test('equals a fresh fetch, whenever the old state was fetched', () => {
    const { model, fetches } = livedThrough()
    const fresh = viewOf(model.fetched())
    for (const fetched of fetches) expect(model.feed.reduce(applyFeedEntry, viewOf(fetched))).toEqual(fresh)
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
    const old = withOlder(viewOf(model.fetched(10)), model.messages.slice(0, 20), null)
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
