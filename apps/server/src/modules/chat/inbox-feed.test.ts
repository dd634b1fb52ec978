import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { startTestApp, type TestVisitor } from '../../testing/test-app.ts'
import { asAdmin } from '../../testing/test-postgres.ts'
import { createPresenter } from './chat-rows.ts'
import { createInboxFeeds } from './inbox-feed.ts'
import { followInbox } from './inbox-live.ts'

test('who leaves while the feed is being opened takes it from nobody who waits for it as well', async () => {
  await using server = await startTestApp()
  const { workspaceId } = await server.given.owner()
  const feeds = createInboxFeeds({ db: server.db, hub: server.hub, present: createPresenter(() => '') })
  const inbox = { workspaceId, userId: workspaceId, cursor: undefined, chatId: undefined }
  const errors: unknown[] = []
  const follow = () =>
    followInbox(
      feeds,
      inbox,
      () => {},
      (error) => errors.push(error),
    )
  const leaving = follow()
  const staying = follow()
  leaving.stop()
  expect(await staying.ready).toMatch(/^\d+\.0$/)
  const head = await feeds.acquire(workspaceId)
  expect(head.users).toBe(2)
  feeds.release(head)
  staying.stop()
  expect(head.isClosed).toBe(true)
  expect(errors).toEqual([])
})

type Chat = { id: string; visitor: TestVisitor }

test('the feed tells each chat in order, also where one batch of messages overtook another on the way to it', async () => {
  await using server = await startTestApp()
  const owner = await server.given.owner()
  const { workspaceId, client } = owner
  const visitors = [
    await server.given.visitor(owner),
    await server.given.visitor(owner),
    await server.given.visitor(owner),
  ]
  const chats = await Promise.all(
    visitors.map(async (visitor) => {
      const { chatId, seq } = await visitor.say('Hello')
      await visitor.answerAfter(seq)
      return { id: chatId, visitor }
    }),
  )
  // The order in which a batch locks them.
  const [first, second, third] = chats.sort((a, b) => (a.id < b.id ? -1 : 1)) as [Chat, Chat, Chat]
  const { data: head } = await client.request('GET /api/v1/inbox/events')
  const held = Promise.withResolvers<void>()
  const lock = Promise.withResolvers<void>()
  const holding = server.db.transaction(workspaceId, async (tx) => {
    await tx.query('select 1 from chat_sessions where workspace_id = $1 and id = $2 for no key update', [
      workspaceId,
      second.id,
    ])
    held.resolve()
    await lock.promise
  })
  await held.promise
  const batch = server.db.query('select * from post_messages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)', [
    Array(3).fill(workspaceId),
    [first.id, second.id, third.id],
    [newId(), newId(), newId()],
    ['batch-one-1', 'batch-one-2', 'batch-one-3'],
    Array(3).fill('member'),
    Array(3).fill(owner.me.user.id),
    Array(3).fill('From the batch'),
    ...Array(5).fill(Array(3).fill(null)),
    500,
  ])
  const isWaiting = () =>
    asAdmin(server.database.urls.migration, (admin) =>
      admin.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
           and query like '%post_messages%'`,
      ),
    )
  while ((await isWaiting()).rowCount === 0) await sleep(20)
  const overtaking = await third.visitor.say('Sooner')
  lock.resolve()
  await Promise.all([holding, batch])

  const seqs: number[] = []
  for (let cursor = head.cursor; !seqs.includes(overtaking.seq + 1) || !seqs.includes(overtaking.seq); ) {
    const { data } = await client.request('GET /api/v1/inbox/events', { query: { cursor, waitMs: 5000 } })
    cursor = data.cursor
    for (const one of data.events) if (one.type === 'feed' && one.chat.id === third.id) seqs.push(one.event.seq)
  }
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
})
