import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../../testing/test-app.ts'
import {
  CapReached,
  type createCostModule,
  type Meter,
  meteredStream,
  ProviderFailed,
  type ToldUsage,
} from '../index.ts'

let server: TestApp
let owner: Person
let meter: Meter
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  meter = (server.app.modules.find(({ name }) => name === 'ai-cost') as ReturnType<typeof createCostModule>).meter
})
afterAll(() => server.stop())

const answer = 'We ship within two days, and delivery to Chiang Mai takes three.'

function begin(start: () => AsyncGenerator<string, ToldUsage>, signal = new AbortController().signal) {
  return meteredStream(
    meter,
    { id: 'p1', kind: 'openai', model: 'gpt-4o' },
    {
      workspaceId: owner.workspaceId,
      asked: null,
      purpose: 'test',
      turns: [
        { role: 'system', content: 'Answer from the sources.' },
        { role: 'user', content: 'ส่งถึงเชียงใหม่กี่วัน' },
      ],
      maxOutputTokens: 1000,
      signal,
    },
    start,
  )
}

async function readAll(pieces: AsyncGenerator<string, unknown>) {
  let text = ''
  let next = await pieces.next()
  while (!next.done) {
    text += next.value
    next = await pieces.next()
  }
  return { text, usage: next.value }
}

type CallRow = {
  outcome: string
  input_tokens: number
  output_tokens: number
  is_estimated: boolean
  cost_micro_usd: number
  status: number | null
  first_token_ms: number | null
}
const lastCall = async () =>
  (
    await server.db.transaction(owner.workspaceId, (tx) =>
      tx.query<CallRow>('select * from ai_calls where workspace_id = $1 order by id desc limit 1', [tx.workspaceId]),
    )
  )[0]

test('a whole answer costs what the provider tells', async () => {
  const { text, usage } = await readAll(
    begin(async function* () {
      yield answer
      return { inputTokens: 40, outputTokens: 15 }
    }),
  )
  expect(text).toBe(answer)
  expect(usage).toEqual({ inputTokens: 40, outputTokens: 15, isEstimated: false, costMicroUsd: 250 })
  expect(await lastCall()).toMatchObject({ outcome: 'done', cost_micro_usd: 250, is_estimated: false, status: 200 })
})

test('where the provider tells nothing, the texts are counted', async () => {
  const { usage } = await readAll(
    begin(async function* () {
      yield answer
      return null
    }),
  )
  expect(usage).toMatchObject({ isEstimated: true })
  const call = await lastCall()
  expect(call?.output_tokens).toBeGreaterThanOrEqual(12)
  expect(call?.output_tokens).toBeLessThanOrEqual(24)
  expect(call?.input_tokens).toBeGreaterThan(20)
  expect(call?.cost_micro_usd).toBeGreaterThan(100)
})

test('an answer that nobody waits for any more is charged by what was written of it, and closed', async () => {
  let isClosed = false
  const pieces = begin(async function* () {
    try {
      for (;;) yield answer
    } finally {
      isClosed = true
    }
  })
  await pieces.next()
  await pieces.next()
  await pieces.return({ inputTokens: 0, outputTokens: 0, isEstimated: false, costMicroUsd: 0 })
  expect(isClosed).toBe(true)
  const call = await lastCall()
  expect(call).toMatchObject({ outcome: 'abandoned', is_estimated: true })
  expect(call?.output_tokens).toBeGreaterThan(20)
})

test('an answer whose signal is cut counts as abandoned, though the provider’s connection says it failed', async () => {
  const cut = new AbortController()
  const pieces = begin(async function* () {
    yield answer
    cut.abort()
    throw new Error('aborted')
  }, cut.signal)
  await expect(readAll(pieces)).rejects.toThrow('aborted')
  expect(await lastCall()).toMatchObject({ outcome: 'abandoned', is_estimated: true })
})

test.each([
  ['is refused with a status', new ProviderFailed('the provider answered 429', { status: 429 }), 429],
  [
    'does not reach its server',
    new ProviderFailed('not reached', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
    null,
  ],
])('a call that %s is recorded and costs nothing', async (_, error, status) => {
  const failing = begin(async function* () {
    yield await Promise.reject<string>(error)
    return null
  })
  await expect(readAll(failing)).rejects.toBe(error)
  expect(await lastCall()).toMatchObject({ outcome: 'failed', cost_micro_usd: 0, input_tokens: 0, status })
})

test('a call that breaks in the middle is charged by estimate', async () => {
  const breaking = begin(async function* () {
    yield answer
    throw new ProviderFailed('the stream broke', { isRetryable: true })
  })
  await expect(readAll(breaking)).rejects.toThrow('the stream broke')
  const call = await lastCall()
  expect(call).toMatchObject({ outcome: 'failed', is_estimated: true })
  expect(call?.cost_micro_usd).toBeGreaterThan(100)
})

test('over the cap the provider is not called, and that is not its fault', async () => {
  await owner.client.request('PATCH /api/v1/ai/caps', { body: { dayMicroUsd: 10 } })
  let calls = 0
  const refused = readAll(
    begin(async function* () {
      calls += 1
      yield answer
      return null
    }),
  )
  await expect(refused).rejects.toMatchObject({ scope: 'day', isFault: false, isRetryable: false })
  await expect(refused).rejects.toBeInstanceOf(CapReached)
  expect(calls).toBe(0)
})
