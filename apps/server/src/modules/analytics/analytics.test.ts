import type { CountedFigure, FigureName } from '@minichat/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chance, createChance } from '../../seed/chance.ts'
import { type Cast, imagineChat } from '../../seed/imagine-chat.ts'
import { writeChats } from '../../seed/write-chats.ts'
import { counted } from '../../testing/caught-up.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { type RawChat, readRawChats, recount, zonedParts } from './recount.fixture.ts'

const day = 24 * 3600_000
/** Clocks in New York go back on 1 November. */
const nowMs = Date.parse('2026-11-12T18:00:00Z')
const days = 40
const zones = ['Asia/Kolkata', 'Asia/Bangkok', 'America/New_York', 'Asia/Kathmandu', 'UTC']
const figureNames: FigureName[] = [
  'chats',
  'visitor_messages',
  'ai_messages',
  'member_messages',
  'person_requests',
  'confirmed',
  'assumed',
  'unresolved',
  'reopened',
  'questions',
  'unanswered_questions',
]

let server: TestApp
let owner: Person
let cast: Cast
let chats: RawChat[]

async function allCounted() {
  await counted(server)
  chats = await readRawChats(server.db, owner.workspaceId)
}

async function writeSome(chance: Chance, howMany: number) {
  for (let at = 0; at < howMany; at += 10) {
    const made = Array.from({ length: Math.min(10, howMany - at) }, () =>
      imagineChat(chance, cast, chance.wholeBetween(1, 40), { nowMs, days }),
    )
    await server.db.transaction(owner.workspaceId, (tx) => writeChats(tx, made))
  }
}

const setZone = (timeZone: string) => owner.client.request('PATCH /api/v1/workspace', { body: { timeZone } })

/** Days of a zone, written as the API takes them. */
function randomRange(chance: Chance) {
  const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  const from = chance.wholeBetween(0, days)
  const length = chance.isOneOf(0.3) ? chance.wholeBetween(0, 1) : chance.wholeBetween(0, days - 1)
  const start = nowMs - from * day
  return { from: dayOf(start), to: dayOf(start + length * day) }
}

type Query = { from: string; to: string; widgetId?: string }

async function listed(figure: CountedFigure, query: Query, more: object = {}) {
  const found: { chatId: string; times: number }[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await owner.client.request('GET /api/v1/analytics/chats', {
      query: { ...query, figure, limit: 20, ...more, ...(cursor ? { cursor } : {}) },
    })
    found.push(...page.data.map(({ chat, times }) => ({ chatId: chat.id, times })))
    cursor = page.metadata.nextCursor ?? undefined
    if (!cursor) return found
  }
}
const sorted = (rows: { chatId: string; times: number }[]) => rows.map((row) => `${row.chatId} ${row.times}`).sort()

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  const { data: widgets } = await owner.client.request('GET /api/v1/widgets')
  const second = await server.db.transaction(owner.workspaceId, async (tx) => {
    const [copy] = await tx.query<{ id: string }>(
      `insert into widgets (workspace_id, id, key, name, title) select workspace_id, gen_random_uuid(), key || 'b', 'Two', title
       from widgets where workspace_id = $1 returning id`,
      [tx.workspaceId],
    )
    return copy?.id ?? ''
  })
  cast = {
    memberIds: [owner.me.user.id, (await server.given.colleague(owner, 'member')).me.user.id],
    widgets: [
      { id: widgets[0]?.id ?? '', site: 'shop.example.com' },
      { id: second, site: 'help.example.com' },
    ],
    providers: [{ id: '0199c0de-7000-7000-8000-0000000000a1', name: 'OpenAI', model: 'gpt' }],
  }
}, 60_000)
afterAll(() => server.stop())

