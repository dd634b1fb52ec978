import type { ChatEvent, VisitorSession } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SigningKey, signIdentity } from '../../testing/identity-token.ts'
import { type Person, startTestApp, type TestApp, type TestVisitor } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
let widget: { id: string; key: string }
let key: SigningKey

beforeAll(async () => {
  server = await startTestApp({ VISITOR_MESSAGES_PER_MINUTE: '1000' })
  owner = await server.given.owner()
  const [first] = (await owner.client.request('GET /api/v1/widgets')).data
  widget = { id: first?.id ?? '', key: first?.key ?? '' }
  key = await makeKey()
})
afterAll(() => server.stop())

async function makeKey(): Promise<SigningKey> {
  const { data } = await owner.client.request('POST /api/v1/identity-keys')
  return { keyId: data.key.id, secret: data.secret }
}
const revoke = (keyId: string) => owner.client.request('DELETE /api/v1/identity-keys/:keyId', { params: { keyId } })
const identityOf = (sub: string, claims: object = {}, by = key) => signIdentity(by, { sub, aud: widget.key, ...claims })
const chatOf = async (chatId: string) =>
  (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data
const change = (body: { identityRequired?: boolean; allowedOrigins?: string[] }) =>
  owner.client.request('PATCH /api/v1/widgets/:widgetId', { params: { widgetId: widget.id }, body })

let people = 0
/** A user of the site, on as many devices as are asked for. */
function person(claims: object = {}, by = key) {
  people += 1
  const sub = `user-${people}`
  const identity = () => identityOf(sub, claims, by)
  return {
    sub,
    identity,
    async device(): Promise<TestVisitor & { shown: VisitorSession }> {
      const visitor = await server.given.visitor(owner)
      const shown = await visitor.resume({ token: undefined, identity: identity() })
      return Object.assign(visitor, { shown })
    },
  }
}

test('somebody proven sees their open chat on each device, with what each of them has said', async () => {
  const mali = person({ name: 'Mali', email: 'mali@site.example', attributes: { plan: 'pro' } })
  const phone = await mali.device()
  expect(phone.shown).toMatchObject({ chat: null, messages: [] })
  const question = await phone.say('From the phone')
  const laptop = await mali.device()
  expect(laptop.shown.chat?.id).toBe(question.chatId)
  expect(laptop.shown.messages.map(({ text }) => text)).toEqual(['From the phone'])
  expect((await laptop.say('From the laptop')).chatId).toBe(question.chatId)

  const { chat, visitor } = await chatOf(question.chatId)
  expect(chat.visitor).toEqual({ id: visitor.id, name: 'Mali', email: 'mali@site.example', isVerified: true })
  expect(visitor.verified).toEqual({
    externalId: mali.sub,
    name: 'Mali',
    email: 'mali@site.example',
    attributes: { plan: 'pro' },
  })
})

test('two devices that begin at the same moment begin one chat, of one visitor', async () => {
  const mali = person()
  const devices = await Promise.all([mali.device(), mali.device(), mali.device()])
  const said = await Promise.all(devices.map((device, at) => device.say(`Device ${at}`)))
  expect(new Set(said.map(({ chatId }) => chatId)).size).toBe(1)
  const { visitor } = await chatOf(said[0]?.chatId ?? '')
  expect(visitor.verified?.externalId).toBe(mali.sub)
})

test('what somebody unproven has said stays theirs, and what is said proven is never shown to them', async () => {
  const visitor = await server.given.visitor(owner)
  const anonymous = await visitor.say('Nobody knows me')
  await visitor.act('profile', { name: 'Somchai' })
  const anonymousToken = visitor.token

  const mali = person()
  const proven = await visitor.resume({ identity: mali.identity() })
  expect(proven).toMatchObject({ chat: null, messages: [] })
  const said = await visitor.say('Now you know me')
  expect(said.chatId).not.toBe(anonymous.chatId)
  const before = await chatOf(anonymous.chatId)
  expect(before.chat.visitor).toMatchObject({ name: 'Somchai', isVerified: false })
  expect(before.visitor.verified).toBeNull()
  expect(before.visitor.id).not.toBe((await chatOf(said.chatId)).visitor.id)

  // Back to the unproven token: the unproven chat, and none of the other.
  const back = await visitor.resume({ token: anonymousToken })
  expect(back.messages.map(({ text }) => text)).not.toContain('Now you know me')
  expect(back.chat?.id).toBe(anonymous.chatId)
  const exported = await visitor.act<{ chats: { id: string }[] }>('export')
  expect(exported.chats.map(({ id }) => id)).toEqual([anonymous.chatId])
})

test('claiming to be somebody without a token changes no proven fact and shows nothing of theirs', async () => {
  const mali = person({ name: 'Mali' })
  const device = await mali.device()
  const said = await device.say('Secret of Mali')

  const liar = await server.given.visitor(owner)
  const lie = await liar.say('I am Mali')
  await liar.act('profile', { name: 'Mali', email: 'mali@site.example', attributes: { userId: mali.sub } })
  const lied = await chatOf(lie.chatId)
  expect(lied.visitor).toMatchObject({ name: 'Mali', verified: null })
  expect(lied.chat.visitor.isVerified).toBe(false)
  expect((await liar.resume()).messages.map(({ text }) => text)).not.toContain('Secret of Mali')

  // What the page tells of somebody proven stands beside what is proven.
  await device.act('profile', { name: 'Not Mali', email: 'other@site.example' })
  const { visitor, chat } = await chatOf(said.chatId)
  expect(visitor).toMatchObject({ name: 'Not Mali', verified: { name: 'Mali', email: null } })
  expect(chat.visitor).toMatchObject({ name: 'Mali', email: null })
})

test('a device on which another user signs in shows nothing of the one before', async () => {
  const [mali, somchai] = [person(), person()]
  const device = await mali.device()
  const secret = await device.say('Secret of Mali')
  const malisToken = device.token
  const shown = await device.resume({ identity: somchai.identity() })
  expect(shown).toMatchObject({ chat: null, messages: [] })
  expect((await device.say('Hello')).chatId).not.toBe(secret.chatId)
  // The other way round too, with the token of the wrong person beside the proof.
  const back = await device.resume({ token: device.token, identity: mali.identity() })
  expect(back.chat?.id).toBe(secret.chatId)
  expect((await device.resume({ token: malisToken })).chat?.id).toBe(secret.chatId)
})

test('a token of somebody proven counts no longer than the proof, and cannot be passed off as an unproven one', async () => {
  const now = Math.floor(Date.now() / 1000)
  const mali = person({ exp: now + 3600 })
  const device = await mali.device()
  await device.say('Hello')
  expect(Date.parse(device.shown.verifiedUntil ?? '')).toBe((now + 3600) * 1000)
  const unproven = device.token.replace(/^vt2/, 'vt1')
  expect((await device.call('history', { token: unproven })).code).toBe('INVALID_VISITOR_TOKEN')
  expect((await device.call('history')).status).toBe(200)

  server.passTime(3600_000)
  expect((await device.call('history')).code).toBe('INVALID_VISITOR_TOKEN')
  expect((await device.call('session', { identity: mali.identity() })).code).toBe('IDENTITY_EXPIRED')
  // Without a proof it leads to nothing of theirs.
  const session = await device.act<VisitorSession>('session')
  expect(session).toMatchObject({ chat: null, verifiedUntil: null })
  expect(session.token).toMatch(/^vt1\./)
  server.passTime(-3600_000)
})

/** A stream that is live. `ended` settles when the server has ended it. */
async function liveStream(visitor: TestVisitor): Promise<{ ended: Promise<string> }> {
  const stream = visitor.stream(0, AbortSignal.timeout(20_000))
  for (let next = await stream.next(); !next.done; next = await stream.next()) if (next.value.type === 'ready') break
  const rest = async () => {
    for await (const _ of stream);
    return 'ended'
  }
  const ended = rest()
  // Those that go on end with the test.
  ended.catch(() => {})
  return { ended }
}
const looksOn = () => new Promise<string>((done) => setTimeout(done, 2500, 'open'))

test('a stream ends when the proof of its visitor ends, and not that of others', async () => {
  const mali = person({ exp: Math.floor(Date.now() / 1000) + 1800 })
  const [device, other] = [await mali.device(), await person().device()]
  await device.say('Hello')
  await other.say('Hello')
  const [over, goesOn] = [await liveStream(device), await liveStream(other)]
  server.passTime(1800_000)
  expect(await over.ended).toBe('ended')
  expect(await Promise.race([goesOn.ended, looksOn()])).toBe('open')
  server.passTime(-1800_000)
})

test('with a revoked key go the tokens and streams of those whom it has proven', async () => {
  const weak = await makeKey()
  const device = await person({}, weak).device()
  const kept = await person().device()
  await device.say('Hello')
  await kept.say('Hello')
  await device.answerAfter(1)
  const { ended } = await liveStream(device)
  const polled = device.call('poll', { after: 1_000_000, waitMs: 25_000 })
  await revoke(weak.keyId)
  expect(await ended).toBe('ended')
  expect((await polled).code).toBe('INVALID_VISITOR_TOKEN')
  expect((await device.call('messages', { clientMessageId: 'm-after-all', text: 'More' })).code).toBe(
    'INVALID_VISITOR_TOKEN',
  )
  expect((await kept.call('history')).status).toBe(200)
})

test('a widget for proven visitors takes no others, and their streams end', async () => {
  const unproven = await server.given.visitor(owner)
  await unproven.say('Hello')
  const proven = await person().device()
  const { ended } = await liveStream(unproven)
  await change({ identityRequired: true })
  expect(await ended).toBe('ended')
  expect((await unproven.call('messages', { clientMessageId: 'm-unproven', text: 'More' })).code).toBe(
    'IDENTITY_REQUIRED',
  )
  expect((await unproven.call('session')).code).toBe('IDENTITY_REQUIRED')
  expect((await unproven.call('history')).code).toBe('IDENTITY_REQUIRED')
  expect((await proven.say('Welcome')).text).toBe('Welcome')
  await change({ identityRequired: false })
  expect((await unproven.call('history')).status).toBe(200)
})

test('a fresh proof changes what is known, with an event that leads to the same state; an older one changes nothing', async () => {
  const device = await person({ name: 'Mali' }).device()
  const { chatId } = await device.say('Hello')
  await device.answerAfter(1)
  const { visitor, chat } = await chatOf(chatId)
  const sub = visitor.verified?.externalId ?? ''
  const now = Math.floor(Date.now() / 1000)
  await device.resume({ identity: identityOf(sub, { name: 'Mali Suksan', iat: now + 5 }) })
  await device.resume({ identity: identityOf(sub, { name: 'Old Name', iat: now - 60 }) })
  const after = await chatOf(chatId)
  expect(after.visitor.verified?.name).toBe('Mali Suksan')
  expect(after.chat.visitor.name).toBe('Mali Suksan')
  expect(after.chat.lastSeq).toBe(chat.lastSeq + 1)
  const events = (await device.act<{ events: ChatEvent[] }>('poll', { after: chat.lastSeq })).events
  expect(events.filter((event) => 'seq' in event)).toEqual([
    { type: 'visitor.updated', seq: chat.lastSeq + 1, visitor: after.visitor },
  ])
})

test('starting over begins the same next chat on every device, and the one before stays closed', async () => {
  const mali = person()
  const phone = await mali.device()
  const first = await phone.say('First')
  const laptop = await mali.device()
  const { token } = await phone.act<VisitorSession>('reset')
  const second = await laptop.resume({ identity: mali.identity(), startNew: true })
  expect(second.chat).toBeNull()
  const said = await laptop.say('Second')
  const body = { token, clientMessageId: 'm-on-the-phone', text: 'Third' }
  expect((await phone.act('messages', body)).chatId).toBe(said.chatId)
  expect(said.chatId).not.toBe(first.chatId)
  expect((await chatOf(first.chatId)).chat.status).toBe('closed')
})

test('erasing forgets whom it was about: the same user is somebody new afterwards', async () => {
  const mali = person({ name: 'Mali' })
  const device = await mali.device()
  const { chatId } = await device.say('Forget me')
  await device.act('erase')
  const erased = await chatOf(chatId)
  expect(erased.visitor).toMatchObject({ name: null, verified: null })
  const again = await mali.device()
  expect(again.shown).toMatchObject({ chat: null, messages: [] })
  expect((await chatOf((await again.say('Hello')).chatId)).visitor.id).not.toBe(erased.visitor.id)
  const rows = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query('select 1 from visitors where id = $1 and (external_id is not null or verified is not null)', [
      erased.visitor.id,
    ]),
  )
  expect(rows).toEqual([])
})

test('who never writes is forgotten after a week, who has written is not', async () => {
  const [silent, talks] = [person(), person()]
  await silent.device()
  const { chatId } = await (await talks.device()).say('Hello')
  const known = async (sub: string) =>
    (
      await server.db.transaction(owner.workspaceId, (tx) =>
        tx.query('select 1 from visitors where external_id = $1', [sub]),
      )
    ).length
  expect(await known(silent.sub)).toBe(1)
  server.passTime(8 * 24 * 3600_000)
  for (let run = 0; run < 2; run += 1) await server.runJob('chat.clean_up')
  server.passTime(-8 * 24 * 3600_000)
  expect([await known(silent.sub), await known(talks.sub)]).toEqual([0, 1])
  expect((await chatOf(chatId)).chat.visitor.isVerified).toBe(true)
})
