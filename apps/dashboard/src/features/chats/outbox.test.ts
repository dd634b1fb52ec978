import { expect, test, vi } from 'vitest'
import { applyOutboxChange, type OutboxItem, readOutbox } from './outbox.ts'
import { createOutbox } from './outbox-store.ts'

const reply = (number: number, chatId = 'c'): OutboxItem => ({
  clientMessageId: `m-${number}`,
  workspaceId: 'w',
  chatId,
  text: `Reply ${number}`,
  createdAt: '2026-11-22T08:30:00.000Z',
  status: 'sending',
  problem: null,
  seenSeq: 4,
})

function openOutbox(stored: OutboxItem[] = []) {
  const kept = new Map([['minichat.outbox', JSON.stringify(stored)]])
  const server = { refuses: null as string | null, stored: [] as OutboxItem[] }
  const outbox = createOutbox({
    storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    async post(item) {
      await Promise.resolve()
      const refusal = server.refuses
      if (refusal === 'REPLIED_MEANWHILE' ? item.seenSeq !== null : refusal) throw new Error(refusal ?? '')
      server.stored.push(item)
    },
    problemOf: (error) => (error as Error).message,
  })
  const statuses = () => outbox.items().map(({ clientMessageId, status }) => `${clientMessageId} ${status}`)
  return { outbox, server, statuses, arrived: () => server.stored.map(({ clientMessageId }) => clientMessageId) }
}

test('a failed reply keeps its clientMessageId when it is sent again', () => {
  const item = reply(1)
  const queued = applyOutboxChange([], { type: 'queued', item })
  const failed = applyOutboxChange(queued, { type: 'failed', clientMessageId: 'm-1', problem: 'OFFLINE' })
  expect(failed).toEqual([{ ...item, status: 'failed', problem: 'OFFLINE' }])
  expect(applyOutboxChange(failed, { type: 'retried', clientMessageId: 'm-1' })).toEqual([item])
  expect(applyOutboxChange(failed, { type: 'gone', clientMessageId: 'm-1' })).toEqual([])
})

test('a reload finds what was under way, to be sent again', () => {
  expect(readOutbox(JSON.stringify([reply(1)]))).toEqual([{ ...reply(1), status: 'failed', problem: 'OFFLINE' }])
  expect(readOutbox('not JSON')).toEqual([])
  expect(readOutbox(null)).toEqual([])
})

test('replies written while the server is out of reach arrive once and in order', async () => {
  const { outbox, server, statuses, arrived } = openOutbox()
  server.refuses = 'OFFLINE'
  outbox.send(reply(1))
  outbox.send(reply(2))
  await vi.waitFor(() => expect(statuses()).toEqual(['m-1 failed', 'm-2 failed']))
  server.refuses = null
  outbox.send(reply(3))
  await vi.waitFor(() => expect(arrived()).toEqual(['m-1', 'm-2', 'm-3']))
  expect(statuses()).toEqual([])
})

test('replies sent in quick succession are each sent once', async () => {
  const { outbox, statuses, arrived } = openOutbox()
  for (const number of [1, 2, 3]) outbox.send(reply(number))
  await vi.waitFor(() => expect(statuses()).toEqual([]))
  expect(arrived()).toEqual(['m-1', 'm-2', 'm-3'])
})

test('what an earlier visit left is sent when the server is there, of this workspace only', async () => {
  const { outbox, arrived } = openOutbox([reply(1), { ...reply(2, 'd'), workspaceId: 'other' }])
  outbox.retryAll('w')
  await vi.waitFor(() => expect(arrived()).toEqual(['m-1']))
})

test('a reply that the server refuses for good does not hold up the next', async () => {
  const { outbox, server, statuses, arrived } = openOutbox()
  server.refuses = 'SESSION_FULL'
  outbox.send(reply(1))
  await vi.waitFor(() => expect(statuses()).toEqual(['m-1 failed']))
  server.refuses = null
  outbox.send(reply(2))
  await vi.waitFor(() => expect(arrived()).toEqual(['m-2']))
  expect(statuses()).toEqual(['m-1 failed'])
})

test('what somebody else has overtaken waits for its author, also over a reload, and then goes as it is', async () => {
  const { outbox, server, statuses, arrived } = openOutbox()
  server.refuses = 'REPLIED_MEANWHILE'
  outbox.send(reply(1))
  outbox.send(reply(2))
  await vi.waitFor(() => expect(statuses()).toEqual(['m-1 asking', 'm-2 asking']))
  expect(readOutbox(JSON.stringify(outbox.items())).map(({ status }) => status)).toEqual(['asking', 'asking'])
  outbox.retryAll('w')
  expect(statuses()).toEqual(['m-1 asking', 'm-2 asking'])
  outbox.insist('c')
  await vi.waitFor(() => expect(arrived()).toEqual(['m-1', 'm-2']))
  expect(server.stored.map(({ clientMessageId, seenSeq }) => ({ clientMessageId, seenSeq }))).toEqual([
    { clientMessageId: 'm-1', seenSeq: null },
    { clientMessageId: 'm-2', seenSeq: null },
  ])
})
