import { readEventStream } from '@minichat/client'
import type { AssignmentRule, InboxEvent } from '@minichat/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSecondServer } from '../../testing/second-server.ts'
import { newClientMessageId, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

const minute = 60_000

let server: TestApp
let owner: Person
let noi: Person
let stops: (() => Promise<void>)[]

beforeEach(async () => {
  server = await startTestApp({ ADDRESS_MESSAGES_PER_MINUTE: '1000' }, { isWorking: false })
  owner = await server.given.owner()
  noi = await server.given.colleague(owner, 'member', 'noi@example.com')
  stops = []
})
afterEach(async () => {
  for (const stop of stops) await stop()
  await server.stop()
})

const everybody: AssignmentRule = { widgetId: null, locale: null, labelId: null, memberIds: [], sharing: 'turns' }
const setRules = (...rules: Partial<AssignmentRule>[]) =>
  owner.client.request('PATCH /api/v1/assignment', {
    body: { rules: rules.map((rule) => ({ ...everybody, ...rule })) },
  })
const setCapacity = (person: Person, capacity: number | null) =>
  owner.client.request('PATCH /api/v1/duty/:memberId', { params: { memberId: idOf(person) }, body: { capacity } })
const setAway = (person: Person, isAway: boolean) => person.client.request('PUT /api/v1/duty/me', { body: { isAway } })
const dutyOf = async (person: Person) =>
  (await owner.client.request('GET /api/v1/duty')).data.find(({ memberId }) => memberId === idOf(person))
const idOf = (person: Person) => person.me.user.id

/** Has a dashboard open until the test ends; `seen` is what comes by it. */
async function arrive(person: Person) {
  const end = new AbortController()
  const seen: InboxEvent[] = []
  const response = await person.client.stream('GET /api/v1/inbox/stream', { query: {}, signal: end.signal })
  const done = (async () => {
    for await (const event of readEventStream<InboxEvent>(response)) seen.push(event)
  })().catch(() => {})
  const leave = async () => {
    end.abort()
    await done
  }
  stops.push(leave)
  await expect.poll(async () => (await dutyOf(person))?.isHere).toBe(true)
  return { seen, leave }
}

const newChat = async (more: object = {}) => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello', more)
  return { visitor, chatId, params: { chatId } }
}
type Given = Awaited<ReturnType<typeof newChat>>

const chatNow = async ({ params }: Given) => (await owner.client.request('GET /api/v1/chats/:chatId', { params })).data
const assigneeOf = async (chat: Given) => (await chatNow(chat)).chat.assignee?.id ?? null
const asked = async (more: object = {}) => {
  const chat = await newChat(more)
  await chat.visitor.act('person')
  return chat
}
const close = ({ params }: Given) => owner.client.request('POST /api/v1/chats/:chatId/close', { params })

test('who asks for a person is given to the members on duty in turns, and they are told at once', async () => {
  await setRules({})
  const { seen } = await arrive(owner)
  await arrive(noi)
  const chats = [await asked(), await asked(), await asked(), await asked()]
  const given = await Promise.all(chats.map(assigneeOf))
  expect(new Set(given.slice(0, 2))).toEqual(new Set([idOf(owner), idOf(noi)]))
  expect(given.slice(2)).toEqual(given.slice(0, 2))
  expect((await chatNow(chats[0] as Given)).asides).toMatchObject([
    { type: 'chat.assigned', by: null, assignee: { id: given[0] } },
  ])
  const isTold = (event: InboxEvent) =>
    event.type === 'feed' && event.event.type === 'chat.assigned' && event.event.assignee?.id === idOf(owner)
  await expect.poll(() => seen.filter(isTold).length).toBe(2)
})

