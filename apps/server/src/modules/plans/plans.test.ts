import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenMember, givenOtherOwner } from '../../testing/more-people.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import type { createWidgetsModule } from '../widgets/index.ts'

let server: TestApp
let owner: Person
let operator: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  operator = owner
})
afterAll(() => server.stop())

const give = (workspaceId: string, plan: 'free' | 'pro' | 'business' | null) =>
  operator.client.request('PUT /api/v1/admin/workspaces/:workspaceId/plan', { params: { workspaceId }, body: { plan } })
const useOf = async (who: Person, quota: string) =>
  (await who.client.request('GET /api/v1/plan')).data.quotas.find((one) => one.quota === quota)
const addEntry = (who: Person) =>
  who.client.request('POST /api/v1/knowledge/entries', { body: { question: 'Open?', answer: 'At ten.' } })
/** As if so many knowledge entries had been added before. */
const fillEntries = (who: Person, count: number) =>
  server.db.transaction(who.workspaceId, (tx) =>
    tx.query(
      `insert into knowledge_entries (workspace_id, id, question, answer, locale, search_text)
       select $1, gen_random_uuid(), 'q', 'a', 'en', 'q' from generate_series(1, $2)`,
      [who.workspaceId, count],
    ),
  )
const setMonth = (who: Person, messages: number) =>
  server.db.transaction(who.workspaceId, (tx) =>
    tx.query(
      `insert into workspace_months (workspace_id, month, messages)
       values ($1, date_trunc('month', now() at time zone 'UTC')::date, $2)
       on conflict (workspace_id, month) do update set messages = excluded.messages`,
      [who.workspaceId, messages],
    ),
  )
/** Until the counter, which runs every few seconds, has caught up. */
const untilCounted = (who: Person, atLeast: number) =>
  expect
    .poll(async () => (await useOf(who, 'messagesPerMonth'))?.used, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(atLeast)

test('a self-hoster has the largest plan unless configured otherwise; only operators give plans', async () => {
  const plan = (await owner.client.request('GET /api/v1/plan')).data
  expect(plan.plan).toBe('business')
  expect(plan.quotas.find(({ quota }) => quota === 'members')).toMatchObject({ used: 1, limit: null, state: 'ok' })
  const other = await givenOtherOwner(server, 'Somchai')
  await expect(
    other.client.request('PUT /api/v1/admin/workspaces/:workspaceId/plan', {
      params: { workspaceId: other.workspaceId },
      body: { plan: 'business' },
    }),
  ).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect((await give(other.workspaceId, 'free')).data).toMatchObject({ plan: 'free', isDefaultPlan: false })
  expect((await other.client.request('GET /api/v1/plan')).data.plan).toBe('free')
  const [entry] = (await other.client.request('GET /api/v1/audit')).data
  expect(entry).toMatchObject({
    action: 'workspace.plan_changed',
    actor: { kind: 'operator' },
    after: { plan: 'free' },
  })
  expect((await give(other.workspaceId, null)).data).toMatchObject({ plan: 'business', isDefaultPlan: true })
})

test('what the plan does not allow is refused and said; ten who add at once get the one place that is left', async () => {
  const other = await givenOtherOwner(server, 'Nok')
  await give(other.workspaceId, 'free')
  await fillEntries(other, 49)
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => addEntry(other)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await useOf(other, 'knowledgeSources')).toEqual({
    quota: 'knowledgeSources',
    used: 50,
    limit: 50,
    state: 'reached',
  })
  await expect(addEntry(other)).rejects.toMatchObject({
    code: 'QUOTA_REACHED',
    status: 402,
    details: [{ path: 'knowledgeSources', code: 'quota_reached' }],
  })
  const [known] = (await other.client.request('GET /api/v1/knowledge/entries')).data
  await other.client.request('DELETE /api/v1/knowledge/entries/:entryId', { params: { entryId: known?.id ?? '' } })
  await addEntry(other)
  await give(other.workspaceId, 'pro')
  await addEntry(other)
})

test('a place is taken by who was invited, and free again when the invitation is taken back', async () => {
  const other = await givenOtherOwner(server, 'Mook')
  await give(other.workspaceId, 'free')
  const invite = async (name: string) =>
    (await other.client.request('POST /api/v1/team/invitations', { body: { email: `${name}@example.com` } })).data
  const { invitation } = await invite('mook-1')
  await invite('mook-2')
  expect(await useOf(other, 'members')).toMatchObject({ used: 3, limit: 3, state: 'reached' })
  await expect(invite('mook-3')).rejects.toMatchObject({ code: 'QUOTA_REACHED', details: [{ path: 'members' }] })
  const params = { invitationId: invitation.id }
  await other.client.request('DELETE /api/v1/team/invitations/:invitationId', { params })
  await invite('mook-3')
})

test('widgets and API keys count; no more of them are made than the plan allows', async () => {
  const other = await givenOtherOwner(server, 'Namfon')
  await give(other.workspaceId, 'free')
  const widgets = server.app.modules.find(({ name }) => name === 'widgets') as ReturnType<typeof createWidgetsModule>
  const makeWidget = () =>
    server.db.transaction(other.workspaceId, (tx) => widgets.make(tx, { name: 'Website', title: 'Namfon' }))
  await makeWidget()
  await expect(makeWidget()).rejects.toMatchObject({ code: 'QUOTA_REACHED', details: [{ path: 'widgets' }] })
  expect(await useOf(other, 'widgets')).toMatchObject({ used: 1, limit: 1 })
  const makeKey = () => other.client.request('POST /api/v1/api-keys', { body: { name: 'Export', scope: 'read' } })
  await makeKey()
  await makeKey()
  await expect(makeKey()).rejects.toMatchObject({ code: 'QUOTA_REACHED', details: [{ path: 'apiKeys' }] })
  expect(await useOf(other, 'apiKeys')).toMatchObject({ used: 2, limit: 2, state: 'reached' })
})

