import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenMember } from '../../testing/more-people.ts'
import { turnTwoFactorOn } from '../../testing/second-factor.ts'
import { createAuthenticator } from '../../testing/software-authenticator.ts'
import { clientWith, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

const origin = 'https://chat.example.com'
let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp({ PUBLIC_URL: origin })
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const codeFor = (asked: Promise<unknown>) =>
  asked.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  )
const require = (person: Person, isRequired = true) =>
  person.client.request('PUT /api/v1/workspace/second-factor', { body: { isRequired } })
const seesChats = (person: Person) => codeFor(person.client.request('GET /api/v1/chats'))
const needsOne = async (person: Person) =>
  (await person.client.request('GET /api/v1/me')).data.workspaces.find(({ id }) => id === owner.workspaceId)
    ?.needsSecondFactor

type Asked = Parameters<ReturnType<typeof createAuthenticator>['create']>[0]

async function addPasskey({ client, password }: Person) {
  const { options, challenge } = (await client.request('POST /api/v1/auth/passkeys/options', { body: { password } }))
    .data
  const response = createAuthenticator(origin).create(options as Asked)
  const body = { name: 'Phone', challenge, response }
  return (await client.request('POST /api/v1/auth/passkeys', { body })).data
}

test('only an owner asks for it, and only one who has a second factor', async () => {
  const admin = await givenMember(server, owner, 'Admin', 'admin')
  await turnTwoFactorOn(admin)
  expect(await codeFor(require(admin))).toBe('NOT_ALLOWED')
  expect(await codeFor(require(owner))).toBe('SECOND_FACTOR_REQUIRED')
  expect((await owner.client.request('GET /api/v1/workspace')).data.secondFactorRequired).toBe(false)
  await turnTwoFactorOn(owner)
  expect((await require(owner)).data.secondFactorRequired).toBe(true)
  expect((await require(owner)).data.secondFactorRequired).toBe(true)
  const { data: entries } = await owner.client.request('GET /api/v1/audit', { query: { action: 'workspace.changed' } })
  expect(entries).toMatchObject([
    { actor: { name: 'Mali' }, before: { secondFactorRequired: false }, after: { secondFactorRequired: true } },
  ])
  await require(owner, false)
})

test('a member without one can do nothing here but set one up, streams included; API keys go on', async () => {
  const member = await givenMember(server, owner, 'Member', 'member')
  const made = await owner.client.request('POST /api/v1/api-keys', { body: { name: 'Export', scope: 'read' } })
  const stream = await member.jar.fetch(`${server.url}/api/v1/inbox/stream`, {
    headers: { 'x-workspace-id': owner.workspaceId },
  })
  expect([stream.status, await seesChats(member), await needsOne(member)]).toEqual([200, 'ok', false])
  await require(owner)
  await stream.text()
  expect([await seesChats(member), await needsOne(member)]).toEqual(['SECOND_FACTOR_REQUIRED', true])
  expect(await codeFor(member.client.request('POST /api/v1/team/leave'))).toBe('SECOND_FACTOR_REQUIRED')
  expect(await codeFor(member.client.request('GET /api/v1/auth/sessions'))).toBe('ok')
  const byKey = await fetch(`${server.url}/api/v1/chats`, { headers: { authorization: `Bearer ${made.data.secret}` } })
  expect(byKey.status).toBe(200)

  await turnTwoFactorOn(member)
  expect([await seesChats(member), await needsOne(member)]).toEqual(['ok', false])
  await member.client.request('POST /api/v1/auth/2fa/disable', { body: { password: member.password } })
  expect(await seesChats(member)).toBe('SECOND_FACTOR_REQUIRED')
  await require(owner, false)
  expect(await seesChats(member)).toBe('ok')
})

test('a deleted workspace that asked for one is restored by an owner who has one', async () => {
  const other = await givenMember(server, owner, 'Other', 'owner')
  const { data: made } = await owner.client.request('POST /api/v1/workspaces', { body: { name: 'Asks for one' } })
  await server.db.transaction(made.id, (tx) =>
    tx.query(
      `insert into memberships (workspace_id, user_id, role) select $1, id, 'owner' from users where email = $2`,
      [made.id, other.email],
    ),
  )
  const there = clientWith(server.url, owner.cookie, made.id)
  await there.request('PUT /api/v1/workspace/second-factor', { body: { isRequired: true } })
  await there.request('POST /api/v1/workspace/delete', { body: { name: 'Asks for one' } })
  const restore = (person: Person) =>
    codeFor(person.client.request('POST /api/v1/workspaces/:workspaceId/restore', { params: { workspaceId: made.id } }))
  expect(await restore(other)).toBe('SECOND_FACTOR_REQUIRED')
  const { data: deleted } = await other.client.request('GET /api/v1/workspaces/deleted')
  expect(deleted).toMatchObject([{ id: made.id }])
  await turnTwoFactorOn(other)
  expect(await restore(other)).toBe('ok')
})

test('a passkey counts where it was shown, and no longer than it is there', async () => {
  const member = await givenMember(server, owner, 'Noi', 'member')
  await require(owner)
  const passkey = await addPasskey(member)
  expect([await seesChats(member), await needsOne(member)]).toEqual(['ok', false])
  const byPassword = await server.given.signIn(member.email)
  expect([await seesChats(byPassword), await needsOne(byPassword)]).toEqual(['SECOND_FACTOR_REQUIRED', true])
  await member.client.request('POST /api/v1/auth/passkeys/:passkeyId/remove', {
    params: { passkeyId: passkey.id },
    body: { password: member.password },
  })
  expect(await seesChats(member)).toBe('SECOND_FACTOR_REQUIRED')
  await require(owner, false)
})

test('operators need one where the configuration says so', async () => {
  await using strict = await startTestApp({ OPERATOR_SECOND_FACTOR: 'required' })
  const operator = await strict.given.owner()
  const looks = () => codeFor(operator.client.request('GET /api/v1/admin/users'))
  const needs = async () => (await operator.client.request('GET /api/v1/me')).data.user.needsSecondFactor
  expect([await looks(), await needs()]).toEqual(['SECOND_FACTOR_REQUIRED', true])
  expect(await codeFor(operator.client.request('GET /api/v1/chats'))).toBe('ok')
  await turnTwoFactorOn(operator)
  expect([await looks(), await needs()]).toEqual(['ok', false])
  const other = await givenMember(strict, operator, 'Other', 'member')
  expect(await codeFor(other.client.request('GET /api/v1/admin/users'))).toBe('NOT_ALLOWED')
})
