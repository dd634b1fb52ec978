import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { retrieve } from './retrieval.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const create = async (question: string, answer: string) =>
  (await owner.client.request('POST /api/v1/knowledge/entries', { body: { question, answer } })).data
const find = (question: string) => server.db.transaction(owner.workspaceId, (tx) => retrieve(tx, question))
const countRows = (table: string) =>
  server.db.transaction(owner.workspaceId, (tx) => tx.one<{ n: number }>(`select count(*) as n from ${table}`))

test('an entry is found as soon as it is saved, in its new words when it changes, and not at all once deleted', async () => {
  const entry = await create('Do you have bicycles for rent?', 'Yes, 200 baht a day.')
  const [found] = await find('rent a bicycle')
  expect(found).toMatchObject({ entryId: entry.id, text: 'Yes, 200 baht a day.', locale: 'en' })

  const params = { entryId: entry.id }
  await owner.client.request('PATCH /api/v1/knowledge/entries/:entryId', { params, body: { question: 'Any kayaks?' } })
  const [changed] = await find('kayak')
  expect(changed?.passageId).toBe(found?.passageId)
  expect(await find('rent a bicycle')).toEqual([])

  await owner.client.request('DELETE /api/v1/knowledge/entries/:entryId', { params })
  expect(await find('kayak')).toEqual([])
  expect((await countRows('knowledge_postings')).n).toBe(0)
  expect((await countRows('knowledge_passages')).n).toBe(0)
})

test('the language of an entry is found out from its words', async () => {
  const thai = await create('ร้านเปิดกี่โมง', 'เปิด 10 โมงเช้า')
  const params = { entryId: thai.id }
  expect((await owner.client.request('GET /api/v1/knowledge/entries/:entryId', { params })).data).toEqual(thai)
  expect(thai.locale).toBe('th')
  const english = await create('Opening hours', 'From ten in the morning.')
  expect(english.locale).toBe('en')
  const reworded = await owner.client.request('PATCH /api/v1/knowledge/entries/:entryId', {
    params: { entryId: english.id },
    body: { question: 'เวลาเปิดทำการ', answer: 'สิบโมงเช้า' },
  })
  expect(reworded.data.locale).toBe('th')
})

test('totals follow every change', async () => {
  const totals = () =>
    server.db.transaction(owner.workspaceId, (tx) =>
      tx.query('select locale, passage_count, total_length from knowledge_totals order by locale'),
    )
  const counted = () =>
    server.db.transaction(owner.workspaceId, (tx) =>
      tx.query(
        'select locale, count(*)::integer as passage_count, sum(length) as total_length from knowledge_passages group by locale order by locale',
      ),
    )
  await create('What is kintsugi?', 'Mending with gold.')
  expect(await totals()).toEqual(await counted())
})

test('the list goes on where the last page ended, newest change first, and takes words to look for', async () => {
  for (let number = 1; number <= 5; number++) await create(`Question ${number} about lanterns`, `Answer ${number} ค่ะ`)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const query = { limit: 2, search: 'LANTERNS', ...(cursor ? { cursor } : {}) }
    const page = await owner.client.request('GET /api/v1/knowledge/entries', { query })
    seen.push(...page.data.map((entry) => entry.question))
    cursor = page.metadata.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toEqual([5, 4, 3, 2, 1].map((number) => `Question ${number} about lanterns`))
  const some = await owner.client.request('GET /api/v1/knowledge/entries', { query: { search: 'lanterns answer 3' } })
  expect(some.data.map((entry) => entry.question)).toEqual(['Question 3 about lanterns'])
  const none = await owner.client.request('GET /api/v1/knowledge/entries', { query: { search: 'lan%' } })
  expect(none.data).toEqual([])
})

test('an entry that is not there is not found', async () => {
  const params = { entryId: '0199c0de-7000-7000-8000-000000000001' }
  const failed = { code: 'NOT_FOUND' }
  await expect(owner.client.request('GET /api/v1/knowledge/entries/:entryId', { params })).rejects.toMatchObject(failed)
  await expect(owner.client.request('DELETE /api/v1/knowledge/entries/:entryId', { params })).rejects.toMatchObject(
    failed,
  )
  await expect(
    owner.client.request('PATCH /api/v1/knowledge/entries/:entryId', { params, body: { answer: 'x' } }),
  ).rejects.toMatchObject(failed)
})

test('another workspace finds nothing of it', async () => {
  await create('Where is the secret garden?', 'Behind the shed.')
  expect(await find('secret garden')).not.toEqual([])
  const stranger = '0199c0de-7000-7000-8000-0000000000ff'
  expect(await server.db.transaction(stranger, (tx) => retrieve(tx, 'secret garden'))).toEqual([])
})