test('storage counts what documents take up, when they are added and when they grow', async () => {
  const other = await givenOtherOwner(server, 'Ploy')
  await give(other.workspaceId, 'free')
  const add = async (text: string) =>
    (await other.client.request('POST /api/v1/knowledge/documents', { body: { title: 'Care', text, format: 'text' } }))
      .data
  const small = await add('กขค')
  expect((await useOf(other, 'storageBytes'))?.used).toBe(9)
  await server.db.transaction(other.workspaceId, (tx) =>
    tx.query(
      `insert into knowledge_documents (workspace_id, id, title, format, text)
       select $1, gen_random_uuid(), 'Big', 'text', repeat('x', 9999000) from generate_series(1, 10)`,
      [other.workspaceId],
    ),
  )
  const grow = (text: string) =>
    other.client.request('PATCH /api/v1/knowledge/documents/:documentId', {
      params: { documentId: small.id },
      body: { text },
    })
  await expect(add('y'.repeat(10_001))).rejects.toMatchObject({ code: 'QUOTA_REACHED' })
  await expect(grow('y'.repeat(10_010))).rejects.toMatchObject({ code: 'QUOTA_REACHED' })
  await grow('y'.repeat(10_000))
  expect(await useOf(other, 'storageBytes')).toMatchObject({ used: 100_000_000, state: 'reached' })
  await grow('shorter')
})

test('messages of visitors and the AI are counted once, and those of members not', async () => {
  const before = (await useOf(owner, 'messagesPerMonth'))?.used ?? 0
  const visitor = await server.given.visitor(owner)
  const message = await visitor.say('Hello there')
  const answer = await visitor.answerAfter(message.seq)
  await owner.client.request('POST /api/v1/chats/:chatId/messages', {
    params: { chatId: message.chatId },
    body: { clientMessageId: 'm-test-plans-1', text: 'Mali here' },
  })
  await visitor.say('Good')
  expect(answer.author.kind).toBe('ai')
  await untilCounted(owner, before + 3)
  expect((await useOf(owner, 'messagesPerMonth'))?.used).toBe(before + 3)
  const { data } = await operator.client.request('GET /api/v1/admin/workspaces', { query: { search: 'Mali' } })
  expect(data[0]?.usage).toMatchObject({ messages: before + 3, answers: 1 })
})

test('when the messages of the month are used up, visitors are heard and the AI is silent until there are more', async () => {
  await give(owner.workspaceId, 'free')
  await setMonth(owner, 1999)
  const visitor = await server.given.visitor(owner)
  const first = await visitor.say('Hello, are you open?')
  await untilCounted(owner, 2000)
  const second = await visitor.say('And on Sunday?')
  await expect
    .poll(
      async () => (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId: first.chatId } })).data,
    )
    .toMatchObject({ chat: { personRequestedAt: expect.any(String) } })
  const { data } = await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId: first.chatId } })
  expect(data.messages.map(({ text }) => text)).toContain('And on Sunday?')
  expect(data.messages.filter(({ author, seq }) => author.kind === 'ai' && seq > second.seq)).toEqual([])

  await give(owner.workspaceId, 'pro')
  const third = await visitor.say('Hello again')
  expect((await visitor.answerAfter(third.seq)).author.kind).toBe('ai')
})

test('owners and admins are told at 80 % and at 100 %, each once, however often it is looked at', async () => {
  const other = await givenOtherOwner(server, 'Fon')
  const admin = await givenMember(server, other, 'Pim', 'admin')
  const member = await givenMember(server, other, 'Bow', 'member')
  await give(other.workspaceId, 'free')
  const noticesTo = async ({ email }: Person) =>
    (await server.mailsTo(email)).map(({ template, values }) => [template, values.quota, Number(values.percent)])
  await fillEntries(other, 39)
  await server.runJob('plans.give_notices')
  const members = ['quota-notice', 'members', 100]
  expect(await noticesTo(other)).toEqual([members])
  await fillEntries(other, 1)
  await server.runJob('plans.give_notices')
  await server.runJob('plans.give_notices')
  expect(await noticesTo(other)).toEqual([members, ['quota-notice', 'knowledgeSources', 80]])
  await fillEntries(other, 10)
  await Promise.all([server.runJob('plans.give_notices'), server.runJob('plans.give_notices')])
  expect(await noticesTo(admin)).toEqual([
    members,
    ['quota-notice', 'knowledgeSources', 80],
    ['quota-notice', 'knowledgeSources', 100],
  ])
  expect(await noticesTo(member)).toEqual([])
})

test('the sample workspace has no limits', async () => {
  await using small = await startTestApp({ DEFAULT_PLAN: 'free' })
  await small.app.ensureSample()
  const first = await small.given.owner()
  const { data } = await first.client.request('GET /api/v1/plan')
  expect(data.plan).toBe('free')
  const sampleId = first.me.workspaces.find(({ isSample }) => isSample)?.id ?? ''
  const response = await fetch(`${small.url}/api/v1/plan`, {
    headers: { cookie: first.cookie, 'x-workspace-id': sampleId },
  })
  const sample = ((await response.json()) as { data: typeof data }).data
  expect(sample.plan).toBeNull()
  expect(sample.quotas.map(({ limit }) => limit)).toEqual(sample.quotas.map(() => null))
})
