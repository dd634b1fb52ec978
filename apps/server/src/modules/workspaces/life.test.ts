import { limits } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientWith, type Person, startTestApp, startVisitor, type TestApp } from '../../testing/test-app.ts'

const dayMs = 24 * 3600_000

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const inWorkspace = (person: Person, workspaceId: string) => clientWith(server.url, person.cookie, workspaceId)
const make = async (person: Person, name: string) =>
  (await person.client.request('POST /api/v1/workspaces', { body: { name } })).data
const restore = (person: Person, workspaceId: string) =>
  person.client.request('POST /api/v1/workspaces/:workspaceId/restore', { params: { workspaceId } })
const deletedOf = async (person: Person) => (await person.client.request('GET /api/v1/workspaces/deleted')).data
const namesOf = async (person: Person) =>
  (await person.client.request('GET /api/v1/me')).data.workspaces.map(({ name }) => name)

test('a signed-in person makes workspaces with a widget, and owns them', async () => {
  await expect(make({ client: clientWith(server.url, '', null) } as Person, 'Nobody’s')).rejects.toMatchObject({
    code: 'NOT_SIGNED_IN',
  })
  const made = await make(owner, ' Second shop ')
  expect(made).toMatchObject({ name: 'Second shop', role: 'owner', isSample: false })
  expect(await namesOf(owner)).toEqual(['Mali Ceramics', 'Second shop'])
  const { data: widgets } = await inWorkspace(owner, made.id).request('GET /api/v1/widgets')
  expect(widgets).toMatchObject([{ title: 'Second shop' }])
})

