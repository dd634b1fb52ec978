import { limits } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientWith, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

const dayMs = 24 * 3600_000

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const anyone = () => clientWith(server.url, '', null)
const tokenOf = (link: string | null) => new URL(link ?? '').hash.slice('#token='.length)
const invite = async (actor: Person, email: string, role: 'owner' | 'admin' | 'member' = 'member') => {
  const { data } = await actor.client.request('POST /api/v1/team/invitations', { body: { email, role } })
  return { ...data, token: tokenOf(data.link) }
}
const look = (token: string) => anyone().request('POST /api/v1/invitations/look', { body: { token } })
const acceptNew = (token: string, change: object = {}) =>
  anyone().request('POST /api/v1/invitations/accept-new', {
    body: { token, name: 'Somchai', password: 'Correct-Horse-7', ...change },
  })
const accept = (person: Person, token: string) =>
  person.client.request('POST /api/v1/invitations/accept', { body: { token } })
const listed = async (email: string) => {
  const { data } = await owner.client.request('GET /api/v1/team/invitations', { query: { limit: 200 } })
  return data.find((one) => one.email === email)
}
const memberships = (person: Person) => person.client.request('GET /api/v1/me').then(({ data }) => data.workspaces)

test('a new person is invited by mail, sees who invites them, makes an account by the link, and is in', async () => {
  const { invitation, token, link, isResent } = await invite(owner, ' New@Example.com ', 'admin')
  expect(invitation).toMatchObject({ email: 'new@example.com', role: 'admin', state: 'pending', invitedBy: 'Mali' })
  expect(isResent).toBe(false)
  const [letter] = await server.mailsTo('new@example.com')
  expect(letter).toMatchObject({
    template: 'invitation',
    values: { inviter: 'Mali', workspace: 'Mali Ceramics', role: 'admin', url: link },
  })
  expect(link).toBe(`${server.url}/invitation#token=${token}`)
  const stored = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query('select * from invitations where workspace_id = $1', [tx.workspaceId]),
  )
  expect(JSON.stringify(stored)).not.toContain(token)

  expect((await look(token)).data).toMatchObject({
    workspace: 'Mali Ceramics',
    invitedBy: 'Mali',
    role: 'admin',
    email: 'new@example.com',
    hasAccount: false,
  })
  await expect(acceptNew(token, { password: 'weak' })).rejects.toMatchObject({ code: 'WEAK_PASSWORD' })
  const { data } = await acceptNew(token)
  expect(data).toMatchObject({
    workspaceId: owner.workspaceId,
    me: { user: { name: 'Somchai', email: 'new@example.com' }, workspaces: [{ role: 'admin' }] },
  })
  const person = await server.given.signIn('new@example.com')
  await expect(person.client.request('GET /api/v1/team/invitations')).resolves.toBeDefined()
  expect(await listed('new@example.com')).toBeUndefined()
  await expect(look(token)).rejects.toMatchObject({ code: 'INVALID_LINK' })
  await expect(acceptNew(token)).rejects.toMatchObject({ code: 'INVALID_LINK' })
})

test('who has an account accepts signed in with that address; another address is refused and told why', async () => {
  const elsewhere = await server.given.colleague(owner, 'member', 'elsewhere@example.com')
  await owner.client.request('DELETE /api/v1/team/members/:userId', { params: { userId: elsewhere.me.user.id } })
  const { token } = await invite(owner, 'elsewhere@example.com')
  expect((await look(token)).data.hasAccount).toBe(true)
  await expect(acceptNew(token)).rejects.toMatchObject({ code: 'EMAIL_TAKEN' })
  await expect(anyone().request('POST /api/v1/invitations/accept', { body: { token } })).rejects.toMatchObject({
    code: 'NOT_SIGNED_IN',
  })
  await expect(accept(owner, token)).rejects.toMatchObject({ code: 'INVITED_ANOTHER' })
  expect(await memberships(elsewhere)).toEqual([])
  expect((await accept(elsewhere, token)).data).toMatchObject({ me: { workspaces: [{ role: 'member' }] } })
  expect((await accept(elsewhere, token)).data).toMatchObject({ me: { workspaces: [{ role: 'member' }] } })
  await expect(accept(owner, token)).rejects.toMatchObject({ code: 'INVALID_LINK' })
})

test('open invitations are shown to whom they are for, who may accept without the link', async () => {
  const person = await server.given.colleague(owner, 'member', 'inboxless@example.com')
  await owner.client.request('DELETE /api/v1/team/members/:userId', { params: { userId: person.me.user.id } })
  const { invitation } = await invite(owner, 'inboxless@example.com')
  const { invitation: foreign } = await invite(owner, 'not-me@example.com')
  const { data: mine } = await person.client.request('GET /api/v1/invitations')
  expect(mine).toMatchObject([{ id: invitation.id, workspace: 'Mali Ceramics', invitedBy: 'Mali', role: 'member' }])
  const acceptId = (invitationId: string) =>
    person.client.request('POST /api/v1/invitations/accept', { body: { invitationId } })
  await expect(acceptId(foreign.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await acceptId(invitation.id)).data.workspaceId).toBe(owner.workspaceId)
  expect((await person.client.request('GET /api/v1/invitations')).data).toEqual([])
})