describe('figures equal a recount of the rows', () => {
  const chance = createChance(Number(process.env.CHANCE ?? 20_261_126))

  beforeAll(async () => {
    // Two servers count at once, and one of them is stopped in the midst.
    const beside = await startTestApp({}, { beside: server })
    await writeSome(chance, 60)
    const stopping = beside.stop()
    await writeSome(chance, 60)
    await stopping
    await allCounted()
  }, 120_000)

  test.for(zones)('by days of %s, in random ranges, as a whole and by widget', async (timeZone) => {
    await setZone(timeZone)
    for (let round = 0; round < 6; round += 1) {
      const range = randomRange(chance)
      const widgetId = chance.isOneOf(0.4) ? chance.pick(cast.widgets).id : undefined
      const query: Query = { ...range, ...(widgetId ? { widgetId } : {}) }
      const expected = recount(chats, { ...query, timeZone })
      const said = `${timeZone} ${JSON.stringify(query)}`
      const { data } = await owner.client.request('GET /api/v1/analytics', { query })
      expect(data.now.figures, said).toEqual(expected.figures)
      expect(
        data.now.aiTimes.buckets.map(({ bin, count }) => [bin, count]),
        said,
      ).toEqual(expected.aiTimes)
      expect(
        data.now.memberTimes.buckets.map(({ bin, count }) => [bin, count]),
        said,
      ).toEqual(expected.memberTimes)
      const { good, ok, bad } = data.now.ratings
      const rated = [
        [1, bad],
        [2, ok],
        [3, good],
      ].filter(([, count]) => count !== 0)
      expect(rated, said).toEqual(expected.ratings)
      expect(
        data.series.points.filter((point) => point.chats + point.visitorMessages + point.aiMessages > 0),
        said,
      ).toEqual(expected.series(data.series.by))
      expect(data.peakHours, said).toEqual(expected.peakHours)

      const { data: members } = await owner.client.request('GET /api/v1/analytics/members', { query })
      expect(
        members.map(({ name: _, ...row }) => row).sort((a, b) => (a.memberId < b.memberId ? -1 : 1)),
        said,
      ).toEqual(expected.members)
      const { data: providers } = await owner.client.request('GET /api/v1/analytics/providers', { query })
      expect(
        providers.map(({ provider, answers, failures, costMicroUsd }) => ({
          provider,
          answers,
          failures,
          costMicroUsd,
        })),
        said,
      ).toEqual(expected.providers)
      const { data: questions } = await owner.client.request('GET /api/v1/analytics/questions', { query })
      expect(
        questions.map(({ group, count, unanswered }) => ({ group, count, unanswered })),
        said,
      ).toEqual(expected.questions.slice(0, 25))
    }
  })

  test('each opens the chats it counts, page by page, and they add up to it', { timeout: 90_000 }, async () => {
    for (let round = 0; round < 4; round += 1) {
      const timeZone = chance.pick(zones)
      await setZone(timeZone)
      const query = randomRange(chance)
      const expected = recount(chats, { ...query, timeZone })
      for (const figure of figureNames)
        expect(sorted(await listed(figure, query)), `${figure} ${timeZone} ${JSON.stringify(query)}`).toEqual(
          sorted(expected.chatsOf(figure)),
        )
      const [bin = 0] = expected.aiTimes.at(-1) ?? []
      expect(sorted(await listed('ai_times', query, { bin }))).toEqual(sorted(expected.chatsOfAiTime(bin)))
      const cell = expected.peakHours[0]
      if (cell) {
        const { weekday, hour } = cell
        const inCell = await listed('visitor_messages', query, { weekday, hour })
        expect(inCell.reduce((sum, { times }) => sum + times, 0)).toBe(cell.visitorMessages)
      }
      const [question] = expected.questions
      if (question) {
        const asked = await listed('question', query, { of: question.group })
        expect(asked.reduce((sum, { times }) => sum + times, 0)).toBe(question.count)
      }
    }
  })

  test('also after chats were removed: those are in no number any more', async () => {
    await setZone('Asia/Kathmandu')
    const gone = chats.filter(() => chance.isOneOf(0.3)).map(({ id }) => id)
    await server.db.transaction(owner.workspaceId, (tx) =>
      tx.query('delete from chat_sessions where workspace_id = $1 and id = any ($2::uuid[])', [tx.workspaceId, gone]),
    )
    chats = await readRawChats(server.db, owner.workspaceId)
    const query = { from: '2026-10-01', to: '2026-11-12' }
    const expected = recount(chats, { ...query, timeZone: 'Asia/Kathmandu' })
    const { data } = await owner.client.request('GET /api/v1/analytics', { query })
    expect(data.now.figures).toEqual(expected.figures)
    expect(expected.figures.chats).toBeGreaterThan(20)
    const empty = await server.db.transaction(owner.workspaceId, (tx) =>
      tx.query('select 1 from analytics_days where workspace_id = $1 and total = 0', [tx.workspaceId]),
    )
    expect(empty).toEqual([])
  })
})

