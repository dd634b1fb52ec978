import { expect, test } from 'vitest'
import { type ChatLine, linesOf } from './chat-lines.ts'
import { ChatModel } from './chat-model.fixture.ts'

const words = (line: ChatLine) =>
  line.kind === 'group'
    ? line.messages.map(({ author, text }) => `${author.kind}: ${text}`).join(' | ')
    : line.kind === 'event'
      ? `(${line.event}${line.name ? ` ${line.name}` : ''})`
      : 'day'
const shown = (chat: ChatModel, hasOlder = false) => linesOf(chat.messages, chat.summary, hasOlder).map(words)

test('messages of one author that follow each other make one group, after a pause a new one', () => {
  const chat = new ChatModel('a').say('visitor', 'Hi', 1).say('visitor', 'Anyone?', 2).say('visitor', 'Hello', 20)
  expect(shown(chat)).toEqual(['day', 'visitor: Hi | visitor: Anyone?', 'visitor: Hello'])
})

test('who took over and handed back is told between the messages', () => {
  const chat = new ChatModel('a').say('visitor', 'Hi', 1).takeOver('Mali', 2).say('member', 'Mali here', 3)
  expect(shown(chat)).toEqual(['day', 'visitor: Hi', '(joined Mali)', 'member: Mali here'])
  chat.handBack(4)
  expect(shown(chat).at(-1)).toBe('(handed-back)')
  chat.say('visitor', 'And you?', 5).say('ai', 'I am the AI', 6).close(7)
  expect(shown(chat).slice(4)).toEqual(['visitor: And you?', '(handed-back)', 'ai: I am the AI', '(closed)'])
})

test('the wish for a person stands where it was made', () => {
  const chat = new ChatModel('a').say('visitor', 'Hi', 1).askForPerson(2).say('visitor', 'Please', 3)
  expect(shown(chat)).toEqual(['day', 'visitor: Hi', '(person)', 'visitor: Please'])
})

test('nothing is guessed about what stands on pages that are not loaded', () => {
  const chat = new ChatModel('a').takeOver('Mali', 1).say('member', 'Mali here', 2)
  expect(shown(chat, true)).toEqual(['day', 'member: Mali here'])
})

test('a wish made after the chat was handed back stands after that', () => {
  const chat = new ChatModel('a').takeOver('Mali', 1).say('member', 'Mali here', 2).handBack(3).askForPerson(4)
  expect(shown(chat).slice(-2)).toEqual(['(handed-back)', '(person)'])
})
