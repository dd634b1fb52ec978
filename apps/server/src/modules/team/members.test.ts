import { readEventStream } from '@minichat/client'
import { type Role, rolesFor } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { canGiveRole, canInviteAs, canRemove } from './team.policy.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const idOf = (person: Person) => person.me.user.id
const roleOf = async (person: Person) => {
  const { data } = await owner.client.request('GET /api/v1/team/members', { query: { limit: 200 } })
  return data.find(({ id }) => id === idOf(person))?.role ?? null
}
const setRole = (actor: Person, person: Person, role: Role) =>
  actor.client.request('PATCH /api/v1/team/members/:userId', { params: { userId: idOf(person) }, body: { role } })
const remove = (actor: Person, person: Person) =>
  actor.client.request('DELETE /api/v1/team/members/:userId', { params: { userId: idOf(person) } })
const actions = async () =>
  (
    await server.db.transaction(owner.workspaceId, (tx) =>
      tx.query<{ action: string; target_name: string; before: object | null; after: object | null }>(
        'select action, target_name, before, after from audit_entries where workspace_id = $1 order by id',
        [tx.workspaceId],
      ),
    )
  ).map(({ action, target_name, before, after }) => ({ action, target: target_name, before, after }))

/** The inbox stream of somebody, until it ends by itself. */
async function follow(person: Person) {
  const response = await person.jar.fetch(`${server.url}/api/v1/inbox/stream`, {
    headers: { 'x-workspace-id': person.workspaceId },
    signal: AbortSignal.timeout(15_000),
  })
  const events: { type: string }[] = []
  let isOver = false
  const over = (async () => {
    for await (const event of readEventStream<{ type: string }>(response)) events.push(event)
    isOver = true
  })()
  await expect.poll(() => events.some(({ type }) => type === 'ready')).toBe(true)
  return { events, over, isOver: () => isOver }
}

test('nobody touches those above them, raises themselves, or gives more than they have', () => {
  const all = ['owner', 'admin', 'member'] as const
  for (const own of all)
    for (const theirs of all)
      for (const role of all) {
        const [me, them] = [
          { userId: 'me', role: own },
          { userId: 'them', role: theirs },
        ]
        const isAllowed = own === 'owner' || (own === 'admin' && theirs !== 'owner' && role !== 'owner')
        expect([own, theirs, role, canGiveRole(me, them, role)]).toEqual([own, theirs, role, isAllowed])
        expect(canGiveRole(me, me, role)).toBe(own === 'owner' || (own === 'admin' && role !== 'owner'))
        expect(canRemove(me, them)).toBe(own === 'owner' || (own === 'admin' && theirs !== 'owner'))
        expect(canRemove(me, me)).toBe(false)
        expect(canInviteAs(own, role)).toBe(own === 'owner' || (own === 'admin' && role !== 'owner'))
      }
  expect(rolesFor({ userId: 'me', role: 'member' }, { userId: 'me', role: 'member' })).toEqual([])
})

