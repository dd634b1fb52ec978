import { randomUUID } from 'node:crypto'
import { limits } from '@minichat/contracts/limits'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { givenMember, givenOtherOwner } from '../../../testing/more-people.ts'
import { type Person, startTestApp, type TestApp } from '../../../testing/test-app.ts'
import type { createCostModule, Meter } from '../index.ts'

let server: TestApp
let operator: Person
let owner: Person
let meter: Meter
let count = 0
beforeAll(async () => {
  server = await startTestApp()
  operator = await server.given.owner()
  meter = (server.app.modules.find(({ name }) => name === 'ai-cost') as ReturnType<typeof createCostModule>).meter
  // A dollar for a million tokens: a token costs a millionth.
  await operator.client.request('PUT /api/v1/admin/ai-prices', {
    body: { prices: [{ model: 'dollar', inputMicroUsd: 1_000_000, outputMicroUsd: 1_000_000 }] },
  })
})
afterAll(() => server.stop())
beforeEach(async () => {
  owner = await givenOtherOwner(server, `Owner${(count += 1)}`)
  await setCaps({ visitorMicroUsd: null, addressMicroUsd: null, dayMicroUsd: null, monthMicroUsd: null })
})

type Caps = Partial<Record<'visitorMicroUsd' | 'addressMicroUsd' | 'dayMicroUsd' | 'monthMicroUsd', number | null>>
const setCaps = (body: Caps) => owner.client.request('PATCH /api/v1/ai/caps', { body })
const spend = async () => (await owner.client.request('GET /api/v1/ai/spend', { query: {} })).data

const anybody = () => ({
  chatId: randomUUID(),
  answerId: randomUUID(),
  messageId: randomUUID(),
  visitorId: randomUUID(),
})
const reserve = (more: Partial<Parameters<Meter['reserve']>[0]> = {}) =>
  meter.reserve({
    workspaceId: owner.workspaceId,
    asked: anybody(),
    providerId: 'p1',
    kind: 'compatible',
    model: 'dollar',
    purpose: 'answer',
    inputTokens: 100,
    maxOutputTokens: 900,
    ...more,
  })
type Reserved = Awaited<ReturnType<typeof reserve>>
const held = (one: Reserved) => {
  if (!one || 'refusedBy' in one) throw new Error(`Refused: ${JSON.stringify(one)}`)
  return one
}
const end = (inputTokens: number, outputTokens: number) => ({
  outcome: 'done' as const,
  inputTokens,
  outputTokens,
  isEstimated: false,
  durationMs: 1200,
  firstTokenMs: 300,
  status: 200,
})

test('two hundred calls at once never spend more than the cap, and what they leave can be spent', async () => {
  await setCaps({ dayMicroUsd: 50_500 })
  const tries = await Promise.all(Array.from({ length: 200 }, () => reserve()))
  const reserved = tries.filter((one) => one && !('refusedBy' in one))
  expect(reserved).toHaveLength(50)
  expect(tries.filter((one) => one && 'refusedBy' in one)).toEqual(
    Array.from({ length: 150 }, () => ({ refusedBy: 'day' })),
  )
  const costs = await Promise.all(reserved.map((one) => held(one).settle(end(100, 900))))
  expect(costs.reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0)).toBe(50_000)
  expect((await spend()).today).toMatchObject({ costMicroUsd: 50_000, calls: 50, refused: 150 })
  expect(await reserve()).toEqual({ refusedBy: 'day' })
  await held(await reserve({ inputTokens: 100, maxOutputTokens: 400 })).settle(end(100, 100))
  expect((await spend()).caps[0]).toEqual({
    scope: 'day',
    usedMicroUsd: 50_200,
    capMicroUsd: 50_500,
    state: 'near',
  })
})

test('calls that come to less than was reserved make room for others', async () => {
  await setCaps({ monthMicroUsd: 2000 })
  const [first, second] = [held(await reserve()), held(await reserve())]
  expect(await reserve()).toEqual({ refusedBy: 'workspace' })
  expect(await first.settle(end(100, 150))).toEqual({ costMicroUsd: 250 })
  expect(await reserve({ maxOutputTokens: 650 })).not.toHaveProperty('refusedBy')
  await second.settle(end(100, 900))
})

test('each visitor has a cap of their own, and the narrowest cap is named', async () => {
  await setCaps({ visitorMicroUsd: 2500, dayMicroUsd: 3500 })
  const asked = anybody()
  const tries = await Promise.all(Array.from({ length: 20 }, () => reserve({ asked })))
  expect(tries.filter((one) => one && !('refusedBy' in one))).toHaveLength(2)
  expect(await reserve({ asked })).toEqual({ refusedBy: 'visitor' })
  expect(await reserve()).not.toHaveProperty('refusedBy')
  expect(await reserve()).toEqual({ refusedBy: 'day' })
  // A refusal by one cap leaves the others as they were.
  expect((await spend()).caps[0]?.usedMicroUsd).toBe(3000)
})

