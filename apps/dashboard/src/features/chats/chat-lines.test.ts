import { expect, test } from 'vitest'
import { type ChatLine, linesOf } from './chat-lines.ts'
import { ChatModel } from './chat-model.fixture.ts'

const words = (line: ChatLine) =>
  line.kind === 'group'
    ? line.messages.map(({ author, text }) => `${author.kind}: ${text}`).join(' | ')
    : line.kind === 'event'
      ? `(${line.event}${line.name ? ` ${line.name}` : ''})`
      : 'day'
const shown = (chat: ChatModel) => linesOf(chat.messages, chat.changes).map(words)

test('messages of one author that follow each other make one group, after a pause a new one', () => {
  const chat = new ChatModel('a').say('visitor', 'Hi', 1).say('visitor', 'Anyone?', 2).say('visitor', 'Hello', 20)
  expect(shown(chat)).toEqual(['day', 'visitor: Hi | visitor: Anyone?', 'visitor: Hello'])
})

test('who took over and handed back is told between the messages, where it happened', () => {
  const chat = new ChatModel('a').say('visitor', 'Hi', 1).takeOver('Mali', 2).say('member', 'Mali here', 3)
  expect(shown(chat)).toEqual(['day', 'visitor: Hi', '(joined Mali)', 'member: Mali here'])
  chat.handBack(4).say('visitor', 'And you?', 5).say('ai', 'I am the AI', 6).close(7)
  expect(shown(chat).slice(4)).toEqual(['(handed-back)', 'visitor: And you?', 'ai: I am the AI', '(closed)'])
})

test('every wish for a person stands where it was made, also once it was granted', () => {
  const chat = new ChatModel('a').say('visitor', 'Hi', 1).askForPerson(2).say('visitor', 'Please', 3)
  expect(shown(chat)).toEqual(['day', 'visitor: Hi', '(person)', 'visitor: Please'])
  chat.takeOver('Mali', 4).handBack(5).askForPerson(6)
  expect(shown(chat).slice(2)).toEqual(['(person)', 'visitor: Please', '(joined Mali)', '(handed-back)', '(person)'])
})

test('what happened between two messages parts their group', () => {
  const chat = new ChatModel('a').takeOver('Mali', 1).say('member', 'Wait', 2).handBack(2).takeOver('Mali', 3)
  expect(shown(chat.say('member', 'Back', 3)).filter((line) => line.startsWith('member'))).toHaveLength(2)
})
