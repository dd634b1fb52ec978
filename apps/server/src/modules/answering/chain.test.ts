import { setTimeout as sleep } from 'node:timers/promises'
import { type AiModelKind, type ChatEvent, modelKinds } from '@minichat/contracts'
import { afterEach, expect, test } from 'vitest'
import { addProvider } from '../../testing/ai-provider.ts'
import { type ProviderReply, says, startFakeProvider } from '../../testing/fake-provider.ts'
import { startTestApp, type TestVisitor } from '../../testing/test-app.ts'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

type Behaviour = (reply: ProviderReply) => void | Promise<void>
const timeouts = { firstTokenMs: 1000, gapMs: 1000, wholeMs: 5000 }

/** A workspace with these providers in this order, and one thing that the built-in responder knows. */
async function given(...chain: [AiModelKind, Behaviour][]) {
  const fakes = await Promise.all(chain.map(([kind, behave]) => startFakeProvider(kind, behave)))
  const server = await startTestApp({ OUTGOING_ALLOW: fakes.map(({ host }) => host).join(',') })
  cleanUps.push(...fakes.map(({ stop }) => stop), server.stop)
  const owner = await server.given.owner()
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'When are you open?', answer: 'We are open every day from 10:00 to 19:00.' },
  })
  const ids: string[] = []
  for (const [at, { kind, baseUrl }] of fakes.entries()) {
    ids.push((await addProvider(owner.client, { kind, baseUrl, name: `Provider ${at + 1}`, timeouts })).id)
  }
  const health = async () => (await owner.client.request('GET /api/v1/ai/providers')).data.map((one) => one.health)
  return { server, owner, fakes, ids, health, visitor: await server.given.visitor(owner) }
}

/** What a viewer sees, of models that only ask something, as that needs no source; from the question to the stored answer. */
async function ask(visitor: TestVisitor, text = 'When are you open?') {
  const { seq } = await visitor.say(text)
  const events: ChatEvent[] = []
  for await (const event of visitor.stream(seq, AbortSignal.timeout(40_000))) {
    events.push(event)
    if (event.type === 'message.created' && event.message.author.kind === 'ai') {
      return { events, message: event.message }
    }
  }
  throw new Error('The stream ended without an answer.')
}

const fails =
  (status: number): Behaviour =>
  ({ response }) =>
    void response.writeHead(status).end('{"error":{"message":"down"}}')
const hangs: Behaviour = () => {}
const cutAfter =
  (text: string): Behaviour =>
  ({ piece, response }) => {
    piece(text)
    setTimeout(() => response.destroy(), 50)
  }

test.each(modelKinds)(
  '%s: when it is cut in the midst, the next one’s whole answer takes the place of what was shown',
  async (kind) => {
    const { visitor, fakes } = await given(
      [kind, cutAfter('Would you like to know more? And sh')],
      ['compatible', says('Shall I tell you when we open?')],
    )
    const { events, message } = await ask(visitor)
    expect(message.text).toBe('Shall I tell you when we open?')
    const deltas = events.filter((event) => event.type === 'answer.delta' || event.type === 'answer.snapshot')
    const begunAnew = deltas.findLastIndex((event) => event.type === 'answer.snapshot' && event.text === '')
    expect(
      deltas
        .slice(0, begunAnew)
        .map((event) => event.text)
        .join(''),
    ).toBe('Would you like to know more? ')
    expect(
      deltas
        .slice(begunAnew)
        .map((event) => event.text)
        .join(''),
    ).toBe('Shall I tell you when we open?')
    expect((await visitor.resume()).messages.filter((one) => one.author.kind === 'ai')).toHaveLength(1)
    // What has been shown is not asked for again.
    expect(fakes.map(({ requests }) => requests.length)).toEqual([1, 1])
  },
)

test('providers are asked in their order, and those that are switched off are not', async () => {
  const { visitor, owner, fakes, ids } = await given(
    ['anthropic', says('Is this from the first?')],
    ['google', says('Is this from the second?')],
  )
  expect((await ask(visitor)).message.text).toBe('Is this from the first?')
  await owner.client.request('PUT /api/v1/ai/providers/order', { body: { ids: ids.toReversed() } })
  expect((await ask(visitor)).message.text).toBe('Is this from the second?')
  const params = { providerId: ids[1] ?? '' }
  await owner.client.request('PATCH /api/v1/ai/providers/:providerId', { params, body: { isEnabled: false } })
  expect((await ask(visitor)).message.text).toBe('Is this from the first?')
  expect(fakes.map(({ requests }) => requests.length)).toEqual([2, 1])
})

