import type { Message } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { type Bubble, endsWithOffer, timelineOf } from './timeline.ts'
import { emptyView, type View } from './view.ts'

const message = (seq: number, kind: Message['author']['kind'], more: Partial<Message> = {}): Message => ({
  id: `id-${seq}`,
  chatId: 'chat',
  seq,
  author: { kind, name: kind === 'member' ? 'Mali' : null },
  text: `text ${seq}`,
  clientMessageId: null,
  state: 'complete',
  citations: [],
  offersPerson: false,
  createdAt: new Date(seq * 1000).toISOString(),
  ...more,
})

const ready = (more: Partial<View>): View => ({ ...emptyView, phase: 'ready', ...more })
const bubbles = (view: View) => timelineOf(view, '').filter((item) => item.kind === 'bubble') as Bubble[]
const groups = (view: View) => bubbles(view).map(({ isFirst, isLast }) => [isFirst, isLast])
const named = (view: View) => bubbles(view).map(({ isNamed }) => isNamed)
const keys = (view: View) => timelineOf(view, 'Hello').map(({ key }) => key)

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
  expect(endsWithOffer(timelineOf(ready({ messages }), ''))).toBe(true)
  const chat = { ...emptyView.chat, personRequestedAt: '2026-11-22T08:00:00.000Z' }
  expect(bubbles(ready({ messages, chat })).some(({ offersPerson }) => offersPerson)).toBe(false)
})

test('the newest own message says how far it is, and the answer stands below what waits', () => {
  const pending = [{ clientMessageId: 'm', text: 'and?', createdAt: new Date(9000).toISOString(), problem: null }]
  const answer = { answerId: 'a', attempt: 1, epoch: 1, text: 'Well', ended: false }
  const view = ready({ messages: [message(1, 'visitor')], pending, answer })
  expect(bubbles(view).map(({ text, delivery }) => [text, delivery])).toEqual([
    ['text 1', null],
    ['and?', 'pending'],
    ['Well', null],
  ])
  expect(timelineOf(ready({ awaiting: true }), '')).toEqual([{ kind: 'dots', key: 'dots' }])
})