test('without rules, and to nobody who is away, gone or full, is anything given', async () => {
  await arrive(noi)
  expect(await assigneeOf(await asked())).toBeNull()

  await setRules({})
  await setAway(noi, true)
  const waiting = await asked()
  expect(await assigneeOf(waiting)).toBeNull()
  await setAway(noi, false)
  await setCapacity(noi, 0)
  await server.runQueue()
  expect(await assigneeOf(waiting)).toBeNull()
  await setCapacity(noi, 2)
  await server.runQueue()
  // Whoever waited longest comes first: the one from before there were rules, then this one.
  expect(await assigneeOf(waiting)).toBe(idOf(noi))
  const third = await asked()
  expect(await assigneeOf(third)).toBeNull()
  await close(waiting)
  await server.runQueue()
  expect(await assigneeOf(third)).toBe(idOf(noi))
  const fourth = await asked()
  expect(await assigneeOf(fourth)).toBeNull()
  const until = new Date(Date.now() + 3600_000).toISOString()
  await owner.client.request('POST /api/v1/chats/:chatId/snooze', { params: third.params, body: { until } })
  await server.runQueue()
  expect(await assigneeOf(fourth)).toBe(idOf(noi))
})

test('whose dashboard is closed for a while is given nothing until they are back', async () => {
  await setRules({})
  const { leave } = await arrive(noi)
  await leave()
  expect(await assigneeOf(await asked())).toBe(idOf(noi))
  server.passTime(3 * minute)
  expect((await dutyOf(noi))?.isHere).toBe(false)
  const chat = await asked()
  expect(await assigneeOf(chat)).toBeNull()
  await arrive(noi)
  await expect
    .poll(async () => {
      await server.runQueue()
      return assigneeOf(chat)
    })
    .toBe(idOf(noi))
})

test('the first rule that fits decides, and the next one where nobody of it is free', async () => {
  const { data: label } = await owner.client.request('POST /api/v1/labels', { body: { name: 'Refund', color: 'red' } })
  await setRules({ labelId: label.id, memberIds: [idOf(owner)] }, { locale: 'th', memberIds: [idOf(noi)] }, {})
  await arrive(owner)
  await arrive(noi)
  expect(await assigneeOf(await asked({ locale: 'th' }))).toBe(idOf(noi))
  const refund = await newChat({ locale: 'th' })
  const body = { labelIds: [label.id] }
  await owner.client.request('POST /api/v1/chats/:chatId/labels', { params: refund.params, body })
  await refund.visitor.act('person')
  expect(await assigneeOf(refund)).toBe(idOf(owner))
  await setAway(noi, true)
  expect(await assigneeOf(await asked({ locale: 'th' }))).toBe(idOf(owner))
})

test('sharing by load gives to whoever has the fewest open chats', async () => {
  await setRules({ sharing: 'load' })
  await arrive(owner)
  await arrive(noi)
  const given = []
  for (let count = 0; count < 4; count += 1) given.push(await assigneeOf(await asked()))
  expect(given.filter((id) => id === idOf(noi))).toHaveLength(2)
  const busier = await assigneeOf(await asked())
  const other = busier === idOf(noi) ? idOf(owner) : idOf(noi)
  expect(await assigneeOf(await asked())).toBe(other)
})

test('a chat that somebody has, or whose visitor is content with the AI, is left alone', async () => {
  await setRules({})
  await arrive(noi)
  const content = await newChat()
  const taken = await newChat()
  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: taken.params })
  await taken.visitor.say('Hello?')
  await server.runJob('assignment.look_after_waits')
  expect([await assigneeOf(content), await assigneeOf(taken)]).toEqual([null, idOf(owner)])
})