test('when every provider fails, each in its own way, the built-in responder answers, and the reasons are kept', async () => {
  const { visitor, server, owner, fakes } = await given(
    ['openai', fails(401)],
    ['ollama', hangs],
    ['anthropic', cutAfter('Half an ans')],
  )
  const { message } = await ask(visitor)
  expect(message.text).toContain('10:00')
  expect(message.text).not.toContain('Half')
  const [answer] = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query<{ responder: string; problem: string }>('select responder, problem from answers'),
  )
  expect(answer?.responder).toBe('builtin')
  for (const said of [
    'openai: the provider answered 401',
    'ollama: nothing came within 1 s',
    'anthropic: the stream broke',
  ]) {
    expect(answer?.problem).toContain(said)
  }
  for (const fake of fakes) await expect.poll(fake.openCount).toBe(0)
})

test('a provider that fails three times in a row is left out, is tried by one question when its pause is over, and is back', async () => {
  const { visitor, server, fakes, health } = await given(['openai', fails(401)])
  const [fake] = fakes
  for (let n = 0; n < 3; n += 1) await ask(visitor)
  expect(fake?.requests).toHaveLength(3)
  expect(await health()).toMatchObject([
    { state: 'open', failuresInRow: 3, lastFailure: 'the provider answered 401: down' },
  ])
  const { message } = await ask(visitor)
  expect(message.text).toContain('10:00')
  expect(fake?.requests).toHaveLength(3)

  server.passTime(16_000)
  expect(await health()).toMatchObject([{ state: 'trial' }])
  await ask(visitor)
  expect(fake?.requests).toHaveLength(4)
  // Longer now.
  server.passTime(16_000)
  await ask(visitor)
  expect(fake?.requests).toHaveLength(4)

  fake?.behave(says('Am I back again?'))
  server.passTime(16_000)
  expect((await ask(visitor)).message.text).toBe('Am I back again?')
  expect(await health()).toMatchObject([{ state: 'closed', failuresInRow: 0, openUntil: null }])
})

test('of many questions at once, one alone tries a provider whose pause is over', async () => {
  const { server, owner, visitor, fakes } = await given(['openai', fails(401)])
  for (let n = 0; n < 3; n += 1) await ask(visitor)
  server.passTime(16_000)
  const visitors = await Promise.all(Array.from({ length: 5 }, () => server.given.visitor(owner)))
  await Promise.all(visitors.map((one) => ask(one)))
  expect(fakes[0]?.requests).toHaveLength(4)
})

test('a provider that says when to come back is left out until then', async () => {
  const { visitor, server, fakes, health } = await given([
    'openai',
    ({ response }) => void response.writeHead(429, { 'retry-after': '40' }).end(),
  ])
  await ask(visitor)
  expect(await health()).toMatchObject([{ state: 'open', failuresInRow: 1 }])
  server.passTime(30_000)
  await ask(visitor)
  expect(fakes[0]?.requests).toHaveLength(1)
  server.passTime(11_000)
  await ask(visitor)
  expect(fakes[0]?.requests).toHaveLength(2)
})

test('a changed provider is tried at once, and so is one whose test went well', async () => {
  const { visitor, owner, fakes, ids, health } = await given(['openai', fails(401)])
  const [fake] = fakes
  for (let n = 0; n < 3; n += 1) await ask(visitor)
  fake?.behave(says('Am I here again?'))
  const [providerId = ''] = ids
  await owner.client.request('POST /api/v1/ai/providers/test', {
    body: { question: 'Hello?', provider: { providerId } },
  })
  expect(await health()).toMatchObject([{ state: 'closed' }])
  fake?.behave(fails(401))
  for (let n = 0; n < 3; n += 1) await ask(visitor)
  expect(await health()).toMatchObject([{ state: 'open' }])
  const params = { providerId }
  await owner.client.request('PATCH /api/v1/ai/providers/:providerId', { params, body: { apiKey: 'a-new-key' } })
  expect(await health()).toMatchObject([{ state: 'closed' }])
})

test('however many providers stand still, the visitor sees something within 30 s', async () => {
  const { visitor, owner, fakes, ids } = await given(['openai', hangs], ['anthropic', hangs], ['google', hangs])
  for (const providerId of ids) {
    const body = { timeouts: { firstTokenMs: 12_000 } }
    await owner.client.request('PATCH /api/v1/ai/providers/:providerId', { params: { providerId }, body })
  }
  const startedAt = performance.now()
  const { message } = await ask(visitor)
  expect(message.text).toContain('10:00')
  expect(performance.now() - startedAt).toBeLessThan(30_000)
  for (const fake of fakes) await expect.poll(fake.openCount).toBe(0)
}, 60_000)

test('a member who takes over while a provider is silent ends the call, and no other provider is asked', async () => {
  const { visitor, owner, fakes, health } = await given(['ollama', hangs], ['openai', says('Too late.')])
  const { chatId } = await visitor.say('When are you open?')
  await expect.poll(() => fakes[0]?.openCount()).toBe(1)
  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId } })
  await expect.poll(() => fakes[0]?.openCount()).toBe(0)
  await sleep(200)
  expect(fakes[1]?.requests).toHaveLength(0)
  expect(await health()).toMatchObject([{ state: 'closed' }, { state: 'closed' }])
})