test('visitors of one address have a cap together, known by its keyed hash alone', async () => {
  // The first workspace has a widget.
  owner = operator
  await setCaps({ visitorMicroUsd: null, addressMicroUsd: 1500 })
  const ask = async () => {
    const visitor = await server.given.visitor(owner)
    const message = await visitor.say('Are you open on Sunday?')
    const [row] = await server.db.transaction(owner.workspaceId, (tx) =>
      tx.query<{ id: string; source: string }>(
        'select id, source from answers where workspace_id = $1 and session_id = $2',
        [owner.workspaceId, message.chatId],
      ),
    )
    return { ...anybody(), answerId: row?.id ?? '' }
  }
  const [one, other] = [await ask(), await ask()]
  await held(await reserve({ asked: one })).settle(end(100, 900))
  expect(await reserve({ asked: other })).toEqual({ refusedBy: 'address' })
  const rows = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query<{ address_hash: string }>('select address_hash from ai_calls where workspace_id = $1', [tx.workspaceId]),
  )
  expect(rows).toEqual([{ address_hash: expect.stringMatching(/^[\w-]{22}$/) }])
})

test('a cap of a day is free again the next day, one of a month is not', async () => {
  await using later = await startTestApp()
  const first = await later.given.owner()
  const own = (later.app.modules.find(({ name }) => name === 'ai-cost') as ReturnType<typeof createCostModule>).meter
  const ask = () =>
    own.reserve({
      workspaceId: first.workspaceId,
      asked: null,
      providerId: 'p1',
      kind: 'openai',
      model: 'gpt-4',
      purpose: 'test',
      inputTokens: 0,
      maxOutputTokens: 1000,
    })
  const untilMonthEnds = Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 1, 1) - Date.now()
  later.passTime(untilMonthEnds + 1000)
  await first.client.request('PATCH /api/v1/ai/caps', { body: { dayMicroUsd: 60_000, monthMicroUsd: 120_000 } })
  expect(await ask()).not.toHaveProperty('refusedBy')
  expect(await ask()).toEqual({ refusedBy: 'day' })
  later.passTime(24 * 3600_000)
  expect(await ask()).not.toHaveProperty('refusedBy')
  later.passTime(24 * 3600_000)
  expect(await ask()).toEqual({ refusedBy: 'workspace' })
})

test('what costs nothing goes on when every cap is reached', async () => {
  await setCaps({ dayMicroUsd: 0, visitorMicroUsd: 0, monthMicroUsd: 0 })
  expect(await reserve()).toEqual({ refusedBy: 'visitor' })
  const free = held(await reserve({ kind: 'ollama', model: 'llama3.2' }))
  expect(await free.settle(end(4000, 500))).toEqual({ costMicroUsd: 0 })
  expect((await spend()).today).toMatchObject({ costMicroUsd: 0, calls: 1, refused: 1, inputTokens: 4000 })
})

test('the call of a process that died lapses once and counts as what was reserved, for good', async () => {
  await setCaps({ dayMicroUsd: 1500 })
  const dead = held(await reserve())
  expect((await spend()).today).toMatchObject({ calls: 0, costMicroUsd: 0 })
  await server.runJob('ai_cost.lapse_calls')
  expect((await spend()).today).toMatchObject({ calls: 0 })
  server.passTime(limits.n8nTimeoutMaxMs + 2 * 60_000)
  await Promise.all([server.runJob('ai_cost.lapse_calls'), server.runJob('ai_cost.lapse_calls')])
  await dead.settle(end(100, 10))
  const { today, caps } = await spend()
  expect(today).toMatchObject({ calls: 1, abandoned: 1, costMicroUsd: 1000, inputTokens: 100, outputTokens: 900 })
  expect(caps[0]).toMatchObject({ usedMicroUsd: 1000 })
})

test('a workflow that takes all the time it may have is not taken for dead', async () => {
  const slow = held(await reserve({ kind: 'n8n' }))
  server.passTime(limits.n8nTimeoutMaxMs)
  await server.runJob('ai_cost.lapse_calls')
  await slow.settle(end(100, 10))
  expect((await spend()).providers).toMatchObject([{ calls: 1, abandoned: 0, costMicroUsd: 110 }])
})

test('spending is told by day, provider and model, the dearest first', async () => {
  await held(await reserve()).settle(end(100, 100))
  await held(await reserve({ providerId: 'p2', kind: 'openai', model: 'gpt-4o' })).settle({
    ...end(1000, 100),
    outcome: 'failed',
  })
  await held(await reserve({ kind: 'openai', model: 'brand-new' })).settle({ ...end(10, 0), outcome: 'abandoned' })
  const found = await spend()
  expect(found.days).toHaveLength(30)
  expect(found.days.at(-1)).toMatchObject({ calls: 3, failed: 1, abandoned: 1, unpriced: 1, costMicroUsd: 3850 })
  expect(found.days.at(-2)).toMatchObject({ calls: 0, costMicroUsd: 0 })
  expect(found.providers.map(({ providerId, costMicroUsd }) => [providerId, costMicroUsd])).toEqual([
    ['p2', 3500],
    ['p1', 350],
  ])
  expect(found.models.map(({ model, kind, costMicroUsd }) => [model, kind, costMicroUsd])).toEqual([
    ['gpt-4o', 'openai', 3500],
    ['dollar', 'compatible', 200],
    ['brand-new', 'openai', 150],
  ])
  expect(found.month).toEqual(found.today)
})