test('two servers give each chat once, and nobody more than they have room for', async () => {
  await setRules({})
  await arrive(owner)
  await arrive(noi)
  await setCapacity(owner, 3)
  await setCapacity(noi, 4)
  await using second = await startSecondServer(server, { isWorking: false })
  const chats: Given[] = []
  for (let count = 0; count < 12; count += 1) chats.push(await newChat())
  const askAt = ({ visitor }: Given, base: string) =>
    fetch(`${base}/api/v1/visitor/${visitor.widgetKey}/person`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      body: JSON.stringify({ token: visitor.token }),
    })
  await Promise.all([
    ...chats.flatMap((chat) => [askAt(chat, server.url), askAt(chat, second.url)]),
    server.runJob('assignment.look_after_waits'),
    server.runJob('assignment.look_after_waits'),
  ])
  const given = await Promise.all(chats.map(assigneeOf))
  expect(given.filter((id) => id === idOf(owner))).toHaveLength(3)
  expect(given.filter((id) => id === idOf(noi))).toHaveLength(4)
  for (const chat of chats) {
    const { asides, chat: now } = await chatNow(chat)
    expect(asides.filter(({ type }) => type === 'chat.assigned')).toHaveLength(now.assignee ? 1 : 0)
  }
})

test('a colleague who was given a chat by hand while rules look for one keeps it', async () => {
  await setRules({})
  await setAway(owner, true)
  await arrive(noi)
  const chats = await Promise.all(Array.from({ length: 8 }, () => newChat()))
  const byHand = chats.map(({ params }) =>
    owner.client.request('POST /api/v1/chats/:chatId/assign', { params, body: { memberId: idOf(owner) } }),
  )
  await Promise.all([...byHand, ...chats.map(({ visitor }) => visitor.act('person'))])
  for (const chat of chats) expect(await assigneeOf(chat)).toBe(idOf(owner))
})

test('outside the office hours nothing is given, and visitors are told when somebody is back', async () => {
  await arrive(noi)
  // Whatever the time is, these hours begin an hour from now.
  const soon = new Date(Math.ceil(Date.now() / minute) * minute + 60 * minute)
  const from = soon.toISOString().slice(11, 16)
  const to = new Date(soon.getTime() + 30 * minute).toISOString().slice(11, 16)
  const week = Array.from({ length: 7 }, () => [{ from, to: from < to ? to : '24:00' }])
  await owner.client.request('PATCH /api/v1/assignment', { body: { week, rules: [everybody] } })
  const chat = await newChat()
  expect((await chat.visitor.resume()).backAt).toBe(soon.toISOString())
  expect(await chat.visitor.act<{ backAt: string }>('person')).toMatchObject({ backAt: soon.toISOString() })
  expect(await assigneeOf(chat)).toBeNull()

  const holidays = [{ date: soon.toISOString().slice(0, 10), name: 'Day off' }]
  await owner.client.request('PATCH /api/v1/assignment', { body: { holidays } })
  expect((await chat.visitor.resume()).backAt).toBe(new Date(soon.getTime() + 24 * 60 * minute).toISOString())

  await owner.client.request('PATCH /api/v1/assignment', { body: { week: null } })
  expect((await chat.visitor.resume()).backAt).toBeNull()
  await server.runQueue()
  expect(await assigneeOf(chat)).toBe(idOf(noi))
})

test('whoever waits too long is told of in the inbox and then by mail, each once for each wait', async () => {
  await owner.client.request('PATCH /api/v1/assignment', { body: { tellMinutes: 5, mailMinutes: 10 } })
  await setAway(noi, true)
  const chat = await asked()
  const overdue = async () => (await chatNow(chat)).asides.filter(({ type }) => type === 'chat.overdue').length
  const mails = async (person: Person) =>
    (await server.mailsTo(person.email)).filter(({ template }) => template === 'visitors-wait')
  await using second = await startSecondServer(server, { isWorking: false })
  expect(second.url).not.toBe(server.url)
  const look = () =>
    Promise.all([server.runJob('assignment.look_after_waits'), server.runJob('assignment.look_after_waits')])

  server.passTime(4 * minute)
  await look()
  expect(await overdue()).toBe(0)
  server.passTime(2 * minute)
  await look()
  await look()
  expect([await overdue(), (await mails(owner)).length]).toEqual([1, 0])
  server.passTime(5 * minute)
  await look()
  await look()
  const [mail, ...others] = await mails(owner)
  expect(others).toEqual([])
  expect(mail?.values).toMatchObject({ workspace: 'Mali Ceramics', count: 1, minutes: 10 })
  expect(mail?.values.url).toContain(`/chats/${chat.chatId}`)
  // Who is away is not written to.
  expect(await mails(noi)).toEqual([])

  const body = { clientMessageId: newClientMessageId(), text: 'Here I am.' }
  await owner.client.request('POST /api/v1/chats/:chatId/messages', { params: chat.params, body })
  await chat.visitor.say('And another thing')
  server.passTime(6 * minute)
  await look()
  await look()
  expect(await overdue()).toBe(2)
})

