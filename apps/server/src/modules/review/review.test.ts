import type { ReviewGroup, ReviewStatus } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callWithKey, makeKey } from '../../testing/api-keys.ts'
import { caughtUp } from '../../testing/caught-up.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  const body = { question: 'How long does shipping take?', answer: 'Shipping takes three days within Thailand.' }
  await owner.client.request('POST /api/v1/knowledge/entries', { body })
})
afterAll(() => server.stop())

async function asked(text: string) {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say(text)
  const answer = await visitor.answerAfter(question.seq)
  await caughtUp(server)
  return { visitor, question, answer }
}

async function groups(status: ReviewStatus = 'open'): Promise<ReviewGroup[]> {
  await caughtUp(server)
  return (await owner.client.request('GET /api/v1/review', { query: { status } })).data
}
const groupWith = async (words: string, status?: ReviewStatus) =>
  (await groups(status)).find(({ questions }) => questions.some(({ question }) => question.includes(words)))

test('questions that the AI could not answer are queued, those that are alike as one', async () => {
  await asked('Do you repair broken cups?')
  await asked('can broken cups be repaired')
  const { answer } = await asked('Do you repair broken cups please?')
  await asked('How long does shipping take?')
  await asked('Hello!')
  await asked('Are you a robot?')
  expect(await groups()).toMatchObject([
    {
      status: 'open',
      locale: 'en',
      unansweredCount: 3,
      downCount: 0,
      questions: [
        { question: 'Do you repair broken cups please?', kind: 'unanswered', answer: { messageId: answer.id } },
        { question: 'can broken cups be repaired' },
        { question: 'Do you repair broken cups?' },
      ],
    },
  ])
})

test('an answer that is rated down is queued with the reason, and goes when the rating does', async () => {
  const { visitor, answer } = await asked('How many days is shipping?')
  expect(await groupWith('How many days')).toBeUndefined()
  const rate = (rating: 'up' | 'down', reason?: string) =>
    visitor.act('rate-answer', { messageId: answer.id, rating, ...(reason ? { reason } : {}) })
  await rate('down', 'incomplete')
  expect(await groupWith('How many days')).toMatchObject({
    downCount: 1,
    unansweredCount: 0,
    questions: [{ kind: 'down', reason: 'incomplete', answer: { seq: answer.seq } }],
  })
  await rate('up')
  expect(await groupWith('How many days')).toBeUndefined()
})

test('a member’s answer becomes knowledge, is used at once, and asking again shows it', async () => {
  await asked('Is there parking at the studio?')
  const group = await groupWith('parking')
  const params = { groupId: group?.id ?? '' }
  const before = await owner.client.request('POST /api/v1/review/:groupId/ask', { params })
  expect(before.data.sources).toEqual([])
  const body = { question: 'Is there parking at the studio?', answer: 'Twelve places behind the kiln house, free.' }
  const { data } = await owner.client.request('POST /api/v1/review/:groupId/answer', { params, body })
  expect(data).toMatchObject({
    entry: body,
    group: { status: 'resolved', entryId: data.entry.id, settledBy: 'Mali' },
  })
  const { data: again } = await owner.client.request('POST /api/v1/review/:groupId/ask', { params })
  expect(again).toMatchObject({ text: expect.stringContaining('Twelve places'), responder: 'builtin' })
  expect(again.sources).toMatchObject([{ number: 1, title: body.question }])
  // A visitor gets it too, and nothing of it is queued.
  const { answer } = await asked('is there parking at the studio')
  expect(answer.text).toContain('Twelve places')
  expect(await groupWith('parking')).toBeUndefined()
  expect((await groupWith('parking', 'resolved'))?.id).toBe(params.groupId)
})

test('dismissed questions stay so for whoever asks the like of them, until they are opened again', async () => {
  await asked('Will you win the lottery on Sunday?')
  const group = await groupWith('lottery')
  const params = { groupId: group?.id ?? '' }
  const settle = (status: 'open' | 'dismissed') =>
    owner.client.request('PATCH /api/v1/review/:groupId', { params, body: { status } })
  expect((await settle('dismissed')).data).toMatchObject({ status: 'dismissed', settledBy: 'Mali' })
  await asked('will you win the lottery on sunday')
  expect(await groupWith('lottery')).toBeUndefined()
  expect(await groupWith('lottery', 'dismissed')).toMatchObject({ unansweredCount: 2 })
  await settle('open')
  expect(await groupWith('lottery')).toMatchObject({ unansweredCount: 2, settledBy: null, settledAt: null })
})

test('what is taken back or erased leaves nothing in the queue', async () => {
  const { visitor, question } = await asked('Does the gnome Baldur live at 7 Elm Street?')
  expect(await groupWith('Baldur')).toBeDefined()
  await visitor.act('remove', { messageId: question.id })
  expect(await groupWith('Baldur')).toBeUndefined()
  const erased = await asked('Is Mrs Ottoline of Narwhal Street a customer?')
  expect(await groupWith('Ottoline')).toBeDefined()
  await erased.visitor.act('erase')
  expect(await groupWith('Ottoline')).toBeUndefined()
  const counts = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query<{ groups: number; counted: number; questions: number }>(
      `select count(*) as groups, sum(unanswered_count + down_count)::int as counted,
         (select count(*) from review_questions where workspace_id = $1) as questions
       from review_groups where workspace_id = $1`,
      [tx.workspaceId],
    ),
  )
  expect(counts[0]?.counted).toBe(counts[0]?.questions)
})

test('pages of the queue hold each group once', async () => {
  for (const thing of ['wifi', 'lockers', 'showers', 'towels']) await asked(`Are there any ${thing} in the building?`)
  const all = (await groups()).map(({ id }) => id)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const { data, metadata } = await owner.client.request('GET /api/v1/review', {
      query: { limit: 2, ...(cursor ? { cursor } : {}) },
    })
    seen.push(...data.map(({ id }) => id))
    cursor = metadata.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toEqual(all)
})

test('members work on it; another workspace and a key that only reads do not', async () => {
  await asked('Do you have a loyalty card?')
  const member = await server.given.colleague(owner, 'member', 'reviewer@example.com')
  const group = (await member.client.request('GET /api/v1/review')).data[0]
  const { secret } = await makeKey(owner, 'read')
  const call = (init: RequestInit, path = '') => callWithKey(`${server.url}/api/v1/review${path}`, secret, init)
  expect((await call({})).status).toBe(200)
  const body = JSON.stringify({ status: 'dismissed' })
  expect((await call({ method: 'PATCH', body }, `/${group?.id}`)).status).toBe(403)
  const other = await member.client.request('POST /api/v1/workspaces', { body: { name: 'Elsewhere' } })
  const foreign = await member.jar.fetch(`${server.url}/api/v1/review/${group?.id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', 'x-workspace-id': other.data.id },
    body,
  })
  expect(foreign.status).toBe(404)
  const params = { groupId: group?.id ?? '' }
  const settled = await member.client.request('PATCH /api/v1/review/:groupId', {
    params,
    body: { status: 'dismissed' },
  })
  expect(settled.data.settledBy).toBe('reviewer')
})
