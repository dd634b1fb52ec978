import { expect, test } from 'vitest'
import { ChatModel } from './chat-model.fixture.ts'
import { newestReplyStatus } from './message-status.ts'

const of = ({ messages, summary }: ChatModel) => newestReplyStatus(messages, summary.marks)

test('the newest reply goes from sent to delivered to read', () => {
  const chat = new ChatModel('a').say('visitor', 'Hi', 1).say('member', 'Hello', 2)
  expect(of(chat)).toEqual({ messageId: 'a-2', status: 'sent' })
  expect(of(chat.mark({ visitorDeliveredSeq: 2 }))).toEqual({ messageId: 'a-2', status: 'delivered' })
  expect(of(chat.mark({ visitorReadSeq: 2 }))).toEqual({ messageId: 'a-2', status: 'read' })
  expect(of(chat.say('member', 'One more', 3))).toEqual({ messageId: 'a-5', status: 'sent' })
})

test('a reply that was taken back has no status, and chats without replies have none', () => {
  const chat = new ChatModel('a').say('visitor', 'Hi', 1).say('ai', 'Hello', 2)
  expect(of(chat)).toBeNull()
  chat.say('member', 'First', 3).say('member', 'Second', 4).remove(3)
  expect(of(chat)?.messageId).toBe('a-3')
})
