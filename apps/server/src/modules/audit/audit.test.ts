import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenMember, givenOtherOwner } from '../../testing/more-people.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
let admin: Person
let member: Person
let stranger: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  admin = await givenMember(server, owner, 'Anong', 'admin')
  member = await givenMember(server, owner, 'Mek', 'member')
  stranger = await givenOtherOwner(server, 'Somchai')
})
afterAll(() => server.stop())

const rename = (who: Person, name: string) => who.client.request('PATCH /api/v1/workspace', { body: { name } })
const actions = async (who: Person, query: object = {}) =>
  (await who.client.request('GET /api/v1/audit', { query })).data.map((entry) => entry.action)
const file = async (who: Person, path: string) => {
  const response = await fetch(server.url + path, {
    headers: { cookie: who.cookie, 'x-workspace-id': who.workspaceId },
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

test('admins see who changed what, from where, old and new; members and other workspaces do not', async () => {
  await rename(admin, 'Mali & Daughters')
  const [entry] = (await owner.client.request('GET /api/v1/audit')).data
  expect(entry).toMatchObject({
    action: 'workspace.changed',
    actor: { kind: 'member', id: admin.me.user.id, name: 'Anong' },
    before: { name: 'Mali Ceramics' },
    after: { name: 'Mali & Daughters' },
    address: '127.0.0.1',
  })
  expect(await actions(admin)).toContain('workspace.changed')
  await expect(actions(member)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await actions(stranger)).toEqual([])
  expect((await file(owner, '/api/v1/audit/export')).status).toBe(200)
  expect((await file(member, '/api/v1/audit/export')).status).toBe(403)
})

test('the log is filtered by who, what, when and words, and paged without gaps', async () => {
  for (let number = 1; number <= 5; number += 1) await rename(owner, `Name ${number}`)
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'Open on Sunday?', answer: 'Yes.' },
  })
  expect(await actions(owner, { action: 'knowledge' })).toEqual(['knowledge.entry_added'])
  expect(await actions(owner, { action: 'know' })).toEqual([])
  expect(await actions(owner, { search: 'SUNDAY' })).toEqual(['knowledge.entry_added'])
  expect(await actions(owner, { actorId: admin.me.user.id })).toEqual(['workspace.changed'])
  const [{ target = null } = {}] = (await owner.client.request('GET /api/v1/audit', { query: { action: 'knowledge' } }))
    .data
  expect(await actions(owner, { target: target?.id })).toEqual(['knowledge.entry_added'])
  const soon = new Date(Date.now() + 60_000).toISOString()
  expect(await actions(owner, { from: soon })).toEqual([])
  expect((await actions(owner, { until: soon })).length).toBeGreaterThan(6)

  const all = (await owner.client.request('GET /api/v1/audit')).data.map(({ id }) => id)
  const paged: string[] = []
  let cursor: string | undefined
  do {
    const { data, metadata } = await owner.client.request('GET /api/v1/audit', { query: { limit: 2, cursor } })
    paged.push(...data.map(({ id }) => id))
    cursor = metadata.nextCursor ?? undefined
  } while (cursor)
  expect(paged).toEqual(all)
  await expect(actions(owner, { limit: 201 })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  await expect(actions(owner, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
})

test('an export holds what the filter finds, and no spreadsheet takes a text of it for a formula', async () => {
  for (const name of [
    '=HYPERLINK("http://evil.example")',
    '+1',
    '@SUM(A1)',
    '\t=1',
    '-2',
    'With "quotes", and commas',
  ]) {
    await owner.client.request('POST /api/v1/knowledge/entries', { body: { question: `${name} q`, answer: 'No.' } })
  }
  const csv = await file(owner, '/api/v1/audit/export?action=knowledge.entry_added')
  expect(csv.headers.get('content-disposition')).toMatch(/attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"/)
  const [head, ...rows] = csv.text.trim().split('\r\n')
  expect(head).toContain('time,workspace,actor_kind')
  expect(rows.length).toBe((await actions(owner, { action: 'knowledge.entry_added' })).length)
  expect(csv.text).toContain(`"'=HYPERLINK(""http://evil.example"") q"`)
  expect(csv.text).toContain('"With ""quotes"", and commas q"')
  for (const cell of csv.text.matchAll(/(?<=^|,|\r\n)"([^"]|"")*"/g)) expect(cell[0]).not.toMatch(/^"\s*[=+@-]/)

  const json = await file(owner, '/api/v1/audit/export?format=json')
  const entries = JSON.parse(json.text) as { id: string }[]
  expect(entries.map(({ id }) => id)).toEqual(
    (await owner.client.request('GET /api/v1/audit')).data.map(({ id }) => id),
  )
  expect(JSON.parse((await file(owner, '/api/v1/audit/export?format=json&search=nobody')).text)).toEqual([])
})

test('an export of more than one piece is whole', async () => {
  await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(
      `insert into audit_entries (workspace_id, id, actor_kind, actor_name, action)
       select $1, gen_random_uuid(), 'system', 'MiniChat', 'test.counted' from generate_series(1, 1201)`,
      [owner.workspaceId],
    ),
  )
  const { text } = await file(owner, '/api/v1/audit/export?format=json&action=test.counted')
  expect(new Set((JSON.parse(text) as { id: string }[]).map(({ id }) => id)).size).toBe(1201)
})

test('operators see all workspaces and accounts in one log; nobody else does', async () => {
  await rename(stranger, 'Somchai & Sons')
  const query = { search: 'somchai', action: 'workspace.changed' }
  const { data } = await owner.client.request('GET /api/v1/admin/logs', { query })
  expect(data).toMatchObject([{ workspace: { id: stranger.workspaceId, name: 'Somchai & Sons' } }])
  const { data: signIns } = await owner.client.request('GET /api/v1/admin/logs', { query: { action: 'account' } })
  expect(signIns[0]).toMatchObject({ action: 'account.signed_in', workspace: null, actor: { kind: 'person' } })
  const own = await owner.client.request('GET /api/v1/admin/logs', { query: { workspaceId: stranger.workspaceId } })
  expect(own.data.map(({ action }) => action)).toEqual(['workspace.changed'])
  await expect(stranger.client.request('GET /api/v1/admin/logs')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect((await file(owner, '/api/v1/admin/logs/export')).text).toContain('"Somchai & Sons"')
  expect((await file(stranger, '/api/v1/admin/logs/export')).status).toBe(403)
})

test('what the server works as can add entries, and neither change nor remove one', async () => {
  const inWorkspace = (statement: string) =>
    server.db.transaction(owner.workspaceId, (tx) => tx.query(statement, [owner.workspaceId]))
  await expect(inWorkspace(`update audit_entries set action = 'x.y' where workspace_id = $1`)).rejects.toThrow(
    'permission denied',
  )
  await expect(inWorkspace('delete from audit_entries where workspace_id = $1')).rejects.toThrow('permission denied')
  await expect(server.db.query(`update account_audit_entries set action = 'x.y'`)).rejects.toThrow('permission denied')
  await expect(server.db.query('delete from account_audit_entries')).rejects.toThrow('permission denied')
})

test('what is older than a year goes, and the rest stays, however often the job runs', async () => {
  const before = (await actions(owner)).length
  await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(
      `insert into audit_entries (workspace_id, id, at, actor_kind, actor_name, action)
       values ($1, gen_random_uuid(), now() - interval '366 days', 'system', 'MiniChat', 'test.old'),
         ($1, gen_random_uuid(), now() - interval '364 days', 'system', 'MiniChat', 'test.young')`,
      [owner.workspaceId],
    ),
  )
  expect(await actions(owner, { action: 'test.old' })).toHaveLength(1)
  await server.runJob('audit.purge')
  await server.runJob('audit.purge')
  expect(await actions(owner, { action: 'test.old' })).toEqual([])
  expect(await actions(owner, { action: 'test.young' })).toHaveLength(1)
  expect((await actions(owner)).length).toBe(Math.min(50, before + 1))
})