test('a person owns so many and no more, however many are asked for at once', async () => {
  const person = await server.given.colleague(owner, 'member', 'many@example.com')
  const results = await Promise.allSettled(
    Array.from({ length: limits.ownedWorkspacesMax + 5 }, (_, n) => make(person, `Shop ${n}`)),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(limits.ownedWorkspacesMax)
  await expect(make(person, 'One more')).rejects.toMatchObject({ code: 'TOO_MANY_WORKSPACES' })
})

test('a deleted workspace is gone for everybody at once, and comes back as it was for its owners', async () => {
  const { id } = await make(owner, 'Goes and comes')
  const ownerThere = { ...owner, workspaceId: id, client: inWorkspace(owner, id) }
  const admin = await server.given.colleague(ownerThere, 'admin', 'admin-there@example.com')
  const { data: widgets } = await ownerThere.client.request('GET /api/v1/widgets')
  const visitor = await startVisitor(server.url, widgets[0]?.key ?? '')
  await visitor.say('Anybody there?')
  const stream = drained(await visitor.post('stream', { token: visitor.token, after: 0 }))
  const inbox = drained(
    await admin.jar.fetch(`${server.url}/api/v1/inbox/stream`, { headers: { 'x-workspace-id': id } }),
  )

  const remove = (client: Person['client'], name: string) =>
    client.request('POST /api/v1/workspace/delete', { body: { name } })
  await expect(remove(admin.client, 'Goes and comes')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(remove(ownerThere.client, 'Another name')).rejects.toMatchObject({
    code: 'VALIDATION_ERROR',
    details: [{ path: 'name' }],
  })
  await visitor.say('Still here?')
  await remove(ownerThere.client, 'Goes and comes')

  await Promise.all([stream, inbox])
  for (const person of [ownerThere, admin])
    await expect(person.client.request('GET /api/v1/chats')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await namesOf(owner)).not.toContain('Goes and comes')
  expect(await visitor.call('messages', { clientMessageId: 'm-after-the-end', text: 'Hello?' })).toMatchObject({
    status: 404,
    code: 'WIDGET_NOT_FOUND',
  })
  expect((await fetch(`${server.url}/api/v1/visitor/${widgets[0]?.key}/config`)).status).toBe(404)
  expect(await server.mailsTo(owner.email)).toMatchObject([
    { template: 'workspace-deleted', values: { workspace: 'Goes and comes', actor: 'Mali' } },
  ])
  expect(await server.mailsTo(admin.email)).toMatchObject([{ template: 'invitation' }])

  expect(await deletedOf(admin)).toEqual([])
  await expect(restore(admin, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await deletedOf(owner)).toMatchObject([{ id, name: 'Goes and comes' }])
  await restore(owner, id)
  await expect(restore(owner, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await deletedOf(owner)).toEqual([])
  const { data: chats } = await admin.client.request('GET /api/v1/chats')
  expect(chats).toMatchObject([{ lastMessage: expect.anything() }])
  await visitor.say('Back again')
  const actions = await server.db.transaction(id, (tx) =>
    tx.query<{ action: string }>(
      `select action from audit_entries where workspace_id = $1 and action like 'workspace.%' order by id`,
      [id],
    ),
  )
  expect(actions.map(({ action }) => action)).toEqual(['workspace.made', 'workspace.deleted', 'workspace.restored'])
})

test('nothing is answered, closed or invited to in a deleted workspace', async () => {
  const { id } = await make(owner, 'Quiet')
  const there = inWorkspace(owner, id)
  const { data: invited } = await there.request('POST /api/v1/team/invitations', {
    body: { email: 'too-late@example.com' },
  })
  const { data: widgets } = await there.request('GET /api/v1/widgets')
  const visitor = await startVisitor(server.url, widgets[0]?.key ?? '')
  const { seq } = await visitor.say('One')
  await visitor.answerAfter(seq)

  // As if the word of the deletion had not reached this process.
  const setDeletedAt = (at: string) =>
    server.db.transaction(id, (tx) => tx.query(`update workspaces set deleted_at = ${at} where id = $1`, [id]))
  await setDeletedAt('now()')
  const { seq: second } = await visitor.say('Two')
  const elsewhere = await server.given.visitor(owner)
  await elsewhere.answerAfter((await elsewhere.say('One')).seq)
  const [waiting] = await server.db.transaction(id, (tx) =>
    tx.query('select status from answers where workspace_id = $1 and question_seq = $2', [id, second]),
  )
  expect(waiting).toEqual({ status: 'pending' })
  await setDeletedAt('null')
  await visitor.answerAfter(second)

  await there.request('POST /api/v1/workspace/delete', { body: { name: 'Quiet' } })
  const state = () =>
    server.db.transaction(id, (tx) =>
      tx.one('select status, last_seq from chat_sessions where workspace_id = $1', [id]),
    )
  const before = await state()
  await server.db.transaction(id, (tx) =>
    tx.query(`update chat_sessions set last_active_at = now() - interval '3 days' where workspace_id = $1`, [id]),
  )
  await server.runJob('chat.close_idle')
  expect(await state()).toEqual(before)
  const token = new URL(invited.link ?? '').hash.slice('#token='.length)
  await expect(
    clientWith(server.url, '', null).request('POST /api/v1/invitations/look', { body: { token } }),
  ).rejects.toMatchObject({ code: 'INVALID_LINK' })
})

test('the sample is not deleted this way', async () => {
  await using fresh = await startTestApp()
  await fresh.app.ensureSample()
  const { me, cookie } = await fresh.given.owner()
  const sample = me.workspaces.find(({ isSample }) => isSample)
  const remove = clientWith(fresh.url, cookie, sample?.id ?? '').request('POST /api/v1/workspace/delete', {
    body: { name: sample?.name ?? '' },
  })
  await expect(remove).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('after thirty days a deleted workspace is purged with all it holds; a restored one is not', async () => {
  const [gone, kept] = [await make(owner, 'Gone'), await make(owner, 'Kept')]
  for (const { id, name } of [gone, kept])
    await inWorkspace(owner, id).request('POST /api/v1/workspace/delete', { body: { name } })
  server.passTime(29 * dayMs)
  owner = await server.given.signIn(owner.email)
  await server.runJob('workspaces.purge_deleted')
  await restore(owner, kept.id)
  server.passTime(2 * dayMs)
  owner = await server.given.signIn(owner.email)
  await expect(restore(owner, gone.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await server.runJob('workspaces.purge_deleted')
  await server.runJob('workspaces.purge_deleted')
  const rowsOf = (id: string) =>
    server.db.transaction(id, (tx) =>
      tx.query('select id from workspaces where id = $1 union all select id from widgets where workspace_id = $1', [
        id,
      ]),
    )
  expect(await rowsOf(gone.id)).toEqual([])
  expect(await rowsOf(kept.id)).toHaveLength(2)
  const purged = await server.db.query<{ target_name: string }>(
    `select target_name from account_audit_entries where action = 'workspace.purged' order by id`,
  )
  expect(purged.map((row) => row.target_name)).toContain('Gone')
})

/** Reads a stream to its end, whatever it says. */
async function drained(response: Response): Promise<void> {
  expect(response.status).toBe(200)
  for await (const _ of response.body ?? []) continue
}
