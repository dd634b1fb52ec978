import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../../platform/telemetry/log.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { createSearch, type Rerank } from './search.ts'
import type { Embedder } from './vectors/embedder.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  for (const number of [1, 2, 3]) {
    const body = { question: `Lantern number ${number}`, answer: `It is hung at gate ${number}.` }
    await owner.client.request('POST /api/v1/knowledge/entries', { body })
  }
})
afterAll(() => server.stop())

function searching(more: { rerank?: Rerank; embedder?: Embedder | null }) {
  const search = createSearch({
    db: server.db,
    log: createLog('silent'),
    embedderOf: async () => more.embedder ?? null,
    limits: { embedMs: 50, rerankMs: 50 },
  })
  return async (limit?: number) =>
    (
      await search(owner.workspaceId, 'lanterns', {
        rerank: more.rerank ?? null,
        ...(limit === undefined ? {} : { limit }),
      })
    ).map(({ heading }) => heading)
}
const asFound = () => searching({})()

test('a model may order what was found', async () => {
  const found = await asFound()
  expect(found).toHaveLength(3)
  expect(await searching({ rerank: async () => [2, 0, 1] })()).toEqual([found[2], found[0], found[1]])
})

test('it chooses among more than are asked for', async () => {
  const found = await asFound()
  expect(await searching({ rerank: async () => [2] })(1)).toEqual([found[2]])
})

test('an order that is made up, repeats or forgets loses no passage and invents none', async () => {
  const found = await asFound()
  const order = [7, 1, 1, -1, 0.5, Number.NaN]
  expect(await searching({ rerank: async () => order })()).toEqual([found[1], found[0], found[2]])
})

test.each<[string, Rerank]>([
  ['knows no better', async () => null],
  ['fails', async () => Promise.reject(new Error('overloaded'))],
  ['never answers and heeds no signal', () => new Promise(() => {})],
])('a model that %s leaves the order as it was found', async (_what, rerank) => {
  expect(await searching({ rerank })()).toEqual(await asFound())
})

test('an embedder that never answers keeps nobody waiting, and is not asked for each question', async () => {
  let calls = 0
  const embedder: Embedder = {
    model: 'slow',
    embed(_texts, _as, signal) {
      calls += 1
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
    },
  }
  const found = await asFound()
  const startedAt = performance.now()
  const search = searching({ embedder })
  expect([await search(), await search()]).toEqual([found, found])
  expect(performance.now() - startedAt).toBeLessThan(2000)
  expect(calls).toBe(1)
})
