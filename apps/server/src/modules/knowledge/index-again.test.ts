import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const inWorkspace = <Row>(statement: string) =>
  server.db.transaction(owner.workspaceId, (tx) => tx.query<Row>(statement))
const state = async () => ({
  passages: await inWorkspace('select id, title, segmenter_version from knowledge_passages order by title'),
  grams: await inWorkspace('select count(*) from knowledge_grams'),
  vectors: await inWorkspace('select count(*) from knowledge_vectors'),
})

test('what an earlier version of the text handling has indexed is indexed anew, under its old ids, and only once', async () => {
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'Lanterns', answer: 'At the gate.' },
  })
  await owner.client.request('POST /api/v1/knowledge/documents', {
    body: { title: 'Care', text: '# Wood\n\nOil it twice a year.', format: 'markdown' },
  })
  const before = await state()
  await inWorkspace('update knowledge_passages set segmenter_version = 1')
  await inWorkspace('delete from knowledge_grams')
  await inWorkspace('delete from knowledge_vectors')
  expect(await state()).not.toEqual(before)

  await server.runJob('knowledge.index_again')
  await server.runQueue()
  expect(await state()).toEqual(before)
  const rows = () => inWorkspace('select ctid::text from knowledge_passages order by title')
  const once = await rows()
  await server.runJob('knowledge.index_again')
  await server.runQueue()
  expect(await rows()).toEqual(once)
})
