import { expect, test } from 'vitest'
import { applyOutboxChange, type OutboxItem, readOutbox } from './outbox.ts'

const item: OutboxItem = {
  clientMessageId: 'm-1',
  workspaceId: 'w',
  chatId: 'c',
  text: 'Hello',
  createdAt: '2026-11-22T08:30:00.000Z',
  status: 'sending',
  problem: null,
}

test('a failed reply keeps its clientMessageId when it is sent again', () => {
  const queued = applyOutboxChange([], { type: 'queued', item })
  const failed = applyOutboxChange(queued, { type: 'failed', clientMessageId: 'm-1', problem: 'OFFLINE' })
  expect(failed).toEqual([{ ...item, status: 'failed', problem: 'OFFLINE' }])
  expect(applyOutboxChange(failed, { type: 'retried', clientMessageId: 'm-1' })).toEqual([item])
  expect(applyOutboxChange(failed, { type: 'gone', clientMessageId: 'm-1' })).toEqual([])
})

test('a reload finds what was under way, to be sent again', () => {
  expect(readOutbox(JSON.stringify([item]))).toEqual([{ ...item, status: 'failed', problem: 'OFFLINE' }])
  expect(readOutbox('not JSON')).toEqual([])
  expect(readOutbox(null)).toEqual([])
})
