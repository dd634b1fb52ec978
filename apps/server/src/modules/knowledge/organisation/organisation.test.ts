import type { OrganiseChange, SourceKind } from '@minichat/contracts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../../testing/test-app.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())
beforeEach(() =>
  server.db.transaction(owner.workspaceId, async (tx) => {
    await tx.query('delete from knowledge_entries where workspace_id = $1', [tx.workspaceId])
    await tx.query('delete from knowledge_documents where workspace_id = $1', [tx.workspaceId])
  }),
)

const entry = async (question: string, answer: string) =>
  (await owner.client.request('POST /api/v1/knowledge/entries', { body: { question, answer } })).data
const document = async (title: string, text: string) =>
  (await owner.client.request('POST /api/v1/knowledge/documents', { body: { title, text } })).data
type Change = { [Key in keyof OrganiseChange]?: OrganiseChange[Key] }
const organise = async (kind: SourceKind, ids: string[], change: Change) =>
  (
    await owner.client.request('POST /api/v1/knowledge/organise', {
      body: { sources: ids.map((id) => ({ kind, id })), ...change },
    })
  ).data.changed
const search = async (question: string) =>
  (await owner.client.request('POST /api/v1/knowledge/search', { body: { question } })).data
const questions = async (query: object) =>
  (await owner.client.request('GET /api/v1/knowledge/entries', { query })).data.map(({ question }) => question)
const soon = (ms: number) => new Date(Date.now() + ms).toISOString()

test('what a question would find is shown with scores, the best first', async () => {
  const hours = await entry('When are you open?', 'Every day from 10:00 to 19:00.')
  await document('Care', '## Washing\n\nOpen the lid before washing.')
  const found = await search('When are you open?')
  expect(found[0]).toMatchObject({ entryId: hours.id, title: 'When are you open?', locale: 'en' })
  expect(found[0]?.score).toBeGreaterThan(0.5)
  expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a))
  expect(await search('zeppelin')).toEqual([])
})

test('a source that is off, too early or too late is not used from that moment on, and comes back', async () => {
  const one = await entry('Do you rent kayaks?', 'Yes, 200 baht a day.')
  const guide = await document('Kayaks', '## Kayak safety\n\nWear a vest in the kayak.')
  const isFound = async () => (await search('kayak')).map((passage) => passage.entryId ?? passage.documentId).sort()
  const both = [one.id, guide.id].sort()
  expect(await isFound()).toEqual(both)
  await organise('entry', [one.id], { isOn: false })
  expect(await isFound()).toEqual([guide.id])
  await organise('document', [guide.id], { validFrom: soon(3600_000) })
  expect(await isFound()).toEqual([])
  await organise('document', [guide.id], { validFrom: null, validUntil: soon(3000) })
  await organise('entry', [one.id], { isOn: true, validFrom: soon(3000) })
  expect(await isFound()).toEqual([guide.id])
  await new Promise((resolve) => setTimeout(resolve, 3050))
  expect(await isFound()).toEqual([one.id])
  await organise('document', [guide.id], { validUntil: null })
  expect(await isFound()).toEqual(both)
})

test('sources that are off take no place among those that are looked at', async () => {
  const kept = await entry('Where is the walrus room?', 'Behind the walrus hall.')
  const others = await Promise.all(
    Array.from({ length: 30 }, (_, number) => entry(`Where is the walrus room ${number}?`, `Walrus answer ${number}.`)),
  )
  await organise(
    'entry',
    others.map(({ id }) => id),
    { isOn: false },
  )
  expect((await search('walrus room')).map(({ entryId }) => entryId)).toEqual([kept.id])
})

test('a citation’s page is gone while its source is off', async () => {
  const one = await entry('Do you rent tandems?', 'Yes.')
  const [found] = await search('tandems')
  const status = async () => (await fetch(`${server.url}/source/${owner.workspaceId}/${found?.passageId}`)).status
  expect(await status()).toBe(200)
  await organise('entry', [one.id], { isOn: false })
  expect(await status()).toBe(404)
})

