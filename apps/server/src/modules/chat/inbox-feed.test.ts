import { expect, test } from 'vitest'
import { startTestApp } from '../../testing/test-app.ts'
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
