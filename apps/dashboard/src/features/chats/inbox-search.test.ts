import { expect, test } from 'vitest'
import { ChatModel } from './chat-model.fixture.ts'
import {
  filterOf,
  type InboxSearch,
  isAmong,
  isNarrowed,
  listSearch,
  readInboxSearch,
  searchOf,
} from './inbox-search.ts'

const label = '0199c0de-7000-7000-8000-000000000001'
const member = '0199c0de-7000-7000-8000-000000000002'
const mali = { id: 'mali', name: 'Mali' }

test('of an address only what is known counts', () => {
  expect(readInboxSearch({ tab: 'mine', label, lang: 'th', from: '2026-11-01' })).toEqual({
    tab: 'mine',
    label,
    lang: 'th',
    from: '2026-11-01',
  })
  expect(readInboxSearch({ tab: 'open', label: 'x', lang: 'xx', from: 'soon', until: '2026-99-99' })).toEqual({})
  expect([isNarrowed({ tab: 'mine' }), isNarrowed({ tab: 'mine', lang: 'th' })]).toEqual([false, true])
  expect(isNarrowed(listSearch({ tab: 'mine', message: 7 }))).toBe(false)
})

test('a saved view leads back to the same address', () => {
  const searches: InboxSearch[] = [
    {},
    { tab: 'mine', label },
    { tab: 'unassigned', lang: 'en' },
    { tab: 'mentions' },
    { tab: 'closed', member, from: '2026-11-01', until: '2026-11-30' },
  ]
  for (const search of searches) expect(searchOf(filterOf(search))).toEqual(search)
})

test('what came live is shown in the lists to which the server would add it, and in no other', () => {
  const tabsOf = (chat: ChatModel) =>
    (['mine', 'unassigned', 'open', 'mentions', 'snoozed', 'closed', 'spam'] as const).filter((tab) =>
      isAmong(chat.summary, filterOf({ tab }), 'mali'),
    )
  const chat = new ChatModel('a').say('visitor', 'Hi', 1)
  expect(tabsOf(chat)).toEqual(['unassigned', 'open'])
  expect(tabsOf(chat.assign(mali, 2))).toEqual(['mine', 'open'])
  expect(tabsOf(chat.note('Look', 3, ['mali']))).toEqual(['mine', 'open', 'mentions'])
  expect(tabsOf(chat.snooze('2027-01-01T00:00:00.000Z', 4))).toEqual(['mentions', 'snoozed'])
  expect(tabsOf(chat.snooze(null, 5).close(6))).toEqual(['mentions', 'closed'])
  expect(tabsOf(chat.markSpam(true, 7))).toEqual(['spam'])
})

test('filters hold together', () => {
  const { summary } = new ChatModel('a').say('visitor', 'Hi', 1).label([label], 2)
  const fits = (search: InboxSearch) => isAmong(summary, filterOf(search), 'mali')
  expect([fits({ label }), fits({ label: member }), fits({ label, lang: 'th' })]).toEqual([true, false, false])
  expect([fits({ member }), fits({ from: '2026-11-22' }), fits({ until: '2026-11-20' })]).toEqual([false, true, false])
})
