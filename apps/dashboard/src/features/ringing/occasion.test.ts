import type { FeedEntry } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { ChatModel } from '../chats/chat-model.fixture.ts'
import { occasionOf } from './occasion.ts'

const last = (chat: ChatModel) => chat.feed.at(-1) as FeedEntry
const assignedTo = (chat: ChatModel, id: string | null) => {
  chat.summary = { ...chat.summary, assignee: id === null ? null : { id, name: id } }
  return chat
}

test('a visitor’s words call who has the chat, and nobody else', () => {
  const chat = assignedTo(new ChatModel('a'), 'mali')
  expect(occasionOf(last(chat.say('visitor', 'Hello', 1)), 'mali')).toMatchObject({ kind: 'message', text: 'Hello' })
  expect(occasionOf(last(chat), 'noi')).toBeNull()
  expect(occasionOf(last(chat.say('ai', 'Good day', 2)), 'mali')).toBeNull()
  expect(occasionOf(last(chat.say('member', 'Hi', 3)), 'mali')).toBeNull()
})

test('who asks for a person calls everybody, unless the chat has become somebody’s in the same moment', () => {
  const chat = new ChatModel('a').say('visitor', 'My lamp is broken', 1)
  expect(occasionOf(last(chat.askForPerson(2)), 'noi')).toMatchObject({ kind: 'request', text: 'My lamp is broken' })
  expect(occasionOf({ ...last(chat), chat: assignedTo(chat, 'mali').summary }, 'noi')).toBeNull()
})

test('an assignment or a mention calls whom it names, and not who made it', () => {
  const chat = new ChatModel('a').assign({ id: 'noi', name: 'Noi' }, 1)
  expect([occasionOf(last(chat), 'noi')?.kind, occasionOf(last(chat), 'other')]).toEqual(['assignment', null])
  expect(occasionOf(last(chat.assign({ id: 'mali', name: 'Mali' }, 2)), 'mali')).toBeNull()
  expect(occasionOf(last(chat.tellOverdue('2026-11-26T10:00:00.000Z', 3)), 'other')).toMatchObject({ kind: 'overdue' })

  chat.note('Look', 4, ['noi', 'mali'])
  expect(occasionOf(last(chat), 'noi')).toMatchObject({ kind: 'mention', by: 'Mali', text: 'Look' })
  expect([occasionOf(last(chat), 'mali'), occasionOf(last(chat), 'other')]).toEqual([null, null])
})
