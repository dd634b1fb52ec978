import type { ChatSummary, PassingEvent } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { callOf, callsForPeople, excerptOf, visibleChats } from './chat-list.ts'
import { ChatModel } from './chat-model.fixture.ts'
import { isAmong } from './inbox-search.ts'
import { applyInboxEvent, forgetPresence, initialInbox, putChat } from './inbox-state.ts'

const any = () => true

function threeChats() {
  const chats = ['a', 'b', 'c'].map((id, index) => new ChatModel(id, index).say('visitor', `Hello ${id}`, index))
  const fetched = () => chats.map(({ summary }) => summary).sort((x, y) => y.updatedAt.localeCompare(x.updatedAt))
  return { chats, fetched, a: chats[0] as ChatModel, b: chats[1] as ChatModel }
}

test('a list with the events after it equals a fresh list, in every filter', () => {
  const { chats, fetched, a, b } = threeChats()
  const before = fetched()
  a.say('visitor', 'Are you there?', 10).takeOver('Mali', 11).say('member', 'Yes', 12).read()
  b.close(13)
  chats.push(new ChatModel('d', 14).say('visitor', 'New here', 14))
  const live = chats.flatMap(({ feed }) => feed).reduce(applyInboxEvent, initialInbox).live
  for (const status of ['open', 'closed', 'all'] as const) {
    const isShown = (chat: ChatSummary) => isAmong(chat, { status }, 'mali')
    const [old, fresh] = [before.filter(isShown), fetched().filter(isShown)]
    expect(visibleChats(old, live, isShown, false)).toEqual(fresh)
    expect(visibleChats(fresh, live, isShown, false)).toEqual(fresh)
  }
})

test('a chat that changed but belongs to a page not loaded yet waits for that page', () => {
  const { fetched, a } = threeChats()
  const page = fetched().slice(0, 2)
  const live = new Map([['a', a.summary]])
  expect(visibleChats(page, live, any, true)).toEqual(page)
  expect(visibleChats(page, live, any, false)).toHaveLength(3)
})

test('an older summary never replaces a newer one', () => {
  const { a } = threeChats()
  const older = a.summary
  a.say('visitor', 'More', 20)
  const state = putChat(putChat(initialInbox, a.summary), older)
  expect(state.live.get('a')).toBe(a.summary)
  expect(visibleChats([older], state.live, any, false)).toEqual([a.summary])
})

test('the first ready and every resync ask for a new fetch; a ready after a break does not', () => {
  let state = applyInboxEvent(initialInbox, { type: 'ready', cursor: '1.0' })
  expect(state).toMatchObject({ cursor: '1.0', generation: 1 })
  state = applyInboxEvent(state, { type: 'ready', cursor: '1.5' })
  expect(state).toMatchObject({ cursor: '1.5', generation: 1 })
  state = applyInboxEvent(state, { type: 'resync', cursor: '9.0' })
  expect(state).toMatchObject({ cursor: '9.0', generation: 2, recent: [] })
})

test('a fetch that ends later brings back neither who was writing nor, once left, who was there', () => {
  const passing = (event: PassingEvent) => ({ type: 'passing', chatId: 'a', event }) as const
  const typing = passing({ type: 'typing', who: 'visitor', memberId: null, name: null })
  const presence = passing({ type: 'presence', who: 'visitor', online: true })
  const state = [typing, presence].reduce(applyInboxEvent, initialInbox)
  expect(state.recent).toEqual([presence])
  expect(forgetPresence(state, 'b').recent).toEqual([presence])
  expect(forgetPresence(state, 'a').recent).toEqual([])
})

test('a wish for a person calls loudest, a chat of the AI hardly, a read one not at all', () => {
  const chat = new ChatModel('a').say('visitor', 'Hi', 1)
  expect(callOf(chat.summary)).toBe('quiet')
  expect(callOf(chat.askForPerson(2).summary)).toBe('person')
  expect(callOf(chat.read().summary)).toBe('person')
  expect(callOf(chat.takeOver('Mali', 3).say('visitor', 'Hello', 4).summary)).toBe('news')
  expect(callsForPeople(chat.summary)).toBe(true)
  expect(callOf(chat.read().summary)).toBeUndefined()
  expect(callsForPeople(chat.summary)).toBe(false)
})

test('in a row an answer stands without the numbers of its sources, and what people write as it is', () => {
  const answered = new ChatModel('a').say('ai', 'On Saturdays [1]. By card, too [1, 12].', 0)
  expect(excerptOf(answered.summary)).toBe('On Saturdays. By card, too.')
  expect(excerptOf(new ChatModel('b').say('visitor', 'Size [1]?', 0).summary)).toBe('Size [1]?')
})
