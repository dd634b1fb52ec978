import type { VisitorSession } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { counted } from '../../testing/caught-up.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

async function closedChat() {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say('Hello')
  await visitor.answerAfter(question.seq)
  const params = { chatId: question.chatId }
  await owner.client.request('POST /api/v1/chats/:chatId/close', { params })
  const chat = async () => (await owner.client.request('GET /api/v1/chats/:chatId', { params })).data.chat
  return { visitor, params, chat }
}

test('a visitor rates a closed chat, says why, and thinks again: the newest counts, the same again changes nothing', async () => {
  const { visitor, chat } = await closedChat()
  expect(await chat()).toMatchObject({ rating: null, ratingComment: null })
  await visitor.act('rate', { rating: 3 })
  const rated = await chat()
  expect(rated).toMatchObject({ status: 'closed', rating: 3, ratingComment: null })
  await visitor.act('rate', { rating: 3 })
  expect((await chat()).lastSeq).toBe(rated.lastSeq)
  await visitor.act('rate', { rating: 3, comment: ' เร็วมาก ขอบคุณค่ะ ' })
  await visitor.act('rate', { rating: 2 })
  expect(await chat()).toMatchObject({ rating: 2, ratingComment: 'เร็วมาก ขอบคุณค่ะ', lastSeq: rated.lastSeq + 2 })
  expect((await visitor.resume()).chat?.rating).toBe(2)
})

test('what is no rating is refused, and so is one of nothing', async () => {
  const { visitor } = await closedChat()
  for (const rating of [0, 4, 1.5, '3', null]) expect((await visitor.call('rate', { rating })).status).toBe(400)
  expect((await visitor.call('rate', { rating: 3, comment: 'x'.repeat(1001) })).status).toBe(400)
  const nobody = await server.given.visitor(owner)
  expect((await nobody.call('rate', { rating: 3 })).code).toBe('NOT_FOUND')
  const stranger = await fetch(`${nobody.base}/rate`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({ token: 'vt1.made-up-by-somebody-else', rating: 3 }),
  })
  expect(stranger.status).toBe(401)
})

test('the visitor gets it with all that is kept of them; once they are erased nothing of it is left', async () => {
  const { visitor, chat, params } = await closedChat()
  await visitor.act('rate', { rating: 1, comment: 'Never again' })
  const kept = await visitor.act<{ chats: { rating: number; ratingComment: string }[] }>('export')
  expect(kept.chats).toMatchObject([{ rating: 1, ratingComment: 'Never again' }])
  await visitor.act('erase')
  expect(await chat()).toMatchObject({ rating: null, ratingComment: null })
  expect((await visitor.call<VisitorSession>('rate', { rating: 3 })).code).toBe('NOT_FOUND')
  const rows = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(`select 1 from chat_events where workspace_id = $1 and session_id = $2 and data::text like '%Never%'`, [
      tx.workspaceId,
      params.chatId,
    ]),
  )
  expect(rows).toEqual([])
})

test('good confirms that the chat was resolved, bad says that it was not; the numbers follow a change of mind', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const query = { from: today, to: today }
  const figures = async () => {
    const { now } = (await owner.client.request('GET /api/v1/analytics', { query })).data
    const { confirmed, assumed, unresolved } = now.figures
    return { confirmed, assumed, unresolved, ...now.ratings }
  }
  const settled = () => counted(server)
  await settled()
  const before = await figures()
  const { visitor } = await closedChat()
  const plus = (more: Partial<Awaited<ReturnType<typeof figures>>>) => ({
    ...before,
    ...Object.fromEntries(Object.entries(more).map(([name, by]) => [name, before[name as keyof typeof before] + by])),
  })
  await settled()
  expect(await figures()).toEqual(plus({ assumed: 1 }))
  await visitor.act('rate', { rating: 3 })
  await settled()
  expect(await figures()).toEqual(plus({ confirmed: 1, good: 1 }))
  await visitor.act('rate', { rating: 1, comment: 'It broke' })
  await settled()
  expect(await figures()).toEqual(plus({ unresolved: 1, bad: 1 }))
  await visitor.act('rate', { rating: 2 })
  await settled()
  expect(await figures()).toEqual(plus({ assumed: 1, ok: 1 }))
})
