import { expect, test } from 'vitest'
import { ChatModel } from './chat-model.fixture.ts'
import { newestOfVisitor, seenByOthers } from './seen-by.ts'

const reader = (memberId: string, readSeq: number) => ({ memberId, name: memberId, readSeq })

test('those count who have read as far as the visitor’s newest message, oneself never', () => {
  const { messages } = new ChatModel('a')
    .say('visitor', 'Hi', 1)
    .say('visitor', 'Open?', 2)
    .say('ai', 'Yes', 3)
    .fetched()
  const at = newestOfVisitor(messages)?.seq ?? 0
  expect(at).toBeGreaterThan(1)
  const seenBy = (fetched: [string, number][], told: [string, number][] = []) =>
    seenByOthers(messages, {
      fetched: fetched.map((one) => reader(...one)),
      told: told.map((one) => reader(...one)),
      ownId: 'mali',
    })?.readers.map(({ name }) => name)
  expect(seenBy([])).toBeUndefined()
  expect(seenBy([['mali', at]])).toBeUndefined()
  expect(
    seenBy([
      ['noi', at - 1],
      ['som', at],
      ['mali', at],
    ]),
  ).toEqual(['som'])
  expect(
    seenBy(
      [
        ['noi', at - 1],
        ['som', at + 1],
      ],
      [['noi', at]],
    ),
  ).toEqual(['noi', 'som'])
  // Of what comes late the further place holds.
  expect(seenBy([['noi', at]], [['noi', at - 1]])).toEqual(['noi'])
  expect(seenByOthers([], { fetched: [reader('noi', 9)], told: [], ownId: 'mali' })).toBeNull()
})
