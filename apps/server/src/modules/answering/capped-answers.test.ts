import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAnsweredWorkspace } from '../../testing/answered-workspace.ts'

let place: Awaited<ReturnType<typeof startAnsweredWorkspace>>
let calls = 0
beforeAll(async () => {
  place = await startAnsweredWorkspace(({ chunk, finish }) => {
    calls += 1
    chunk('Is there more to say hello to?')
    finish()
  })
  await place.owner.client.request('PUT /api/v1/admin/ai-prices', {
    body: { prices: [{ model: 'small', inputMicroUsd: 2_500_000, outputMicroUsd: 10_000_000 }] },
  })
  await place.owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'How long does shipping take?', answer: 'Shipping takes three days.' },
  })
})
afterAll(() => place[Symbol.asyncDispose]())

const setVisitorCap = (visitorMicroUsd: number | null) =>
  place.owner.client.request('PATCH /api/v1/ai/caps', { body: { visitorMicroUsd } })
async function ask(text: string) {
  const visitor = await place.server.given.visitor(place.owner)
  return visitor.answerAfter((await visitor.say(text)).seq)
}

test('within its caps a model answers, and each call is in the books with who asked', async () => {
  await setVisitorCap(null)
  expect((await ask('How long does shipping take?')).text).toBe('Is there more to say hello to?')
  const [row] = await place.server.db.transaction(place.owner.workspaceId, (tx) =>
    tx.query('select * from ai_calls where workspace_id = $1', [tx.workspaceId]),
  )
  expect(row).toMatchObject({
    outcome: 'done',
    purpose: 'answer',
    model: 'small',
    chat_id: expect.any(String),
    visitor_id: expect.any(String),
    address_hash: expect.any(String),
  })
})

test('when a cap is reached the workspace’s knowledge answers, or a polite text offers a person, in both languages', async () => {
  await setVisitorCap(0)
  const before = calls
  const known = await ask('How long does shipping take?')
  expect(known.text).toContain('Shipping takes three days.')
  expect(known.citations).toHaveLength(1)
  const unknown = await ask('Do you sell bicycles for children?')
  expect(unknown).toMatchObject({ text: expect.stringContaining('as much as it can for now'), offersPerson: true })
  const thai = await ask('มีจักรยานเด็กขายไหม')
  expect(thai).toMatchObject({ text: expect.stringContaining('ผู้ช่วยอัตโนมัติตอบครบ'), offersPerson: true })
  expect(calls).toBe(before)
})

test('many visitors’ questions at once do not get beyond the cap of the day', async () => {
  const { client } = place.owner
  const before = (await client.request('GET /api/v1/ai/spend', { query: {} })).data
  const used = before.caps[0]?.usedMicroUsd ?? 0
  await client.request('PATCH /api/v1/ai/caps', {
    body: { visitorMicroUsd: null, addressMicroUsd: null, dayMicroUsd: used + 130_000 },
  })
  const answers = await Promise.all(Array.from({ length: 24 }, () => ask('How long does shipping take?')))
  expect(answers.every(({ text }) => text.includes('say hello') || text.includes('three days'))).toBe(true)
  const { data } = await client.request('GET /api/v1/ai/spend', { query: {} })
  expect(data.caps[0]?.usedMicroUsd).toBeLessThanOrEqual(used + 130_000)
  expect(data.today.calls + data.today.refused - before.today.calls - before.today.refused).toBe(24)
})
