import { readEventStream } from '@minichat/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenFailedJob } from '../../testing/failed-job.ts'
import { givenMember, givenOtherOwner, givenPerson } from '../../testing/more-people.ts'
import { clientWith, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let operator: Person
let other: Person
beforeAll(async () => {
  server = await startTestApp()
  operator = await server.given.owner()
  other = await givenOtherOwner(server, 'Somchai')
})
afterAll(() => server.stop())

type Action = 'lock' | 'unlock' | 'verify-email' | 'make-operator' | 'dismiss-operator'
const act = async (who: Person, action: Action, userId: string) =>
  (await who.client.request(`POST /api/v1/admin/users/:userId/${action}`, { params: { userId } })).data
const me = (who: Person) => who.client.request('GET /api/v1/me')

/** An open live stream of a member, and whether it has ended. */
async function openInbox(who: Person) {
  const response = await fetch(`${server.url}/api/v1/inbox/stream`, {
    headers: { cookie: who.cookie, 'x-workspace-id': who.workspaceId },
  })
  let isOver = false
  const reading = (async () => {
    for await (const _ of readEventStream(response));
  })()
  reading.catch(() => {}).finally(() => (isOver = true))
  return { status: response.status, isOver: () => isOver }
}

test('the console is for operators alone', async () => {
  for (const path of ['users', 'workspaces', 'logs', 'jobs', 'jobs/failed', 'health']) {
    const ask = (who: Person) => fetch(`${server.url}/api/v1/admin/${path}`, { headers: { cookie: who.cookie } })
    expect([path, (await ask(operator)).status]).toEqual([path, 200])
    expect([path, (await ask(other)).status]).toEqual([path, 403])
    expect([path, (await fetch(`${server.url}/api/v1/admin/${path}`)).status]).toEqual([path, 401])
  }
})

test('accounts are listed with where they belong, found by name or address, filtered by state, and paged', async () => {
  const list = async (query: object) => (await operator.client.request('GET /api/v1/admin/users', { query })).data
  const [found] = await list({ search: 'SOMCHAI@' })
  expect(found).toMatchObject({
    name: 'Somchai',
    isOperator: false,
    isVerified: true,
    lockedAt: null,
    workspaces: [{ id: other.workspaceId, name: 'Shop of Somchai', role: 'owner' }],
  })
  expect(Date.parse(found?.lastSeenAt ?? '')).toBeGreaterThan(Date.now() - 60_000)
  expect((await list({ state: 'operator' })).map(({ name }) => name)).toEqual(['Mali'])
  await server.db.query('update users set email_verified_at = null where id = $1', [other.me.user.id])
  expect((await list({ state: 'unverified' })).map(({ name }) => name)).toEqual(['Somchai'])
  expect((await act(operator, 'verify-email', other.me.user.id)).isVerified).toBe(true)
  expect(await list({ state: 'unverified' })).toEqual([])
  const first = await operator.client.request('GET /api/v1/admin/users', { query: { limit: 1 } })
  const rest = await list({ limit: 200, cursor: first.metadata.nextCursor ?? '' })
  expect([...first.data, ...rest]).toEqual(await list({}))
  await expect(list({ limit: 201 })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
})

test('a lock ends sessions and streams at once and is said to who knows the password; taken off, all is well', async () => {
  const person = await givenMember(server, operator, 'Lek', 'member')
  const inbox = await openInbox(person)
  expect(inbox.status).toBe(200)
  expect((await act(operator, 'lock', person.me.user.id)).lockedAt).not.toBeNull()
  await expect.poll(inbox.isOver).toBe(true)
  await expect(me(person)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  await expect(server.given.signIn(person.email)).rejects.toThrow('ACCOUNT_DISABLED')
  await expect(server.given.signIn(person.email, 'Wrong-Horse-7')).rejects.toThrow('WRONG_CREDENTIALS')
  expect((await act(operator, 'unlock', person.me.user.id)).lockedAt).toBeNull()
  await server.given.signIn(person.email)
  await expect(act(operator, 'lock', operator.me.user.id)).rejects.toMatchObject({ code: 'NOT_YOURSELF' })
  await expect(act(operator, 'lock', other.workspaceId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('unlocking takes off the lock after wrong passwords too', async () => {
  const person = await givenPerson(server, 'Tan')
  for (let guess = 0; guess < 5; guess += 1)
    await server.given.signIn(person.email, `Wrong-Horse-${guess}`).catch(() => {})
  await expect(server.given.signIn(person.email)).rejects.toThrow('ACCOUNT_LOCKED')
  expect((await act(operator, 'unlock', person.me.user.id)).guessLockUntil).toBeNull()
  await server.given.signIn(person.email)
})

test('a link by an operator sets a new password, once', async () => {
  const person = await givenPerson(server, 'Oat')
  const params = { userId: person.me.user.id }
  const link = () => operator.client.request('POST /api/v1/admin/users/:userId/reset-link', { params })
  const { data } = await link()
  expect(Date.parse(data.expiresAt)).toBeGreaterThan(Date.now())
  const token = new URL(data.url).hash.replace('#token=', '')
  const body = { token, password: 'Better-Horse-8-lamp' }
  const reset = () => clientWith(server.url, '', null).request('POST /api/v1/auth/password/reset', { body })
  await reset()
  await expect(reset()).rejects.toMatchObject({ code: 'INVALID_LINK' })
  await server.given.signIn(person.email, body.password)
  await expect(person.client.request('POST /api/v1/admin/users/:userId/reset-link', { params })).rejects.toMatchObject({
    code: expect.stringMatching(/NOT_ALLOWED|NOT_SIGNED_IN/),
  })
})

test('operators come and go at once, and one always stays', async () => {
  const second = await givenPerson(server, 'Ying')
  await expect(act(second, 'make-operator', second.me.user.id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await act(operator, 'make-operator', second.me.user.id)
  await second.client.request('GET /api/v1/admin/health')
  const both = await Promise.allSettled([
    act(operator, 'dismiss-operator', second.me.user.id),
    act(second, 'dismiss-operator', operator.me.user.id),
  ])
  expect(both.map(({ status }) => status)).toContain('fulfilled')
  const left = await server.db.query<{ id: string }>('select id from users where is_operator')
  expect(left.length).toBeGreaterThan(0)
  await server.db.query('update users set is_operator = (id = $1)', [operator.me.user.id])
  await server.given.signIn(operator.email)
  // As `npm run admin` would: what is cached is forgotten after a second.
  await expect
    .poll(() =>
      act(operator, 'make-operator', second.me.user.id).then(
        () => 'ok',
        () => 'no',
      ),
    )
    .toBe('ok')
  await act(operator, 'dismiss-operator', second.me.user.id)
  await expect(second.client.request('GET /api/v1/admin/health')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(act(operator, 'dismiss-operator', operator.me.user.id)).rejects.toMatchObject({ code: 'LAST_OPERATOR' })
})

test('workspaces are listed with owners and use, found by name, owner, plan and state, and paged', async () => {
  const list = async (query: object) => (await operator.client.request('GET /api/v1/admin/workspaces', { query })).data
  expect(await list({ search: 'somchai@' })).toMatchObject([
    {
      id: other.workspaceId,
      owners: [{ email: 'somchai@example.com' }],
      usage: { members: 1, widgets: 0 },
      plan: 'business',
    },
  ])
  expect(await list({ plan: 'free' })).toEqual([])
  expect(await list({ state: 'locked' })).toEqual([])
  const first = await operator.client.request('GET /api/v1/admin/workspaces', { query: { limit: 1 } })
  const rest = await list({ cursor: first.metadata.nextCursor ?? '' })
  expect([...first.data, ...rest].map(({ id }) => id)).toEqual((await list({})).map(({ id }) => id))
})

test('a deleted workspace is shown as such, and nobody reads its chats', async () => {
  const boss = await givenOtherOwner(server, 'Kaew')
  const params = { workspaceId: boss.workspaceId }
  const shown = async (state?: 'deleted') =>
    (await operator.client.request('GET /api/v1/admin/workspaces', { query: { search: 'Kaew', state } })).data
  const visit = () =>
    operator.client.request('POST /api/v1/admin/workspaces/:workspaceId/visits', { params, body: { reason: 'Test' } })
  expect(await shown()).toMatchObject([{ id: boss.workspaceId, deletedAt: null }])
  expect(await shown('deleted')).toEqual([])
  const { id: visitId } = (await visit()).data
  await boss.client.request('POST /api/v1/workspace/delete', { body: { name: 'Shop of Kaew' } })
  expect(await shown('deleted')).toMatchObject([{ id: boss.workspaceId, deletedAt: expect.any(String) }])
  await expect(visit()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(
    operator.client.request('GET /api/v1/admin/workspaces/:workspaceId/visits/:visitId/chats', {
      params: { ...params, visitId },
    }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await boss.client.request('POST /api/v1/workspaces/:workspaceId/restore', { params })
  expect(await shown()).toMatchObject([{ deletedAt: null }])
  await visit()
})

test('a locked workspace is closed to members and visitors at once, says so, and loses nothing', async () => {
  const boss = await givenOtherOwner(server, 'Dao')
  const params = { workspaceId: boss.workspaceId }
  const inbox = await openInbox(boss)
  expect(inbox.status).toBe(200)
  const { data } = await operator.client.request('POST /api/v1/admin/workspaces/:workspaceId/lock', {
    params,
    body: { reason: 'Unpaid' },
  })
  expect(data).toMatchObject({ lockReason: 'Unpaid', lockedAt: expect.any(String) })
  await expect.poll(inbox.isOver).toBe(true)
  await expect(boss.client.request('GET /api/v1/chats')).rejects.toMatchObject({ code: 'WORKSPACE_LOCKED' })
  await expect(boss.client.request('GET /api/v1/me')).resolves.toBeDefined()
  await operator.client.request('POST /api/v1/admin/workspaces/:workspaceId/unlock', { params })
  await boss.client.request('GET /api/v1/chats')
  const { data: entries } = await boss.client.request('GET /api/v1/audit')
  expect(entries.map(({ action, actor }) => [action, actor.kind])).toEqual([
    ['workspace.unlocked_by_operator', 'operator'],
    ['workspace.locked_by_operator', 'operator'],
  ])
})

test('visitors of a locked workspace meet a paused widget', async () => {
  const visitor = await server.given.visitor(operator)
  await visitor.say('Hello')
  const params = { workspaceId: operator.workspaceId }
  await operator.client.request('POST /api/v1/admin/workspaces/:workspaceId/lock', { params, body: { reason: 'Test' } })
  expect((await visitor.call('messages', { clientMessageId: 'm-test-locked-1', text: 'Hello?' })).code).toBe(
    'WIDGET_PAUSED',
  )
  await operator.client.request('POST /api/v1/admin/workspaces/:workspaceId/unlock', { params })
  await visitor.say('Hello again')
})

test('an operator reads the chats of a workspace with a reason, for an hour, and its owner sees it', async () => {
  const second = await givenPerson(server, 'Kwan')
  await act(operator, 'make-operator', second.me.user.id)
  const visitor = await server.given.visitor(operator)
  const message = await visitor.say('My order 17 is late')
  const { workspaceId } = operator
  const begin = (who: Person, reason: string) =>
    who.client.request('POST /api/v1/admin/workspaces/:workspaceId/visits', {
      params: { workspaceId },
      body: { reason },
    })
  await expect(second.client.request('GET /api/v1/chats')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(begin(second, ' ')).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  await expect(begin(other, 'Curious')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const visit = (await begin(second, 'Ticket 1042')).data
  const [entry] = (await operator.client.request('GET /api/v1/audit')).data
  expect(entry).toMatchObject({
    action: 'workspace.visited_by_operator',
    actor: { kind: 'operator', name: 'Kwan' },
    after: { reason: 'Ticket 1042' },
  })

  const params = { workspaceId, visitId: visit.id }
  const chats = (who: Person, at = params) =>
    who.client.request('GET /api/v1/admin/workspaces/:workspaceId/visits/:visitId/chats', { params: at })
  const messages = (who: Person) =>
    who.client.request('GET /api/v1/admin/workspaces/:workspaceId/visits/:visitId/chats/:chatId/messages', {
      params: { ...params, chatId: message.chatId },
    })
  const before = (await operator.client.request('GET /api/v1/chats/:chatId', { params: { chatId: message.chatId } }))
    .data
  expect((await chats(second)).data.map(({ id }) => id)).toContain(message.chatId)
  expect((await messages(second)).data.map(({ text }) => text)).toContain('My order 17 is late')
  const after = (await operator.client.request('GET /api/v1/chats/:chatId', { params: { chatId: message.chatId } }))
    .data
  expect(after.chat.marks).toEqual(before.chat.marks)

  // Another operator's visit, another workspace under it, and one that is over.
  await expect(chats(operator)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(chats(second, { ...params, workspaceId: other.workspaceId })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  server.passTime(3600_000)
  const again = await server.given.signIn(second.email)
  await expect(chats(again)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const next = (await begin(again, 'Ticket 1042 again')).data
  const nextParams = { workspaceId, visitId: next.id }
  await chats(again, nextParams)
  await again.client.request('DELETE /api/v1/admin/workspaces/:workspaceId/visits/:visitId', { params: nextParams })
  await expect(chats(again, nextParams)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  server.passTime(25 * 3600_000)
  await server.runJob('operators.forget_visits')
  await server.runJob('operators.forget_visits')
  const left = await server.db.transaction(workspaceId, (tx) => tx.query('select 1 from operator_visits'))
  expect(left).toEqual([])
  operator = await server.given.signIn(operator.email)
})

test('jobs are counted by state; a failed one says why and can be tried again', async () => {
  const id = await givenFailedJob(server, 'knowledge.index_document', 'No room on the disk')
  const jobs = (await operator.client.request('GET /api/v1/admin/jobs')).data
  expect(jobs.find(({ task }) => task === 'knowledge.index_document')).toMatchObject({ failed: 1, waiting: 0 })
  const failed = async () => (await operator.client.request('GET /api/v1/admin/jobs/failed')).data
  expect(await failed()).toMatchObject([{ id, error: 'No room on the disk', nextTryAt: null }])
  const retry = () => operator.client.request('POST /api/v1/admin/jobs/:jobId/retry', { params: { jobId: id } })
  await retry()
  const after = (await operator.client.request('GET /api/v1/admin/jobs')).data
  expect(after.find(({ task }) => task === 'knowledge.index_document')).toMatchObject({ failed: 0, waiting: 1 })
  await expect(retry()).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('health tells of database, live transport, mail and disk', async () => {
  const { data } = await operator.client.request('GET /api/v1/admin/health')
  expect(data).toMatchObject({
    live: { transport: 'alone', isConnected: true },
    mail: { isConfigured: false, failed: 0 },
    database: { sizeBytes: expect.any(Number) },
  })
  expect(data.database.sizeBytes).toBeGreaterThan(1_000_000)
  expect(Date.parse(data.startedAt)).toBeLessThan(Date.now())
})
