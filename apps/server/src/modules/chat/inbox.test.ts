import { readEventStream } from '@minichat/client'
import type { InboxCounts, InboxEvent } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newClientMessageId, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
let colleague: Person

beforeAll(async () => {
  server = await startTestApp({ ADDRESS_MESSAGES_PER_MINUTE: '1000' })
  owner = await server.given.owner()
  colleague = await server.given.colleague(owner, 'member', 'noi@example.com')
})
afterAll(() => server.stop())

const newChat = async () => {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say('Hello')
  await visitor.answerAfter(question.seq)
  return { visitor, chatId: question.chatId, params: { chatId: question.chatId } }
}
type Given = Awaited<ReturnType<typeof newChat>>

const assign = async ({ params }: Given, memberId: string | null, by = owner) =>
  (await by.client.request('POST /api/v1/chats/:chatId/assign', { params, body: { memberId } })).data
const takeOver = ({ params }: Given, by = owner) =>
  by.client.request('POST /api/v1/chats/:chatId/take-over', { params })
const reply = ({ params }: Given, by = owner) =>
  by.client.request('POST /api/v1/chats/:chatId/messages', {
    params,
    body: { clientMessageId: newClientMessageId(), text: 'Here I am.' },
  })
const snooze = ({ params }: Given, ms: number) =>
  owner.client.request('POST /api/v1/chats/:chatId/snooze', {
    params,
    body: { until: new Date(Date.now() + ms).toISOString() },
  })
const chatNow = async ({ params }: Given) => (await owner.client.request('GET /api/v1/chats/:chatId', { params })).data
const listed = async (query: object, person = owner) =>
  (await person.client.request('GET /api/v1/chats', { query: query as never })).data.map(({ id }) => id)
const countsOf = async (person: Person) => (await person.client.request('GET /api/v1/inbox/counts')).data