test('lists are narrowed by folder, tag, language and use, page after page', async () => {
  const made = []
  for (let number = 1; number <= 5; number++) made.push(await entry(`Question ${number} of lamps`, 'An answer.'))
  const thai = await entry('โคมไฟราคาเท่าไร', '100 บาท')
  const ids = made.map(({ id }) => id)
  expect(await organise('entry', ids.slice(0, 3), { folder: 'Lamps', addTags: ['new', 'sale'] })).toBe(3)
  expect(await organise('entry', ids.slice(0, 3), { folder: 'Lamps', addTags: ['sale'] })).toBe(0)
  await organise('entry', ids.slice(2, 3), { removeTags: ['new'], validUntil: '2020-01-01T00:00:00.000Z' })
  await organise('entry', ids.slice(0, 1), { isOn: false })
  expect((await questions({ folder: 'Lamps' })).sort()).toEqual(made.slice(0, 3).map(({ question }) => question))
  expect((await questions({ tag: 'new' })).sort()).toEqual(made.slice(0, 2).map(({ question }) => question))
  expect(await questions({ locale: 'th' })).toEqual([thai.question])
  expect(await questions({ use: 'expired' })).toEqual(['Question 3 of lamps'])
  expect(await questions({ use: 'off', folder: 'Lamps' })).toEqual(['Question 1 of lamps'])
  expect(await questions({ use: 'used', tag: 'sale' })).toEqual(['Question 2 of lamps'])
  const first = await owner.client.request('GET /api/v1/knowledge/entries', { query: { folder: 'Lamps', limit: 2 } })
  const rest = await owner.client.request('GET /api/v1/knowledge/entries', {
    query: { folder: 'Lamps', limit: 2, cursor: first.metadata.nextCursor ?? '' },
  })
  expect([first.data.length, rest.data.length, rest.metadata.nextCursor]).toEqual([2, 1, null])
  expect((await owner.client.request('GET /api/v1/knowledge/labels')).data).toEqual({
    folders: [{ name: 'Lamps', count: 3 }],
    tags: [
      { name: 'new', count: 2 },
      { name: 'sale', count: 3 },
    ],
  })
})

test('documents have the language most of them is in, or the one that is said', async () => {
  const thai = await document('คู่มือ', '## การล้าง\n\nล้างด้วยมือในน้ำอุ่น แล้วผึ่งให้แห้ง\n\nWash by hand.')
  expect(thai).toMatchObject({ locale: 'th', status: 'ready' })
  await organise('document', [thai.id], { locale: 'en' })
  const list = async (query: object) => (await owner.client.request('GET /api/v1/knowledge/documents', { query })).data
  expect(await list({ locale: 'th' })).toEqual([])
  expect(await list({ locale: 'en', status: 'ready' })).toMatchObject([{ id: thai.id }])
})

