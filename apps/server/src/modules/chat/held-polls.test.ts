import { expect, test, vi } from 'vitest'
import { givenMember } from '../../testing/more-people.ts'
import { turnTwoFactorOn } from '../../testing/second-factor.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

/** A member whose poll for the workspace's news waits; `answer` settles with what it is told in the end. */
async function holdPoll(server: TestApp, owner: Person) {
  const member = await givenMember(server, owner, 'Member', 'member')
  const visitor = await server.given.visitor(owner)
  const answer = member.client.request('GET /api/v1/inbox/events', { query: { waitMs: 25_000 } })
  await vi.waitUntil(async () => (await visitor.resume()).memberOnline, { timeout: 10_000 })
  return { member, visitor, answer }
}

test('a held poll is answered with what comes', async () => {
  await using server = await startTestApp()
  const { visitor, answer } = await holdPoll(server, await server.given.owner())
  await visitor.say('Hello')
  expect((await answer).data.events).not.toEqual([])
})

test('a held poll is told nothing of what comes after its person has signed out everywhere', async () => {
  await using server = await startTestApp()
  const { member, visitor, answer } = await holdPoll(server, await server.given.owner())
  const elsewhere = await server.given.signIn(member.email)
  await elsewhere.client.request('POST /api/v1/auth/logout-everywhere')
  await visitor.say('Who reads this?')
  expect((await answer).data.events).toEqual([])
})

test('nor after the workspace asks for a second factor that its person has not', async () => {
  await using server = await startTestApp()
  const owner = await server.given.owner()
  await turnTwoFactorOn(owner)
  const { member, visitor, answer } = await holdPoll(server, owner)
  await owner.client.request('PUT /api/v1/workspace/second-factor', { body: { isRequired: true } })
  await visitor.say('Who reads this?')
  expect((await answer).data.events).toEqual([])
  const next = member.client.request('GET /api/v1/inbox/events')
  await expect(next).rejects.toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' })
})