test('a chat is assigned by hand to a member or to nobody, and to whoever takes it over', async () => {
  const chat = await newChat()
  const { id } = colleague.me.user
  expect((await assign(chat, id)).assignee).toEqual({ id, name: 'noi' })
  expect((await chatNow(chat)).asides).toMatchObject([
    { type: 'chat.assigned', assignee: { id }, by: { id: owner.me.user.id, name: 'Mali' } },
  ])
  expect(await listed({ status: 'open', assignee: 'me' }, colleague)).toContain(chat.chatId)
  expect(await listed({ status: 'open', assignee: 'me' })).not.toContain(chat.chatId)
  // The AI goes on until somebody takes over.
  expect((await chatNow(chat)).chat.handledBy).toBe('ai')

  await takeOver(chat)
  expect((await chatNow(chat)).chat.assignee?.id).toBe(owner.me.user.id)
  expect((await assign(chat, null)).assignee).toBeNull()
  expect(await listed({ status: 'open', assignee: 'nobody' })).toContain(chat.chatId)

  await assign(chat, id)
  await owner.client.request('POST /api/v1/chats/:chatId/hand-back', { params: chat.params })
  expect((await chatNow(chat)).chat.assignee).toBeNull()
  await expect(assign(chat, '0199c0de-7000-7000-8000-000000000001')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await owner.client.request('POST /api/v1/chats/:chatId/close', { params: chat.params })
  await expect(assign(chat, id)).rejects.toMatchObject({ code: 'SESSION_CLOSED' })
})

test('what a member who leaves was to see to is nobody’s', async () => {
  const leaver = await server.given.colleague(owner, 'member', 'leaver@example.com')
  const [assigned, taken] = [await newChat(), await newChat()]
  await assign(assigned, leaver.me.user.id)
  await takeOver(taken, leaver)
  await owner.client.request('DELETE /api/v1/team/members/:userId', { params: { userId: leaver.me.user.id } })
  await server.runQueue()
  for (const chat of [assigned, taken]) expect((await chatNow(chat)).chat.assignee).toBeNull()
  expect((await chatNow(taken)).chat).toMatchObject({ handledBy: 'ai', waitingSince: expect.any(String) })
})

test('a visitor waits from when they asked for a person until one replies', async () => {
  const chat = await newChat()
  const waiting = async () => (await chatNow(chat)).chat.waitingSince
  expect(await waiting()).toBeNull()
  await chat.visitor.act('person')
  const since = await waiting()
  expect(since).toBe((await chatNow(chat)).chat.personRequestedAt)
  await takeOver(chat)
  // Nobody has said anything yet.
  expect(await waiting()).toBe(since)
  await reply(chat)
  expect(await waiting()).toBeNull()
  const first = await chat.visitor.say('Thank you, and one more thing')
  await chat.visitor.say('It is about the teapot')
  expect(await waiting()).toBe(first.createdAt)
  await owner.client.request('POST /api/v1/chats/:chatId/close', { params: chat.params })
  expect(await waiting()).toBeNull()
})

test('of many messages at once, who waits is as if they had come one by one', async () => {
  const chats = await Promise.all(Array.from({ length: 4 }, newChat))
  for (const chat of chats) await takeOver(chat)
  await Promise.all(
    chats.flatMap((chat) => [chat.visitor.say('One'), reply(chat), chat.visitor.say('Two'), reply(chat)]),
  )
  for (const chat of chats) {
    const { messages, chat: now } = await chatNow(chat)
    const lastReply = messages.findLastIndex(({ author }) => author.kind === 'member')
    const asked = messages.slice(lastReply + 1).find(({ author }) => author.kind === 'visitor')
    expect(now.waitingSince).toBe(asked?.createdAt ?? null)
  }
})

test('the counters are those of a recount, whatever happened, also after they were folded', async () => {
  const chats = await Promise.all(Array.from({ length: 8 }, newChat))
  const [a, b, c, d, e, f, g] = chats as [Given, Given, Given, Given, Given, Given, Given]
  await takeOver(a)
  await assign(b, colleague.me.user.id)
  await assign(c, owner.me.user.id)
  await assign(c, colleague.me.user.id)
  await snooze(b, 3600_000)
  await snooze(d, 3600_000)
  await d.visitor.say('I am back')
  await owner.client.request('POST /api/v1/chats/:chatId/close', { params: e.params })
  await owner.client.request('POST /api/v1/chats/:chatId/reopen', { params: e.params })
  await owner.client.request('POST /api/v1/chats/:chatId/spam', { params: f.params, body: { isSpam: true } })
  await g.visitor.act('erase')

  const recount = async (person: Person): Promise<InboxCounts> => {
    const ids = async (query: object) => (await listed({ limit: 200, ...query }, person)).length
    return {
      mine: await ids({ status: 'open', assignee: 'me' }),
      unassigned: await ids({ status: 'open', assignee: 'nobody' }),
      open: await ids({ status: 'open' }),
      snoozed: await ids({ status: 'snoozed' }),
      closed: await ids({ status: 'closed' }),
      spam: await ids({ status: 'spam' }),
      mentions: 0,
    }
  }
  for (const person of [owner, colleague]) expect(await countsOf(person)).toEqual(await recount(person))
  const { db } = server
  const rows = () =>
    db.transaction(owner.workspaceId, (tx) =>
      tx.query('select 1 from inbox_counts where workspace_id = $1', [tx.workspaceId]),
    )
  // A job folds them once there are many; folding twice changes nothing.
  await db.transaction(owner.workspaceId, (tx) =>
    tx.query(
      `insert into inbox_counts (workspace_id, box, change)
       select $1, 'closed', case when n % 2 = 0 then 1 else -1 end from generate_series(1, 200) n`,
      [tx.workspaceId],
    ),
  )
  await server.runJob('chat.fold_counts')
  await server.runJob('chat.fold_counts')
  expect((await rows()).length).toBeLessThan(20)
  for (const person of [owner, colleague]) expect(await countsOf(person)).toEqual(await recount(person))
})

test('who follows the inbox is told of the numbers that changed for them', async () => {
  const chat = await newChat()
  const before = await countsOf(colleague)
  const events = readEventStream<InboxEvent>(
    await colleague.client.stream('GET /api/v1/inbox/stream', { query: {}, signal: AbortSignal.timeout(20_000) }),
  )
  let told: InboxCounts | null = null
  for await (const event of events) {
    if (event.type === 'ready') await assign(chat, colleague.me.user.id)
    if (event.type === 'counts') told = event.counts
    if (told?.mine === before.mine + 1) break
  }
  expect(told).toEqual(await countsOf(colleague))
  expect(told?.unassigned).toBe(before.unassigned - 1)
})

test('a snoozed chat is out of sight until its time comes or its visitor writes', async () => {
  const [timed, written] = [await newChat(), await newChat()]
  for (const chat of [timed, written]) await snooze(chat, 3600_000)
  expect(await listed({ status: 'snoozed' })).toEqual(expect.arrayContaining([timed.chatId, written.chatId]))
  expect(await listed({ status: 'open' })).not.toContain(timed.chatId)

  const again = await written.visitor.say('Hello again')
  expect((await chatNow(written)).chat.snoozedUntil).toBeNull()
  await written.visitor.answerAfter(again.seq)
  expect((await chatNow(written)).chat.snoozedUntil).toBeNull()

  const wake = () => server.runJob('chat.wake', { workspaceId: owner.workspaceId, chatId: timed.chatId })
  await wake()
  expect((await chatNow(timed)).chat.snoozedUntil).not.toBeNull()
  server.passTime(3600_000 + 1000)
  await wake()
  await wake()
  const { chat, asides } = await chatNow(timed)
  expect(chat.snoozedUntil).toBeNull()
  expect(
    asides.map((one) => (one.type === 'chat.snoozed' ? [one.by?.name ?? null, one.snoozedUntil !== null] : [])),
  ).toEqual([
    ['Mali', true],
    [null, false],
  ])
  expect((await listed({ status: 'open' }))[0]).toBe(timed.chatId)
  for (const ms of [-1000, 400 * 24 * 3600_000]) {
    await expect(snooze(timed, ms)).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  }
  await snooze(timed, 7200_000)
  // The day of idleness does not close what waits for its own.
  server.passTime(25 * 3600_000)
  await server.runJob('chat.close_idle')
  expect((await chatNow(timed)).chat.status).toBe('open')
  expect((await chatNow(written)).chat.status).toBe('closed')
})

test('chats are found by label, language, member and date, page by page', async () => {
  const label = async (name: string) =>
    (await owner.client.request('POST /api/v1/labels', { body: { name, color: 'amber' } })).data.id
  const [refund, vip] = [await label('Refund'), await label('VIP')]
  const chats = await Promise.all(Array.from({ length: 5 }, newChat))
  const setLabels = async (chat: Given, labelIds: string[]) =>
    (await owner.client.request('POST /api/v1/chats/:chatId/labels', { params: chat.params, body: { labelIds } })).data
  for (const chat of chats.slice(0, 3)) await setLabels(chat, [refund])
  const [first, , third, fourth] = chats as [Given, Given, Given, Given]
  const both = [refund, vip].sort()
  expect((await setLabels(first, [vip, refund, '0199c0de-7000-7000-8000-000000000001'])).labelIds).toEqual(both)
  await fourth.visitor.act('profile', { locale: 'th' })
  await takeOver(third, colleague)

  const found: string[] = []
  let cursor: string | undefined
  do {
    const query = { labelId: refund, status: 'open', limit: 2, cursor } as const
    const { data, metadata } = await owner.client.request('GET /api/v1/chats', { query })
    found.push(...data.map(({ id }) => id))
    cursor = metadata.nextCursor ?? undefined
  } while (cursor)
  expect(found.toSorted()).toEqual(
    chats
      .slice(0, 3)
      .map(({ chatId }) => chatId)
      .toSorted(),
  )
  expect(await listed({ labelId: vip })).toEqual([first.chatId])
  expect(await listed({ labelId: refund, assignee: colleague.me.user.id })).toEqual([third.chatId])
  expect(await listed({ locale: 'th' })).toEqual([fourth.chatId])
  const { widgetId, updatedAt } = (await chatNow(fourth)).chat
  expect(await listed({ widgetId, locale: 'th', from: updatedAt })).toEqual([fourth.chatId])
  expect(await listed({ locale: 'th', until: updatedAt })).toEqual([])
  expect(await listed({ widgetId: '0199c0de-7000-7000-8000-000000000001' })).toEqual([])

  await owner.client.request('DELETE /api/v1/labels/:labelId', { params: { labelId: vip } })
  expect((await chatNow(first)).chat.labelIds).toEqual([refund])
})

test('spam is closed, in a list of its own, and can be taken back', async () => {
  const chat = await newChat()
  const mark = async (isSpam: boolean) =>
    (await owner.client.request('POST /api/v1/chats/:chatId/spam', { params: chat.params, body: { isSpam } })).data
  expect(await mark(true)).toMatchObject({ status: 'closed', isSpam: true })
  expect(await listed({ status: 'spam' })).toContain(chat.chatId)
  expect(await listed({ status: 'closed' })).not.toContain(chat.chatId)
  expect(await listed({ status: 'all' })).not.toContain(chat.chatId)
  expect(await mark(false)).toMatchObject({ status: 'closed', isSpam: false })
  expect(await listed({ status: 'closed' })).toContain(chat.chatId)
  await mark(true)
  const { data } = await owner.client.request('POST /api/v1/chats/:chatId/reopen', { params: chat.params })
  expect(data).toMatchObject({ status: 'open', isSpam: false })
})

test('many chats are changed at once, what refuses is told, and all of it can be taken back', async () => {
  const [ai, taken, closed] = [await newChat(), await newChat(), await newChat()]
  await takeOver(taken, colleague)
  await owner.client.request('POST /api/v1/chats/:chatId/close', { params: closed.params })
  const label = (await owner.client.request('POST /api/v1/labels', { body: { name: 'Bulk', color: 'blue' } })).data.id
  const chatIds = [ai, taken, closed].map(({ chatId }) => chatId)
  const bulk = async (action: object) =>
    (await owner.client.request('POST /api/v1/chats/bulk', { body: { chatIds, action: action as never } })).data
  const shown = async () =>
    Promise.all(
      [ai, taken, closed].map(async (chat) => {
        const { status, handledBy, memberId, assignee, labelIds, snoozedUntil, isSpam } = (await chatNow(chat)).chat
        return { status, handledBy, memberId, assignee, labelIds, snoozedUntil, isSpam }
      }),
    )
  const before = await shown()
  const until = new Date(Date.now() + 60 * 24 * 3600_000).toISOString()
  const actions = [
    { type: 'close' },
    { type: 'assign', memberId: owner.me.user.id },
    { type: 'label', addIds: [label], removeIds: [] },
    { type: 'snooze', until },
    { type: 'spam', isSpam: true },
  ]
  for (const action of actions) {
    const { before: undo, refused } = await bulk(action)
    expect(await shown()).not.toEqual(before)
    const isForOpen = action.type === 'assign' || action.type === 'snooze'
    expect(refused).toEqual(isForOpen ? [{ chatId: closed.chatId, code: 'SESSION_CLOSED' }] : [])
    const { data } = await owner.client.request('POST /api/v1/chats/bulk/undo', { body: { chats: undo } })
    expect(data.refused).toEqual([])
    expect(await shown()).toEqual(before)
  }
  const unknown = '0199c0de-7000-7000-8000-000000000001'
  const { data } = await owner.client.request('POST /api/v1/chats/bulk', {
    body: { chatIds: [unknown], action: { type: 'close' } },
  })
  expect(data).toEqual({ before: [], refused: [{ chatId: unknown, code: 'NOT_FOUND' }] })
})

test('members who look at the same chat see each other, from the start and until one leaves', async () => {
  const chat = await newChat()
  const look = async (person: Person, signal: AbortSignal) =>
    readEventStream<InboxEvent>(
      await person.client.stream('GET /api/v1/inbox/stream', { query: { chatId: chat.chatId }, signal }),
    )
  const leaving = new AbortController()
  const seenByOwner = await look(owner, AbortSignal.timeout(20_000))
  const first = seenByOwner.next()
  await first
  const seenByColleague = await look(colleague, leaving.signal)
  const others = async (events: AsyncGenerator<InboxEvent>, isHere: boolean) => {
    for (;;) {
      const { value, done } = await events.next()
      if (done) throw new Error('The stream ended early.')
      if (value.type === 'passing' && value.event.type === 'looking' && value.event.isHere === isHere)
        return value.event.name
    }
  }
  expect(await others(seenByColleague, true)).toBe('Mali')
  expect(await others(seenByOwner, true)).toBe('noi')
  leaving.abort()
  expect(await others(seenByOwner, false)).toBe('noi')
})

test('each member’s place in a chat moves forward only, is told to the others who look, and to no visitor', async () => {
  const chat = await newChat()
  const { lastSeq } = (await chatNow(chat)).chat
  const readAs = async (person: Person, readSeq: number) =>
    (await person.client.request('PUT /api/v1/chats/:chatId/readers/me', { params: chat.params, body: { readSeq } }))
      .data
  const places = (readers: Awaited<ReturnType<typeof readAs>>) =>
    readers.map((reader) => `${reader.name} ${reader.readSeq}`)
  const signal = AbortSignal.timeout(20_000)
  const events = readEventStream<InboxEvent>(
    await owner.client.stream('GET /api/v1/inbox/stream', { query: { chatId: chat.chatId }, signal }),
  )
  const ofVisitor = chat.visitor.stream(lastSeq, signal)
  await ofVisitor.next()
  expect(places(await readAs(owner, 1))).toEqual(['Mali 1'])
  expect(places(await readAs(colleague, 1))).toEqual(['Mali 1', 'noi 1'])
  expect(places(await readAs(colleague, lastSeq + 50))).toEqual(['Mali 1', `noi ${lastSeq}`])
  expect(places(await readAs(colleague, 1))).toEqual(['Mali 1', `noi ${lastSeq}`])
  const params = { chatId: '0199c0de-7000-7000-8000-000000000001' }
  await expect(
    owner.client.request('PUT /api/v1/chats/:chatId/readers/me', { params, body: { readSeq: 1 } }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })

  const told: string[] = []
  while (told.length < 2) {
    const { value, done } = await events.next()
    if (done) throw new Error('The stream ended early.')
    if (value.type === 'passing' && value.event.type === 'seen') told.push(`${value.event.name} ${value.event.readSeq}`)
  }
  expect(told).toEqual(['noi 1', `noi ${lastSeq}`])
  const { seq } = await chat.visitor.say('And another thing')
  for await (const event of ofVisitor) {
    expect(event.type).not.toBe('seen')
    if (event.type === 'message.created' && event.message.seq === seq) break
  }
})

test('from a blocked visitor nothing more is taken, until they are let in again', async () => {
  const chat = await newChat()
  const block = async (isBlocked: boolean) =>
    (await owner.client.request('POST /api/v1/chats/:chatId/block', { params: chat.params, body: { isBlocked } })).data
  const send = () => chat.visitor.call('messages', { clientMessageId: newClientMessageId(), text: 'Let me in' })
  expect(await block(true)).toMatchObject({ status: 'closed' })
  expect((await chatNow(chat)).isVisitorBlocked).toBe(true)
  expect((await send()).code).toBe('SESSION_CLOSED')
  await chat.visitor.resume({ startNew: true })
  expect(await send()).toMatchObject({ status: 403, code: 'VISITOR_BLOCKED' })
  expect(await block(false)).toMatchObject({ status: 'closed' })
  expect((await chatNow(chat)).isVisitorBlocked).toBe(false)
  expect((await send()).status).toBe(201)
})

test('visitors of whom members say that they are one person are listed together, and remain their own', async () => {
  const [desk, phone, later] = [await newChat(), await newChat(), await newChat()]
  const visitorOf = async (chat: Given) => (await chatNow(chat)).visitor.id
  const same = (chat: Given, visitorId: string | null) =>
    owner.client.request('POST /api/v1/chats/:chatId/same-person', { params: chat.params, body: { visitorId } })
  const together = async (chat: Given) => (await listed({ visitorId: await visitorOf(chat) })).toSorted()
  expect(await together(desk)).toEqual([desk.chatId])
  await same(desk, await visitorOf(phone))
  await same(later, await visitorOf(desk))
  const all = [desk, phone, later].map(({ chatId }) => chatId).toSorted()
  for (const chat of [desk, phone, later]) expect(await together(chat)).toEqual(all)
  const exported = await phone.visitor.act<{ chats: { id: string }[] }>('export')
  expect(exported.chats.map(({ id }) => id)).toEqual([phone.chatId])

  await same(later, null)
  expect(await together(later)).toEqual([later.chatId])
  expect(await together(phone)).toEqual([desk.chatId, phone.chatId].toSorted())
  await desk.visitor.act('erase')
  expect(await together(phone)).toEqual([phone.chatId])
  await expect(same(phone, '0199c0de-7000-7000-8000-000000000001')).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
