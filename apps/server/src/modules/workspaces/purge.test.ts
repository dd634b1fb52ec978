import { expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../testing/test-app.ts'

const dayMs = 24 * 3600_000
const messages = 2300

/** All that a workspace holds, itself included. */
function countRows(server: TestApp, id: string): Promise<number> {
  const tables = server.app.modules.flatMap((module) => module.tables).filter(({ scope }) => scope === 'tenant')
  const sum = tables.map(({ name }) => `(select count(*) from ${name})`).join(' + ')
  return server.db.transaction(id, async (tx) => Number((await tx.one<{ n: string }>(`select ${sum} as n`)).n))
}

test('a large workspace goes in short transactions, without cascades, and all of it', async () => {
  await using server = await startTestApp()
  const owner = await server.given.owner()
  const { workspaceId: id } = owner
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Anybody there?')
  await owner.client.request('POST /api/v1/knowledge/entries', { body: { question: 'Open?', answer: 'At ten.' } })
  await server.db.transaction(id, (tx) =>
    tx.query(
      `insert into chat_messages (workspace_id, session_id, seq, id, client_message_id, author_kind, author_id, body)
       select $1, $2, 1000 + n, gen_random_uuid(), 'many-' || n, 'visitor', gen_random_uuid(), 'Hello' from generate_series(1, $3) n`,
      [id, chatId, messages],
    ),
  )
  await owner.client.request('POST /api/v1/workspace/delete', { body: { name: 'Mali Ceramics' } })

  const count = () => countRows(server, id)
  const remove = async (before: Date) =>
    (await server.db.query<{ n: number }>('select purge_workspace_rows($1, $2, 1000) as n', [id, before]))[0]?.n ?? 0

  const before = await count()
  expect(before).toBeGreaterThan(messages)
  // Deleted, but not long enough ago.
  expect([await remove(new Date(Date.now() - dayMs)), await count()]).toEqual([0, before])
  const first = await remove(new Date(Date.now() + dayMs))
  expect(first).toBeLessThanOrEqual(1000)
  expect(await count()).toBe(before - first)

  server.passTime(31 * dayMs)
  const cut = AbortSignal.abort()
  const job = server.app.modules.find(({ name }) => name === 'workspaces')?.jobs?.['workspaces.purge_deleted']
  await job?.({}, { signal: cut })
  expect(await count()).toBe(before - first)
  await server.runJob('workspaces.purge_deleted')
  await server.runJob('workspaces.purge_deleted')
  expect(await count()).toBe(0)
  expect(await server.db.query(`select 1 from account_audit_entries where action = 'workspace.purged'`)).toHaveLength(1)
})

test('no call removes more than it was told, nor anything that hangs on what it removes', async () => {
  await using server = await startTestApp()
  const owner = await server.given.owner()
  const { workspaceId: id } = owner
  const visitor = await server.given.visitor(owner)
  for (const text of ['One', 'Two', 'Three']) await visitor.say(text)
  await owner.client.request('POST /api/v1/workspace/delete', { body: { name: 'Mali Ceramics' } })
  const count = () => countRows(server, id)
  const soon = new Date(Date.now() + dayMs)
  let left = await count()
  for (let removed = 1; removed > 0; ) {
    const [row] = await server.db.query<{ n: number }>('select purge_workspace_rows($1, $2, 1) as n', [id, soon])
    removed = row?.n ?? 0
    const now = await count()
    expect(removed).toBeLessThanOrEqual(1)
    expect(left - now).toBeLessThanOrEqual(removed)
    left = now
  }
  expect(left).toBe(1)
})
