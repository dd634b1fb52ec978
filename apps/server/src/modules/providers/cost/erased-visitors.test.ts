import { expect, test } from 'vitest'
import { startAnsweredWorkspace } from '../../../testing/answered-workspace.ts'

test('an erased visitor is in no call any more; the money stays in the books, and other visitors’ calls as they were', async () => {
  await using given = await startAnsweredWorkspace(({ chunk, finish }) => {
    chunk('Shall I tell you more?')
    finish()
  })
  const { server, owner, visitor } = given
  const prices = [{ model: 'small', inputMicroUsd: 1_000_000, outputMicroUsd: 1_000_000 }]
  await owner.client.request('PUT /api/v1/admin/ai-prices', { body: { prices } })
  const stranger = await server.given.visitor(owner)
  for (const one of [visitor, stranger]) await one.answerAfter((await one.say('What do lanterns cost?')).seq)
  const spend = async () => (await owner.client.request('GET /api/v1/ai/spend', { query: {} })).data
  const calls = () =>
    server.db.transaction(owner.workspaceId, (tx) =>
      tx.query<{ visitor_id: string | null; address_hash: string | null; cost_micro_usd: number }>(
        'select visitor_id, address_hash, cost_micro_usd from ai_calls order by started_at, id',
      ),
    )
  // As of yesterday, and today's own.
  await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(
      `insert into ai_cap_use (workspace_id, scope, key, period, micro_usd)
       select workspace_id, scope, key, period - 1, micro_usd from ai_cap_use where scope = 'visitor'`,
    ),
  )
  const before = { spend: await spend(), calls: await calls() }
  const [own, other] = before.calls
  expect(own).toMatchObject({ visitor_id: expect.any(String), address_hash: expect.any(String) })
  expect(own?.cost_micro_usd).toBeGreaterThan(0)

  expect((await visitor.call('erase')).status).toBe(200)
  expect(await calls()).toEqual([{ ...own, visitor_id: null, address_hash: null }, other])
  expect(await spend()).toEqual(before.spend)
  const left = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(
      `select key, count(*)::integer as days from ai_cap_use where scope = 'visitor' group by key order by days`,
    ),
  )
  expect(left).toEqual([
    { key: own?.visitor_id, days: 1 },
    { key: other?.visitor_id, days: 2 },
  ])
})