test('roles are changed by owners and admins within their own, at once, and by nobody else', async () => {
  const admin = await server.given.colleague(owner, 'admin', 'arun@example.com')
  const member = await server.given.colleague(owner, 'member', 'mek@example.com')
  await expect(setRole(member, admin, 'member')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(setRole(member, member, 'admin')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(setRole(admin, admin, 'owner')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(setRole(admin, member, 'owner')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(setRole(admin, owner, 'member')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(remove(admin, owner)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(owner.client.request('GET /api/v1/team/invitations')).resolves.toBeDefined()
  await expect(member.client.request('GET /api/v1/team/invitations')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })

  const stream = await follow(member)
  expect((await setRole(admin, member, 'admin')).data).toMatchObject({ role: 'admin', email: 'mek@example.com' })
  await expect.poll(() => stream.events).toContainEqual({ type: 'membership.changed', role: 'admin' })
  await expect(member.client.request('GET /api/v1/team/invitations')).resolves.toBeDefined()
  await setRole(owner, member, 'member')
  await expect(member.client.request('GET /api/v1/team/invitations')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(stream.isOver()).toBe(false)
  expect(await actions()).toContainEqual({
    action: 'team.role_changed',
    target: 'mek',
    before: { role: 'member' },
    after: { role: 'admin' },
  })
})

test('who is removed is out at once, and the stream that they held ends within a second', async () => {
  const admin = await server.given.colleague(owner, 'admin', 'anan@example.com')
  const member = await server.given.colleague(owner, 'member', 'mana@example.com')
  await admin.client.request('POST /api/v1/team/invitations', { body: { email: 'own-back-door@example.com' } })
  const [stream, staying] = [await follow(admin), await follow(member)]
  const poll = admin.client
    .request('GET /api/v1/inbox/events', { query: { waitMs: 20_000 } })
    .catch((error: { code: string }) => error.code)
  await expect(remove(member, admin)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const startedAt = performance.now()
  await remove(owner, admin)
  await stream.over
  expect(performance.now() - startedAt).toBeLessThan(1000)
  expect(await poll).toBe('NOT_FOUND')
  expect(staying.isOver()).toBe(false)
  await expect(admin.client.request('GET /api/v1/chats')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await admin.client.request('GET /api/v1/me')).data.workspaces).toEqual([])
  expect(await roleOf(admin)).toBeNull()
  await expect(remove(owner, admin)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const { data: invitations } = await owner.client.request('GET /api/v1/team/invitations')
  expect(invitations.map(({ email }) => email)).not.toContain('own-back-door@example.com')
})

test('a stream ends even when the word of the removal got lost', async () => {
  const member = await server.given.colleague(owner, 'member', 'lost@example.com')
  const stream = await follow(member)
  await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query('delete from memberships where workspace_id = $1 and user_id = $2', [tx.workspaceId, idOf(member)]),
  )
  await stream.over
})

test('open chats of somebody who leaves go back to the AI and ask for a person; doing so twice changes nothing', async () => {
  const member = await server.given.colleague(owner, 'member', 'leaves@example.com')
  const visitor = await server.given.visitor(owner)
  await visitor.say('Hello?')
  const { data: chats } = await owner.client.request('GET /api/v1/chats')
  const chatId = chats[0]?.id ?? ''
  await member.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId } })
  await member.client.request('POST /api/v1/team/leave')
  const payload = { workspaceId: owner.workspaceId, userId: idOf(member) }
  const stateOf = async () =>
    (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data.chat
  expect(await stateOf()).toMatchObject({ handledBy: 'member' })
  await server.runJob('team.release_chats', payload)
  const released = await stateOf()
  expect(released).toMatchObject({ handledBy: 'ai', memberName: null, personRequestedAt: expect.any(String) })
  await server.runJob('team.release_chats', payload)
  expect(await stateOf()).toEqual(released)
})

test('a workspace keeps an owner: the last one can neither leave nor become less, and of two that leave at once one stays', async () => {
  await expect(owner.client.request('POST /api/v1/team/leave')).rejects.toMatchObject({ code: 'LAST_OWNER' })
  await expect(setRole(owner, owner, 'admin')).rejects.toMatchObject({ code: 'LAST_OWNER' })
  for (let round = 0; round < 5; round += 1) {
    const second = await server.given.colleague(owner, 'owner', `second-${round}@example.com`)
    const results = await Promise.allSettled([
      owner.client.request('POST /api/v1/team/leave'),
      second.client.request('POST /api/v1/team/leave'),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const isGone = results[0]?.status === 'fulfilled'
    const stayed = isGone ? second : owner
    if (!isGone) continue
    const { data } = await stayed.client.request('POST /api/v1/team/invitations', {
      body: { email: owner.email, role: 'owner' },
    })
    const token = new URL(data.link ?? '').hash.slice('#token='.length)
    await owner.client.request('POST /api/v1/invitations/accept', { body: { token } })
    await stayed.client.request('POST /api/v1/team/leave')
  }
})

test('ownership is handed over with the password, and only by an owner to a member', async () => {
  const admin = await server.given.colleague(owner, 'admin', 'heir@example.com')
  const transfer = (actor: Person, userId: string, password = actor.password) =>
    actor.client.request('POST /api/v1/team/transfer', { body: { userId, password } })
  await expect(transfer(admin, idOf(admin))).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(transfer(owner, idOf(admin), 'Wrong-Horse-7')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  await expect(transfer(owner, idOf(owner))).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(transfer(owner, '0199c0de-7000-7000-8000-000000000001')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect([await roleOf(owner), await roleOf(admin)]).toEqual(['owner', 'admin'])
  await transfer(owner, idOf(admin))
  expect([await roleOf(owner), await roleOf(admin)]).toEqual(['admin', 'owner'])
  await transfer(admin, idOf(owner))
})

test('the list comes in pages, the longest there first, and is for members of the workspace alone', async () => {
  const first = await owner.client.request('GET /api/v1/team/members', { query: { limit: 2 } })
  const cursor = first.metadata.nextCursor ?? ''
  const rest = await owner.client.request('GET /api/v1/team/members', { query: { limit: 200, cursor } })
  const { data: all } = await owner.client.request('GET /api/v1/team/members', { query: { limit: 200 } })
  expect([...first.data, ...rest.data]).toEqual(all)
  expect(rest.metadata.nextCursor).toBeNull()
  expect(all.map(({ joinedAt }) => joinedAt)).toEqual(all.map(({ joinedAt }) => joinedAt).toSorted())
})
