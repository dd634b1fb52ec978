import type { Message } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { type Bubble, endsWithOffer, timelineOf } from './timeline.ts'
import { emptyView, newMarks, type View } from './view.ts'

const message = (seq: number, kind: Message['author']['kind'], more: Partial<Message> = {}): Message => ({
  id: `id-${seq}`,
  chatId: 'chat',
  seq,
  author: { kind, id: null, name: kind === 'member' ? 'Mali' : null },
  text: `text ${seq}`,
  clientMessageId: null,
  state: 'complete',
  answersSeq: null,
  editedAt: null,
  citations: [],
  offersPerson: false,
  quickReplies: [],
  rating: null,
  ratingReason: null,
  createdAt: new Date(seq * 1000).toISOString(),
  ...more,
})

/** The day on which all of it was said. */
const day = new Date(0)

const ready = (more: Partial<View>): View => ({ ...emptyView, phase: 'ready', ...more })
const bubbles = (view: View) => timelineOf(view, '', day).filter((item) => item.kind === 'bubble') as Bubble[]
const groups = (view: View) => bubbles(view).map(({ isFirst, isLast }) => [isFirst, isLast])
const named = (view: View) => bubbles(view).map(({ isNamed }) => isNamed)
const keys = (view: View) => timelineOf(view, 'Hello', day).map(({ key }) => key)

test('messages of one author form a group, until a pause or a line', () => {
  const messages = [
    message(1, 'ai'),
    message(2, 'ai'),
    message(3, 'ai', { createdAt: new Date(900_000).toISOString() }),
  ]
  expect(groups(ready({ messages }))).toEqual([
    [true, false],
    [false, true],
    [true, true],
  ])
  const notices = [{ kind: 'handed_back' as const, seq: 1.5, name: null }]
  expect(groups(ready({ messages, notices }))[0]).toEqual([true, true])
})

test('the greeting opens a chat that is there from its beginning', () => {
  expect(keys(ready({}))).toEqual(['greeting'])
  expect(keys(ready({ olderCursor: 'x' }))).toEqual([])
  expect(keys({ ...emptyView, expectsHistory: true })).toEqual([])
})

test('the header names the AI; bubbles do where a person is or was there', () => {
  const messages = [message(1, 'ai'), message(2, 'visitor'), message(3, 'ai')]
  expect(named(ready({ messages }))).toEqual([false, false, false])
  expect(named(ready({ messages: [...messages, message(4, 'member')] }))).toEqual([true, false, false, true])
})

test('only the newest message offers a person, and nothing does once somebody is asked', () => {
  const messages = [message(1, 'ai', { offersPerson: true }), message(2, 'ai', { offersPerson: true })]
  expect(bubbles(ready({ messages })).map(({ offersPerson }) => offersPerson)).toEqual([false, true])
  expect(endsWithOffer(timelineOf(ready({ messages }), '', day))).toBe(true)
  const chat = { ...emptyView.chat, personRequestedAt: '2026-11-22T08:00:00.000Z' }
  expect(bubbles(ready({ messages, chat })).some(({ offersPerson }) => offersPerson)).toBe(false)
})

test('the newest own message says how far it is, and the answer stands below what waits', () => {
  const pending = [
    { clientMessageId: 'm', text: 'and?', createdAt: new Date(9000).toISOString(), place: 1, problem: null },
  ]
  const answer = { answerId: 'a', attempt: 1, epoch: 1, text: 'Well', ended: false }
  const view = ready({ messages: [message(1, 'visitor')], pending, answer })
  expect(bubbles(view).map(({ text, delivery }) => [text, delivery])).toEqual([
    ['text 1', null],
    ['and?', 'pending'],
    ['Well', null],
  ])
  expect(timelineOf(ready({ awaiting: true }), '', day)).toEqual([
    { kind: 'dots', key: 'dots', author: 'ai', name: null },
  ])
})

test('how far the newest own message got comes of the members’ marks', () => {
  const messages = [message(1, 'visitor'), message(2, 'visitor')]
  const delivery = (memberDeliveredSeq: number, memberReadSeq: number) =>
    bubbles(ready({ messages, marks: { ...newMarks, memberDeliveredSeq, memberReadSeq } })).map((item) => item.delivery)
  expect(delivery(1, 1)).toEqual([null, 'sent'])
  expect(delivery(2, 1)).toEqual([null, 'delivered'])
  expect(delivery(2, 2)).toEqual([null, 'read'])
})

test('a message that failed says so itself', () => {
  const pending = [
    { clientMessageId: 'm', text: 'x', createdAt: day.toISOString(), place: 1, problem: 'UNREACHABLE' as const },
  ]
  expect(bubbles(ready({ pending })).map(({ delivery, unsent }) => [delivery, unsent?.problem])).toEqual([
    [null, 'UNREACHABLE'],
  ])
})

test('a line stands before the first message of each other day', () => {
  const messages = [message(1, 'ai'), message(2, 'ai'), message(3, 'ai', { createdAt: '1970-01-05T12:00:00.000Z' })]
  const kinds = (now: Date) => timelineOf(ready({ messages }), '', now).map(({ kind }) => kind)
  expect(kinds(day)).toEqual(['bubble', 'bubble', 'day', 'bubble'])
  expect(kinds(new Date('1970-01-05T13:00:00.000Z'))).toEqual(['day', 'bubble', 'bubble', 'day', 'bubble'])
})

test('an answer that was replaced is not shown; the newest can be written again while the AI has the chat', () => {
  const messages = [message(1, 'visitor'), message(2, 'ai', { state: 'replaced' }), message(3, 'ai')]
  const again = (view: View) => bubbles(view).map(({ text, canAnswerAgain }) => [text, canAnswerAgain])
  expect(again(ready({ messages }))).toEqual([
    ['text 1', false],
    ['text 3', true],
  ])
  expect(again(ready({ messages, awaiting: true })).at(-1)).toEqual(['text 3', false])
  const chat = { ...emptyView.chat, handledBy: 'member' as const, memberName: 'Mali' }
  expect(again(ready({ messages, chat })).at(-1)).toEqual(['text 3', false])
})

test('a member who writes shows by name', () => {
  expect(timelineOf(ready({ typing: { name: 'Mali' } }), '', day)).toEqual([
    { kind: 'dots', key: 'typing', author: 'member', name: 'Mali' },
  ])
})

test('while an answer is waited for, the dots say why, until it has words', () => {
  const answer = { answerId: 'a', attempt: 1, epoch: 0, text: '', ended: false, note: 'Asking the warehouse…' }
  expect(timelineOf(ready({ answer }), '', day)).toMatchObject([{ kind: 'dots', note: 'Asking the warehouse…' }])
  expect(timelineOf(ready({ answer: { ...answer, text: 'Yes' } }), '', day)).toMatchObject([{ kind: 'bubble' }])
})