test('the period before is as long and ends the day before', async () => {
  await setZone('Asia/Bangkok')
  const { data } = await owner.client.request('GET /api/v1/analytics', {
    query: { from: '2026-11-03', to: '2026-11-09' },
  })
  const { data: earlier } = await owner.client.request('GET /api/v1/analytics', {
    query: { from: '2026-10-27', to: '2026-11-02' },
  })
  expect(data.before).toEqual(earlier.now)
  expect(data.series.points).toHaveLength(7)
  expect(zonedParts(Date.parse('2026-11-02T17:30:00Z'), 'Asia/Bangkok').day).toBe('2026-11-03')
})

test('a real chat is counted within seconds: seen, opened, asked, answered, taken, closed, opened again', async () => {
  await setZone('UTC')
  const today = new Date().toISOString().slice(0, 10)
  const query = { from: today, to: today }
  const before = (await owner.client.request('GET /api/v1/analytics', { query })).data.now
  const visitor = await server.given.visitor(owner)
  await fetch(`${visitor.base}/config`)
  const question = await visitor.say('Do you ship teapots to Laos?')
  const answer = await visitor.answerAfter(question.seq)
  await visitor.act('person')
  const chat = { params: { chatId: answer.chatId } }
  await owner.client.request('POST /api/v1/chats/:chatId/messages', {
    ...chat,
    body: { clientMessageId: 'm-counted-1', text: 'Yes, we do.' },
  })
  await owner.client.request('POST /api/v1/chats/:chatId/close', chat)
  const figures = async () => (await owner.client.request('GET /api/v1/analytics', { query })).data.now
  await expect.poll(async () => (await figures()).figures.assumed, { timeout: 15_000 }).toBe(before.figures.assumed + 1)
  const closed = await figures()
  expect(closed.figures).toMatchObject({
    chats: before.figures.chats + 1,
    visitor_messages: before.figures.visitor_messages + 1,
    member_messages: before.figures.member_messages + 1,
    person_requests: before.figures.person_requests + 1,
    questions: before.figures.questions + 1,
    reopened: before.figures.reopened,
  })
  expect(closed.memberTimes.count).toBe(before.memberTimes.count + 1)

  await owner.client.request('POST /api/v1/chats/:chatId/reopen', chat)
  await expect
    .poll(async () => (await figures()).figures.reopened, { timeout: 15_000 })
    .toBe(before.figures.reopened + 1)
  expect((await figures()).figures.assumed).toBe(before.figures.assumed)
  await expect
    .poll(figures, { timeout: 20_000, interval: 500 })
    .toMatchObject({ shown: before.shown + 1, opened: before.opened + 1 })
})

test('another workspace’s chats are in no figure, and its widgets are not found', async () => {
  const other = await owner.client.request('POST /api/v1/workspaces', { body: { name: 'Other' } })
  const stranger = await server.given.signIn(owner.email)
  const workspaceId = other.data.id
  const response = await stranger.jar.fetch(`${server.url}/api/v1/analytics?from=2026-10-01&to=2026-11-12`, {
    headers: { 'x-workspace-id': workspaceId },
  })
  const body = (await response.json()) as { data: { now: { figures: Record<string, number> } } }
  expect(Object.values(body.data.now.figures).every((one) => one === 0)).toBe(true)
  const widgetId = '0199c0de-7000-7000-8000-0000000000ff'
  await expect(
    owner.client.request('GET /api/v1/analytics', { query: { from: '2026-11-01', to: '2026-11-02', widgetId } }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  for (const range of [
    { from: '2026-11-02', to: '2026-11-01' },
    { from: '2020-01-01', to: '2026-11-01' },
    { from: '2026-02-30', to: '2026-03-01' },
  ])
    await expect(owner.client.request('GET /api/v1/analytics', { query: range })).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
    })
})