test('owners and admins are told at 80 % and at the first refusal, each once', async () => {
  const admin = await givenMember(server, owner, `Admin${count}`, 'admin')
  const member = await givenMember(server, owner, `Member${count}`, 'member')
  await setCaps({ dayMicroUsd: 10_000, monthMicroUsd: 1_000_000 })
  const told = async ({ email }: Person) =>
    (await server.mailsTo(email))
      .filter(({ template }) => template === 'spend-notice')
      .map(({ values }) => [values.scope, Number(values.percent)])
  for (let call = 0; call < 7; call += 1) await held(await reserve()).settle(end(100, 900))
  expect(await told(owner)).toEqual([])
  for (let call = 0; call < 3; call += 1) await held(await reserve()).settle(end(100, 900))
  expect(await told(owner)).toEqual([['day', 80]])
  await Promise.all(Array.from({ length: 10 }, () => reserve()))
  const both = [
    ['day', 80],
    ['day', 100],
  ]
  expect(await told(owner)).toEqual(both)
  expect(await told(admin)).toEqual(both)
  expect(await told(member)).toEqual([])
})

test('caps are for owners and admins, have careful defaults, and each change is recorded', async () => {
  const fresh = await givenOtherOwner(server, `Fresh${count}`)
  const { data } = await fresh.client.request('GET /api/v1/ai/caps')
  expect(data).toEqual({
    visitorMicroUsd: 500_000,
    addressMicroUsd: 2_000_000,
    dayMicroUsd: 20_000_000,
    monthMicroUsd: 200_000_000,
  })
  await fresh.client.request('PATCH /api/v1/ai/caps', { body: { visitorMicroUsd: null } })
  await fresh.client.request('PATCH /api/v1/ai/caps', { body: { visitorMicroUsd: null } })
  expect((await fresh.client.request('GET /api/v1/ai/caps')).data).toEqual({ ...data, visitorMicroUsd: null })
  const entries = (await fresh.client.request('GET /api/v1/audit', { query: { action: 'workspace.ai_caps_changed' } }))
    .data
  expect(entries.map(({ before, after }) => [before, after])).toEqual([
    [{ visitorMicroUsd: 500_000 }, { visitorMicroUsd: null }],
  ])
  const member = await givenMember(server, fresh, `Plain${count}`, 'member')
  await expect(member.client.request('GET /api/v1/ai/caps')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(member.client.request('GET /api/v1/ai/spend', { query: {} })).rejects.toMatchObject({ status: 403 })
  await expect(setCaps({ dayMicroUsd: -1 })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
})

test('an operator’s prices count from the next call on, and nobody else sets them', async () => {
  const set = (who: Person, model: string) =>
    who.client.request('PUT /api/v1/admin/ai-prices', {
      body: {
        prices: [
          { model: 'dollar', inputMicroUsd: 1_000_000, outputMicroUsd: 1_000_000 },
          { model, inputMicroUsd: 3_000_000, outputMicroUsd: 0 },
        ],
      },
    })
  await expect(set(owner, 'own-*')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(set(operator, 'Dollar')).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  const call = async () => held(await reserve({ model: 'Own-7b' })).settle(end(1000, 1000))
  expect(await call()).toEqual({ costMicroUsd: 0 })
  expect((await set(operator, 'Own-*')).data.prices.map(({ model }) => model)).toEqual(['dollar', 'own-*'])
  expect(await call()).toEqual({ costMicroUsd: 3000 })
  const { data } = await operator.client.request('GET /api/v1/admin/ai-prices')
  expect(data.defaults.length).toBeGreaterThan(50)
  expect(Date.parse(data.defaultsAsOf)).toBeLessThan(Date.now())
})

test('single calls are forgotten after 90 days, what was spent by day is not', async () => {
  await held(await reserve()).settle(end(100, 100))
  await server.db.transaction(owner.workspaceId, async (tx) => {
    await tx.query(`update ai_calls set started_at = started_at - interval '91 days' where workspace_id = $1`, [
      tx.workspaceId,
    ])
  })
  await held(await reserve()).settle(end(100, 100))
  await server.runJob('ai_cost.purge_calls')
  await server.runJob('ai_cost.purge_calls')
  const rows = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query('select 1 from ai_calls where workspace_id = $1', [tx.workspaceId]),
  )
  expect(rows).toHaveLength(1)
  expect((await spend()).today).toMatchObject({ calls: 2, costMicroUsd: 400 })
})