test('accepting twice at once makes one account and one membership', async () => {
  const { token } = await invite(owner, 'twice@example.com')
  const results = await Promise.allSettled([acceptNew(token), acceptNew(token), acceptNew(token)])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const person = await server.given.signIn('twice@example.com')
  expect(await memberships(person)).toHaveLength(1)

  await person.client.request('POST /api/v1/team/leave')
  const again = await invite(owner, 'twice@example.com')
  const both = await Promise.allSettled([accept(person, again.token), accept(person, again.token)])
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  const joined = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(
      `select 1 from audit_entries where workspace_id = $1 and action = 'team.member_joined' and target_id = $2`,
      [tx.workspaceId, person.me.user.id],
    ),
  )
  expect(joined).toHaveLength(2)
})

test('inviting again, and sending again, gives a new link and ends the old one; who is in already is refused', async () => {
  const first = await invite(owner, 'slow@example.com')
  const second = await invite(owner, 'slow@example.com', 'admin')
  expect(second).toMatchObject({ isResent: true, invitation: { id: first.invitation.id, role: 'admin' } })
  await expect(look(first.token)).rejects.toMatchObject({ code: 'INVALID_LINK' })
  const { data } = await owner.client.request('POST /api/v1/team/invitations/:invitationId/resend', {
    params: { invitationId: first.invitation.id },
  })
  await expect(look(second.token)).rejects.toMatchObject({ code: 'INVALID_LINK' })
  await acceptNew(tokenOf(data.link))
  expect(await server.mailsTo('slow@example.com')).toHaveLength(3)
  await expect(invite(owner, 'slow@example.com')).rejects.toMatchObject({ code: 'ALREADY_MEMBER' })
})

test('a revoked invitation is worth nothing; revoking and sending again need the rights to its role', async () => {
  const admin = await server.given.colleague(owner, 'admin', 'revoker@example.com')
  const member = await server.given.colleague(owner, 'member', 'reader@example.com')
  await expect(invite(member, 'friend@example.com')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(invite(admin, 'friend@example.com', 'owner')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const high = await invite(owner, 'high@example.com', 'owner')
  await expect(invite(admin, 'high@example.com', 'member')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const revoke = (actor: Person, invitationId: string) =>
    actor.client.request('DELETE /api/v1/team/invitations/:invitationId', { params: { invitationId } })
  await expect(revoke(admin, high.invitation.id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect((await look(high.token)).data.role).toBe('owner')
  const low = await invite(admin, 'low@example.com')
  await revoke(admin, low.invitation.id)
  await expect(look(low.token)).rejects.toMatchObject({ code: 'INVALID_LINK' })
  await expect(revoke(admin, low.invitation.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await revoke(owner, high.invitation.id)
})

test('made-up and foreign tokens open nothing', async () => {
  const { token } = await invite(owner, 'guess@example.com')
  const altered = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
  for (const wrong of ['x', altered, token.toUpperCase(), `inv_${'A'.repeat(76)}`])
    await expect(look(wrong)).rejects.toMatchObject({ code: 'INVALID_LINK' })
})

test('an installation that takes no new people refuses the link to new ones', async () => {
  await using closed = await startTestApp({ REGISTRATION: 'closed' })
  const first = await closed.given.owner()
  await expect(closed.given.colleague(first, 'member')).rejects.toThrow('REGISTRATION_CLOSED')
})

test('so much inviting is allowed in an hour, to an address in a day, and not more', async () => {
  await using busy = await startTestApp()
  const first = await busy.given.owner()
  for (let n = 0; n < limits.invitationsPerAddressPerDay; n += 1) await invite(first, 'victim@example.com')
  await expect(invite(first, 'victim@example.com')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  for (let n = limits.invitationsPerAddressPerDay + 1; n < limits.invitationsPerHour; n += 1)
    await invite(first, `many-${n}@example.com`)
  await expect(invite(first, 'one-more@example.com')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  busy.passTime(3600_000)
  await invite(first, 'one-more@example.com')
})

test('a link is good for seven days; then it can be sent again, and is forgotten a month later', async () => {
  const { token, invitation } = await invite(owner, 'late@example.com')
  server.passTime(7 * dayMs - 60_000)
  owner = await server.given.signIn(owner.email)
  expect((await look(token)).data.email).toBe('late@example.com')
  server.passTime(120_000)
  await expect(look(token)).rejects.toMatchObject({ code: 'INVALID_LINK' })
  await expect(acceptNew(token)).rejects.toMatchObject({ code: 'INVALID_LINK' })
  expect(await listed('late@example.com')).toMatchObject({ state: 'expired' })
  const again = await invite(owner, 'late@example.com')
  expect(again).toMatchObject({ isResent: false, invitation: { id: invitation.id, state: 'pending' } })
  expect((await look(again.token)).data.email).toBe('late@example.com')
  server.passTime(38 * dayMs)
  owner = await server.given.signIn(owner.email)
  await server.runJob('team.forget_invitations')
  await server.runJob('team.forget_invitations')
  expect(await listed('late@example.com')).toBeUndefined()
})
