import type { NotificationWishes } from '@minichat/contracts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { caughtUp } from '../../testing/caught-up.ts'
import { startFakePushService } from '../../testing/fake-push-service.ts'
import { turnTwoFactorOn } from '../../testing/second-factor.ts'
import { newClientMessageId, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { asAdmin } from '../../testing/test-postgres.ts'

const minute = 60_000
const service = await startFakePushService()
let server: TestApp
let owner: Person
let noi: Person

beforeAll(async () => {
  server = await startTestApp({ OUTGOING_ALLOW: service.host, ADDRESS_MESSAGES_PER_MINUTE: '1000' })
  owner = await server.given.owner()
  noi = await server.given.colleague(owner, 'member', 'noi@example.com')
})
afterAll(async () => {
  await server.stop()
  await service.stop()
})
afterEach(async () => {
  await settled()
  expect(service.problems.splice(0)).toEqual([])
  service.received.splice(0)
  for (const person of [owner, noi]) {
    for (const { id } of await devicesOf(person)) await remove(person, id)
    await wish(person, { requests: true, assignments: true, mentions: true, messages: true, previews: false })
    await person.client.request('PUT /api/v1/duty/me', { body: { isAway: false } })
  }
})

const settingsOf = async (person: Person) => (await person.client.request('GET /api/v1/notifications')).data
const devicesOf = async (person: Person) => (await settingsOf(person)).devices
const wish = (person: Person, body: Partial<NotificationWishes>) =>
  person.client.request('PATCH /api/v1/notifications', { body })
const remove = (person: Person, deviceId: string) =>
  person.client.request('DELETE /api/v1/notifications/devices/:deviceId', { params: { deviceId } })
const add = (person: Person, body: { endpoint: string; keys: { p256dh: string; auth: string } }) =>
  person.client.request('POST /api/v1/notifications/devices', { body })

/** A browser of somebody's that gets push messages. */
async function subscribed(person: Person, name = person.email) {
  const { endpoint, keys, unsubscribe } = service.subscribe(name, (await settingsOf(person)).pushKey)
  const { data } = await add(person, { endpoint, keys })
  return { id: data.id, endpoint, keys, unsubscribe }
}

async function newChat(words = 'Hello, it is about my order') {
  const visitor = await server.given.visitor(owner)
  const { chatId, seq } = await visitor.say(words)
  await visitor.answerAfter(seq)
  return { visitor, chatId, params: { chatId } }
}

/** Everything that has happened has been looked at, and what it led to is done. */
async function settled() {
  await caughtUp(server)
  await server.runQueue()
}
/** What came since the last look, by whom it was for. */
async function told() {
  await settled()
  return service.received.splice(0).map(({ name, said }) => [name, said.kind, said.title, said.body])
}
const assign = (person: Person, { params }: { params: { chatId: string } }, to: Person) =>
  person.client.request('POST /api/v1/chats/:chatId/assign', { params, body: { memberId: to.me.user.id } })

test('each of the four occasions is told to whom it concerns, encrypted for their browser and with a proven sender', async () => {
  await subscribed(owner)
  await subscribed(noi)
  const chat = await newChat()
  await chat.visitor.act('person')
  const request = 'A visitor asks for a person'
  expect((await told()).sort()).toEqual([
    ['mali@example.com', 'request', request, ''],
    ['noi@example.com', 'request', request, ''],
  ])

  await assign(owner, chat, noi)
  expect(await told()).toEqual([['noi@example.com', 'assignment', 'A visitor is waiting for you', '']])

  await chat.visitor.act('profile', { name: 'Somchai' })
  await chat.visitor.say('Are you there?')
  await settled()
  const [message, ...others] = service.received.splice(0)
  expect(others).toEqual([])
  expect(message?.said).toEqual({
    workspaceId: owner.workspaceId,
    chatId: chat.chatId,
    kind: 'message',
    lang: 'en',
    title: 'Somchai',
    body: 'New message',
  })
  expect(message?.headers).toMatchObject({ topic: chat.chatId.replaceAll('-', ''), urgency: 'high' })
  expect(message?.contact).toBe('mailto:postmaster@127.0.0.1')
  expect(message?.body.includes('Somchai')).toBe(false)

  const note = { clientNoteId: newClientMessageId(), text: 'He is the one from May', mentions: [owner.me.user.id] }
  await noi.client.request('POST /api/v1/chats/:chatId/notes', { params: chat.params, body: note })
  expect(await told()).toEqual([['mali@example.com', 'mention', 'noi mentioned you', '']])
})

test('what was written is shown to who wants that, in their language, and nothing of what they do not want to hear of', async () => {
  await subscribed(noi)
  await wish(noi, { previews: true, mentions: false })
  await noi.client.request('PATCH /api/v1/me', { body: { locale: 'th' } })
  const chat = await newChat()
  await chat.visitor.act('person')
  expect(await told()).toMatchObject([
    ['noi@example.com', 'request', 'ผู้เยี่ยมชม ขอคุยกับเจ้าหน้าที่', 'Hello, it is about my order'],
  ])
  await assign(owner, chat, noi)
  await told()
  await chat.visitor.say(`Where is it? ${'สวัสดี🙂'.repeat(2000).slice(0, 7000)}`)
  const [[, , title, body = ''] = []] = await told()
  expect(title).toBe('ผู้เยี่ยมชม')
  expect(body.startsWith('Where is it? สวัสดี')).toBe(true)
  expect(body.length).toBeLessThanOrEqual(160)

  const note = { clientNoteId: newClientMessageId(), text: 'Look', mentions: [noi.me.user.id] }
  await owner.client.request('POST /api/v1/chats/:chatId/notes', { params: chat.params, body: note })
  await wish(noi, { messages: false })
  await chat.visitor.say('Hello?')
  expect(await told()).toEqual([])
  await noi.client.request('PATCH /api/v1/me', { body: { locale: 'en' } })
})

test('who is away or outside the hours is not called to what is nobody’s, and hears of what is theirs', async () => {
  await subscribed(owner)
  await subscribed(noi)
  await noi.client.request('PUT /api/v1/duty/me', { body: { isAway: true } })
  const chat = await newChat()
  await chat.visitor.act('person')
  expect((await told()).map(([name]) => name)).toEqual(['mali@example.com'])
  await assign(owner, chat, noi)
  expect((await told()).map(([name, kind]) => [name, kind])).toEqual([['noi@example.com', 'assignment']])

  const closed = Array.from({ length: 7 }, () => [])
  await owner.client.request('PATCH /api/v1/assignment', { body: { week: closed } })
  const late = await newChat()
  await late.visitor.act('person')
  expect(await told()).toEqual([])
  await chat.visitor.say('Still there?')
  expect((await told()).map(([name, kind]) => [name, kind])).toEqual([['noi@example.com', 'message']])
  await owner.client.request('PATCH /api/v1/assignment', { body: { week: null } })
})

test('who has a dashboard open is told nothing; once it is closed, what they have not read is', async () => {
  await subscribed(owner)
  const end = new AbortController()
  const stream = await owner.client.stream('GET /api/v1/inbox/stream', { query: {}, signal: end.signal })
  const chat = await newChat()
  await assign(noi, chat, owner)
  await chat.visitor.say('Are you there?')
  await settled()
  // Looked at again a while later: they are still there.
  await server.runJob('notifications.push', await waitingPush())
  expect(service.received).toEqual([])

  end.abort()
  await stream.body?.cancel().catch(() => {})
  await chat.visitor.say('Nobody?')
  const waiting = await waitingPush()
  // A page that is reloaded counts as open for ten seconds.
  await expect
    .poll(
      async () => {
        await server.runJob('notifications.push', waiting)
        return service.received.splice(0).map(({ said }) => said.kind)
      },
      { timeout: 20_000, interval: 500 },
    )
    .toEqual(['message'])

  const lastSeq = (await owner.client.request('GET /api/v1/chats/:chatId', { params: chat.params })).data.chat.lastSeq
  await owner.client.request('POST /api/v1/chats/:chatId/marks', { params: chat.params, body: { readSeq: lastSeq } })
  await server.runJob('notifications.push', waiting)
  expect(service.received).toEqual([])
})

/** The payload of the job that waits. */
async function waitingPush(): Promise<Record<string, unknown>> {
  await caughtUp(server)
  const { rows } = await asAdmin(server.database.urls.migration, (admin) =>
    admin.query<{ payload: Record<string, unknown> }>(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'notifications.push' order by j.id desc limit 1`,
    ),
  )
  return rows[0]?.payload ?? {}
}

test('a push service that is down is asked again for some minutes, and then no more', async () => {
  await subscribed(noi)
  const chat = await newChat()
  const before = service.asked()
  service.answerNext(503)
  await assign(owner, chat, noi)
  await settled()
  expect([service.asked() - before, service.received.length]).toEqual([1, 0])
  const again = await waitingPush()
  expect(again).toMatchObject({ attempt: 2, chatId: chat.chatId })
  await server.runJob('notifications.push', again)
  expect(service.received.splice(0).map(({ said }) => said.kind)).toEqual(['assignment'])

  service.answerNext(503)
  await server.runJob('notifications.push', { ...again, attempt: 5 })
  expect((await waitingPush()).attempt).toBe(2)
  await server.runJob('notifications.push', { ...again, sinceMs: Number(again.sinceMs) - 16 * minute })
  expect(service.received).toEqual([])
})

test('a browser is told nothing more once its subscription or its session has ended, or it has failed five times', async () => {
  const gone = await subscribed(noi)
  const chat = await newChat()
  gone.unsubscribe()
  await assign(owner, chat, noi)
  await settled()
  expect(await devicesOf(noi)).toEqual([])

  const other = await server.given.signIn(noi.email)
  await subscribed(other)
  await subscribed(noi)
  expect((await devicesOf(noi)).map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true])
  await other.client.request('POST /api/v1/auth/logout')
  expect((await devicesOf(noi)).map(({ isCurrent }) => isCurrent)).toEqual([true])

  service.answerNext(403, 403, 403, 403, 403)
  for (let at = 1; at <= 5; at += 1) {
    expect(await devicesOf(noi)).toHaveLength(1)
    await chat.visitor.say(`Message ${at}`)
    await settled()
  }
  expect(await devicesOf(noi)).toEqual([])
})

test('who may look into the workspace no more is told nothing of it', async () => {
  const guest = await server.given.colleague(owner, 'member', 'guest@example.com')
  for (const person of [owner, noi, guest]) await subscribed(person)
  const namesTold = async () => {
    await (await newChat()).visitor.act('person')
    return (await told()).map(([name]) => name).sort()
  }
  expect(await namesTold()).toEqual([guest.email, owner.email, noi.email])
  await owner.client.request('DELETE /api/v1/team/members/:userId', { params: { userId: guest.me.user.id } })
  expect(await namesTold()).toEqual([owner.email, noi.email])

  await turnTwoFactorOn(owner)
  await owner.client.request('PUT /api/v1/workspace/second-factor', { body: { isRequired: true } })
  expect(await namesTold()).toEqual([owner.email])
  await owner.client.request('PUT /api/v1/workspace/second-factor', { body: { isRequired: false } })
})

test('private addresses, plain http and what is no key are refused; a browser is listed once, whoever uses it', async () => {
  const { endpoint, keys } = service.subscribe('n', (await settingsOf(noi)).pushKey)
  for (const [refused, code] of [
    ['https://127.0.0.1/send/1', 'ADDRESS_NOT_ALLOWED'],
    ['https://169.254.169.254/latest', 'ADDRESS_NOT_ALLOWED'],
    ['http://push.example.com/send/1', 'VALIDATION_ERROR'],
    ['ftp://push.example.com/send/1', 'VALIDATION_ERROR'],
  ] as const) {
    await expect(add(noi, { endpoint: refused, keys })).rejects.toMatchObject({ code })
  }
  const p256dh = Buffer.alloc(65, 4).toString('base64url')
  await expect(add(noi, { endpoint, keys: { ...keys, p256dh } })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  expect(await devicesOf(noi)).toEqual([])

  const first = (await add(noi, { endpoint, keys })).data
  expect((await add(noi, { endpoint, keys })).data).toEqual(first)
  await add(owner, { endpoint, keys })
  expect([(await devicesOf(noi)).length, (await devicesOf(owner)).length]).toEqual([0, 1])
  const [mine] = await devicesOf(owner)
  await expect(remove(noi, mine?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' })

  // Its name has led to a private address since: it is not called, and not kept.
  await asAdmin(server.database.urls.migration, (admin) =>
    admin.query(`update push_devices set endpoint = 'https://localhost:8443/send'`),
  )
  await assign(noi, await newChat(), owner)
  await settled()
  expect(await devicesOf(owner)).toEqual([])
})