test('visitors who wait see their place in the queue, and see it change', async () => {
  const placesOf = ({ visitor }: Given) => {
    const end = new AbortController()
    const seen: (number | null)[] = []
    const done = (async () => {
      for await (const event of visitor.stream(0, end.signal)) if (event.type === 'queue') seen.push(event.place)
    })().catch(() => {})
    stops.push(async () => {
      end.abort()
      await done
    })
    return seen
  }
  const [first, second, content] = [await asked(), await asked(), await newChat()]
  const [ofFirst, ofSecond, ofContent] = [placesOf(first), placesOf(second), placesOf(content)]
  await expect.poll(() => ofFirst).toEqual([1])
  await expect.poll(() => ofSecond).toEqual([2])
  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: first.params })
  await expect.poll(() => ofFirst).toEqual([1, null])
  await expect.poll(() => ofSecond).toEqual([2, 1])
  await content.visitor.act('person')
  await expect.poll(() => ofContent).toEqual([2])
  // Who comes back is told again.
  const again = placesOf(second)
  await expect.poll(() => again).toEqual([1])
})

test('members read the settings and say whether they are there; admins change them, for members alone', async () => {
  const settings = (await noi.client.request('GET /api/v1/assignment')).data
  expect(settings).toEqual({
    timeZone: 'UTC',
    week: null,
    holidays: [],
    rules: [],
    targetMinutes: null,
    tellMinutes: null,
    mailMinutes: null,
  })
  const refused = { code: 'NOT_ALLOWED' }
  await expect(noi.client.request('PATCH /api/v1/assignment', { body: { targetMinutes: 5 } })).rejects.toMatchObject(
    refused,
  )
  const params = { memberId: idOf(noi) }
  await expect(
    noi.client.request('PATCH /api/v1/duty/:memberId', { params, body: { capacity: 1 } }),
  ).rejects.toMatchObject(refused)
  const stranger = { memberId: '0199c0de-7000-7000-8000-000000000001' }
  await expect(
    owner.client.request('PATCH /api/v1/duty/:memberId', { params: stranger, body: { capacity: 1 } }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const overlapping = Array.from({ length: 7 }, () => [
    { from: '09:00', to: '12:00' },
    { from: '11:00', to: '13:00' },
  ])
  await expect(owner.client.request('PATCH /api/v1/assignment', { body: { week: overlapping } })).rejects.toMatchObject(
    {
      code: 'VALIDATION_ERROR',
    },
  )
  await owner.client.request('PATCH /api/v1/assignment', { body: { targetMinutes: 5 } })
  await owner.client.request('PATCH /api/v1/assignment', { body: { tellMinutes: 10 } })
  expect((await noi.client.request('GET /api/v1/assignment')).data).toMatchObject({ targetMinutes: 5, tellMinutes: 10 })
  expect((await setAway(noi, true)).data).toMatchObject({ isAway: true, isHere: false, capacity: null, openChats: 0 })
  const { data: entries } = await owner.client.request('GET /api/v1/audit', { query: {} })
  expect(entries.map(({ action }) => action)).toContain('assignment.changed')
})