test('of several sources that is asked for, one that is not there leaves all as they were', async () => {
  const one = await entry('Do you sell bells?', 'Yes.')
  const gone = '0199c0de-7000-7000-8000-000000000001'
  await expect(organise('entry', [one.id, gone], { folder: 'Bells' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await questions({ folder: 'Bells' })).toEqual([])
})

test('dates in the wrong order and too many tags are refused', async () => {
  const one = await entry('Do you sell bells?', 'Yes.')
  const wrong = { validFrom: soon(2000), validUntil: soon(1000) }
  await expect(organise('entry', [one.id], wrong)).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  const many = Array.from({ length: 15 }, (_, number) => `tag ${number}`)
  await organise('entry', [one.id], { tags: many })
  const more = { addTags: many.map((tag) => `${tag} more`) }
  await expect(organise('entry', [one.id], more)).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
})

test('of two that answer the same question, the newer one wins, and a higher rank wins over that', async () => {
  const older = await entry('How much is a kiln lesson?', 'A kiln lesson costs 900 baht.')
  const newer = await entry('How much is a kiln lesson?', 'A kiln lesson is 1,200 baht.')
  const order = async () => (await search('How much is a kiln lesson?')).map(({ entryId }) => entryId)
  // What contradicts it is not found beside it.
  expect(await order()).toEqual([newer.id])
  // Moving it about makes it no newer.
  await organise('entry', [older.id], { folder: 'Old' })
  expect(await order()).toEqual([newer.id])
  await organise('entry', [older.id], { rank: 'high' })
  expect(await order()).toEqual([older.id])
  await organise('entry', [older.id], { rank: 'normal' })
  await owner.client.request('PATCH /api/v1/knowledge/entries/:entryId', {
    params: { entryId: older.id },
    body: { answer: 'A kiln lesson costs 950 baht.' },
  })
  expect(await order()).toEqual([older.id])
  await owner.client.request('PATCH /api/v1/knowledge/entries/:entryId', {
    params: { entryId: newer.id },
    body: { answer: 'A kiln lesson is for everybody who likes clay.' },
  })
  expect(await order()).toEqual([newer.id, older.id])
})

test('a higher rank goes before what answers as well, and not before what was asked for', async () => {
  const pool = await entry('Where is the walrus pool?', 'Behind the walrus hall.')
  const hall = await entry('Where is the walrus hall?', 'Before the walrus pool.')
  const first = async (question: string) => (await search(question))[0]?.entryId
  for (const preferred of [pool, hall, pool]) {
    await organise('entry', [pool.id, hall.id], { rank: 'normal' })
    await organise('entry', [preferred.id], { rank: 'high' })
    expect(await first('walrus')).toBe(preferred.id)
  }
  const fever = await entry('Yellow fever vaccination', 'It is given at the port health office.')
  const other = await entry('Scholarships', 'Five pupils a year pay no tuition.')
  await organise('entry', [other.id], { rank: 'high' })
  expect((await search('yelow fevr vacsination')).map(({ entryId }) => entryId)).toEqual([fever.id, other.id])
})

test('visitors are told what the preferred source says', async () => {
  await entry('How much is a kiln lesson?', 'A kiln lesson costs 900 baht.')
  const newer = await entry('How much is a kiln lesson?', 'A kiln lesson is 1,200 baht.')
  const ask = async () => {
    const visitor = await server.given.visitor(owner)
    const { seq } = await visitor.say('How much is a kiln lesson?')
    return (await visitor.answerAfter(seq)).text
  }
  const answer = await ask()
  expect(answer).toContain('1,200 baht')
  expect(answer).not.toContain('900 baht')
  await organise('entry', [newer.id], { isOn: false })
  expect(await ask()).toContain('900 baht')
})

test('sources that state other amounts on one question are listed, with what differs and which one wins', async () => {
  const conflicts = async () => (await owner.client.request('GET /api/v1/knowledge/conflicts')).data
  const older = await entry('How much is shipping?', 'Shipping costs 50 baht, free from 1,000 baht.')
  const newer = await entry('Shipping: how much?', 'Shipping costs 60 baht, free from 1,000 baht.')
  await entry('How much is shipping by express?', 'Express shipping costs 120 baht.')
  await document('Help', '## How much is shipping?\n\nShipping costs ฿50, free from 1,000 baht. We pack it with care.')
  const found = await conflicts()
  expect(found.map(({ sides }) => sides.map(({ amounts }) => amounts.join()))).toEqual(
    expect.arrayContaining([
      ['50 THB', '60 THB'],
      ['60 THB', '50 THB'],
    ]),
  )
  expect(found).toHaveLength(2)
  const pair = found.find(({ sides }) => sides.every(({ entryId }) => entryId !== null))
  expect(pair?.sides.map(({ entryId, wins }) => [entryId, wins])).toEqual([
    [older.id, false],
    [newer.id, true],
  ])
  await organise('entry', [newer.id], { isOn: false })
  expect(await conflicts()).toEqual([])
})

test('what only says more, or speaks of something else, is no conflict', async () => {
  await entry('When are you open?', 'From 10:00 to 19:00.')
  await entry('When are you open on Songkran?', 'From 12:00 to 15:00.')
  await entry('How long does delivery take?', 'It takes 3 days.')
  await document('Delivery', '## How long does delivery take?\n\nIt takes 3 days, to islands 5 days.')
  await document('A', '## Prices\n\nA costs 100 baht.')
  await document('B', '## Prices\n\nB costs 200 baht.')
  expect((await owner.client.request('GET /api/v1/knowledge/conflicts')).data).toEqual([])
})

test('members look and search, and do not put in order', async () => {
  const one = await entry('Do you sell bells?', 'Yes.')
  const { client } = await server.given.colleague(owner, 'member')
  expect((await client.request('POST /api/v1/knowledge/search', { body: { question: 'bells' } })).data).toHaveLength(1)
  const body = { sources: [{ kind: 'entry' as const, id: one.id }], isOn: false }
  await expect(client.request('POST /api/v1/knowledge/organise', { body })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
})
