import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { retrieve } from './retrieval.ts'

const entries: [question: string, answer: string][] = [
  ['ราคาทำฟัน', 'ขูดหินปูน 900 บาท อุดฟันเริ่มต้นด้านละ 800 บาท'],
  ['ซ่อมมือถือ', 'เปลี่ยนแบตเตอรี่ 890 บาท เปลี่ยนจอเริ่มต้น 1,500 บาท'],
  ['ภาษีที่ดินและสิ่งปลูกสร้าง', 'ชำระภายในสิ้นเมษายน'],
  ['เวลาเปิดสระว่ายน้ำ', 'เปิด 7.00-20.00 น.'],
  ['Yellow fever vaccination', 'It is given at the port health office.'],
  ['Scholarships', 'Five pupils a year pay no tuition.'],
  ['Meeting room', 'It takes 40 people and has a projector.'],
  ['Package 3,900', 'It adds an ultrasound of the belly.'],
]

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  for (const [question, answer] of entries) {
    await owner.client.request('POST /api/v1/knowledge/entries', { body: { question, answer } })
  }
})
afterAll(() => server.stop())

const find = (question: string, earlier: string[] = []) =>
  server.db.transaction(owner.workspaceId, async (tx) =>
    (await retrieve(tx, question, { earlier })).map(({ heading }) => heading),
  )

test.each([
  ['Thai cut in mid-word', 'ขูดหินปู', 'ราคาทำฟัน'],
  ['Thai joined to other words', 'อยากแบตเตอรีใหม่', 'ซ่อมมือถือ'],
  ['Thai with a slip', 'สิ่งปลุกส้าง', 'ภาษีที่ดินและสิ่งปลูกสร้าง'],
  ['English with a slip that no rule mends', 'yelow fevr vacsination', 'Yellow fever vaccination'],
  ['an English word in Thai', 'มี scholership ไหม', 'Scholarships'],
  ['Thai digits', 'แพ็กเกจ ๓,๙๐๐', 'Package 3,900'],
  ['letters of full width', 'ｐｒｏｊｅｃｔｏｒ', 'Meeting room'],
])('%s finds the passage', async (_what, question, heading) => {
  expect((await find(question))[0]).toBe(heading)
})

test('pieces of words are no reason to answer: such a passage is found, and is not sure of itself', async () => {
  const found = await server.db.transaction(owner.workspaceId, (tx) => retrieve(tx, 'projektorleinwand'))
  const passage = found.find(({ heading }) => heading === 'Meeting room')
  expect(passage?.score).toBeLessThan(0.1)
})

test('a follow-up is searched with what it follows', async () => {
  const earlier = ['What about scholarships?']
  expect((await find('and for how many?', earlier))[0]).toBe('Scholarships')
})

test('what an entry is found by goes with it', async () => {
  const { data } = await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'Zeppelin rides', answer: 'On Sundays.' },
  })
  expect((await find('zepelin'))[0]).toBe('Zeppelin rides')
  await owner.client.request('DELETE /api/v1/knowledge/entries/:entryId', { params: { entryId: data.id } })
  expect(await find('zepelin')).not.toContain('Zeppelin rides')
  const left = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.one<{ grams: number; vectors: number; passages: number }>(
      `select (select count(distinct passage_id)::integer from knowledge_grams) as grams,
         (select count(*)::integer from knowledge_vectors) as vectors,
         (select count(*)::integer from knowledge_passages) as passages`,
    ),
  )
  expect(left).toEqual({ grams: entries.length, vectors: entries.length, passages: entries.length })
})

test('another workspace finds none of it, neither by pieces of words nor by vectors', async () => {
  const stranger = '0199c0de-7000-7000-8000-0000000000ff'
  expect(await server.db.transaction(stranger, (tx) => retrieve(tx, 'yelow fevr vacsination'))).toEqual([])
})
