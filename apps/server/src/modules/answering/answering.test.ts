import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatEvent } from '@minichat/contracts'
import { afterEach, expect, test } from 'vitest'
import { addProvider } from '../../testing/ai-provider.ts'
import { startFakeOpenAi } from '../../testing/fake-openai.ts'
import { nthQuestion } from '../../testing/model-sentences.ts'
import { startTestApp, type TestVisitor } from '../../testing/test-app.ts'

type Behaviour = Parameters<typeof startFakeOpenAi>[0]
const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** A workspace answered by a model server that behaves as the test says, with one thing known. */
async function given(behave: Behaviour) {
  const model = await startFakeOpenAi(behave)
  cleanUps.push(model.stop)
  const server = await startTestApp({ OUTGOING_ALLOW: model.host })
  cleanUps.push(server.stop)
  const owner = await server.given.owner()
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'When are you open?', answer: 'We are open every day from 10:00 to 19:00.' },
  })
  const provider = await addProvider(owner.client, { baseUrl: model.baseUrl, apiKey: 'sk-test-1' })
  await owner.client.request('PATCH /api/v1/ai/settings', { body: { instructions: 'Be kind.', tone: 'formal' } })
  return { model, server, owner, provider, visitor: await server.given.visitor(owner) }
}

/** What a viewer sees who was there before the question, until the AI's message is stored. */
async function ask(visitor: TestVisitor, text: string) {
  return watch(visitor, 0, () => visitor.say(text))
}

/** What a viewer sees from a number on. @param then runs once the viewer is there. */
async function watch(visitor: TestVisitor, after: number, then: () => Promise<unknown> = async () => {}) {
  const events: ChatEvent[] = []
  let shown = ''
  for await (const event of visitor.stream(after, AbortSignal.timeout(20_000))) {
    events.push(event)
    if (event.type === 'ready') await then()
    if (event.type === 'answer.snapshot') shown = event.text
    if (event.type === 'answer.delta') {
      expect(event.offset).toBe(shown.length)
      shown += event.text
    }
    if (event.type === 'message.created' && event.message.author.kind === 'ai')
      return { events, shown, message: event.message }
  }
  throw new Error('The stream ended without an answer.')
}

test('a model’s answer is streamed, stored whole, and cites the sources it was given', async () => {
  const { model, visitor } = await given(async ({ chunk, finish }) => {
    for (const piece of ['We open at ', '10:00 every ', 'day [1: "every day from 10:00"].']) {
      chunk(piece)
      await sleep(60)
    }
    finish()
  })
  const { events, shown, message } = await ask(visitor, 'When are you open?')
  expect(shown).toBe('We open at 10:00 every day [1].')
  expect(message.text).toBe(shown)
  expect(events.filter((event) => event.type === 'answer.delta').length).toBeGreaterThanOrEqual(1)
  expect(message.citations).toMatchObject([{ number: 1, title: 'When are you open?' }])
  expect('We are open every day from 10:00 to 19:00.').toContain(message.citations[0]?.quote)
  const [request] = model.requests
  expect(request?.authorization).toBe('Bearer sk-test-1')
  expect(request?.body).toMatchObject({ model: 'small', stream: true })
  const instructions = request?.body.messages[0]?.content ?? ''
  for (const said of ['We are open every day from 10:00 to 19:00.', 'Be kind.', 'formal']) {
    expect(instructions).toContain(said)
  }
  expect(request?.body.messages.at(-1)).toEqual({ role: 'user', content: 'When are you open?' })
})

test('a source that the model made up is not cited', async () => {
  const { visitor } = await given(({ chunk, finish }) => {
    chunk('Surely [7] and [99].')
    finish()
  })
  const question = await visitor.say('When are you open?')
  expect((await visitor.answerAfter(question.seq)).citations).toEqual([])
})

const failures: [string, Behaviour][] = [
  ['answers 500', ({ response }) => void response.writeHead(500).end('{"error":{"message":"boom"}}')],
  ['answers 429', ({ response }) => void response.writeHead(429, { 'retry-after': '9' }).end()],
  ['sends an HTML page', ({ response }) => void response.writeHead(200).end('<html>hello</html>')],
  [
    'sends garbage in the stream',
    ({ chunk, response }) => {
      chunk('We are ')
      response.end('data: {nonsense\n\n')
    },
  ],
  [
    'breaks in the middle',
    ({ chunk, response }) => {
      chunk('We are op')
      setTimeout(() => response.destroy(), 50)
    },
  ],
  [
    'ends without having finished',
    ({ chunk, response }) => {
      chunk('We are op')
      response.end()
    },
  ],
  [
    'reports an error in the stream',
    ({ chunk, response }) => {
      chunk('We are op')
      response.end('data: {"error":{"message":"overloaded"}}\n\n')
    },
  ],
  ['says nothing', ({ finish }) => finish()],
]
test.each(failures)(
  'when the model %s, the visitor still gets one whole answer from the knowledge',
  async (_name, behave) => {
    const { visitor } = await given(behave)
    const { shown, message } = await ask(visitor, 'When are you open?')
    expect(message.text).toContain('10:00')
    expect(message.text).not.toContain('We are op ')
    expect(message.text.endsWith(shown)).toBe(true)
    const { messages } = await visitor.resume()
    expect(messages.filter((one) => one.author.kind === 'ai')).toHaveLength(1)
  },
)

test('who reloads in the middle of an answer sees the rest of it, whole and once', async () => {
  const words = Array.from({ length: 40 }, (_, index) => nthQuestion(index))
  const { visitor } = await given(async ({ chunk, finish }) => {
    for (const word of words) {
      chunk(word)
      await sleep(60)
    }
    finish()
  })
  const question = await visitor.say('Tell me a long story')
  await sleep(1300)
  const session = await visitor.resume()
  expect(session.answer?.text).toMatch(/^Shall I tell you of number a\? /)
  const { shown, message } = await watch(visitor, question.seq)
  expect(message.text).toBe(words.join(''))
  expect(message.text.startsWith(shown)).toBe(true)
  expect(shown.length).toBeGreaterThan(message.text.length / 2)
})

test('who comes while the model pauses soon sees what was written before, and not only with the next words', async () => {
  let goOn = () => {}
  const { visitor, model } = await given(async ({ chunk, finish }) => {
    chunk('One moment, I am looking that up.')
    await new Promise<void>((resolve) => {
      goOn = resolve
    })
    finish()
  })
  const question = await visitor.say('Where is my order?')
  await expect.poll(model.openCount).toBe(1)
  // The words have passed by, and are not saved yet.
  await sleep(200)
  let shown = ''
  for await (const event of visitor.stream(question.seq, AbortSignal.timeout(10_000))) {
    if (event.type === 'answer.snapshot') shown = event.text
    if (event.type === 'answer.delta') shown += event.text
    if (shown !== '') break
  }
  goOn()
  expect(shown).toBe('One moment, I am looking that up.')
})

test('a member who takes over in the middle silences the AI; what was shown is kept, marked, and nothing follows', async () => {
  const { model, owner, visitor } = await given(async ({ chunk, response }) => {
    for (let i = 0; i < 200 && !response.destroyed; i += 1) {
      chunk(nthQuestion(i))
      await sleep(30)
    }
  })
  const stopped = new AbortController()
  const events: ChatEvent[] = []
  const isThere = Promise.withResolvers<void>()
  const watching = (async () => {
    for await (const event of visitor.stream(0, stopped.signal)) {
      events.push(event)
      if (event.type === 'ready') isThere.resolve()
    }
  })().catch(() => {})
  await isThere.promise
  const question = await visitor.say('Tell me a long story')
  await sleep(700)
  const { data } = await owner.client.request('POST /api/v1/chats/:chatId/take-over', {
    params: { chatId: question.chatId },
  })
  expect(data.epoch).toBe(1)
  await sleep(600)
  stopped.abort()
  await watching

  const takenAt = events.findIndex((event) => event.type === 'chat.taken_over')
  expect(takenAt).toBeGreaterThan(0)
  expect(
    events.slice(takenAt).filter((event) => event.type === 'answer.delta' || event.type === 'answer.snapshot'),
  ).toEqual([])
  const shown = events.reduce(
    (text, event) =>
      event.type === 'answer.snapshot' ? event.text : event.type === 'answer.delta' ? text + event.text : text,
    '',
  )
  const { messages, answer } = await visitor.resume()
  expect(answer).toBeNull()
  expect(messages.at(-1)).toMatchObject({ state: 'interrupted', author: { kind: 'ai' } })
  expect(messages.at(-1)?.text).toBe(shown)
  await sleep(200)
  expect(model.openCount()).toBe(0)
})

test('an answer whose process died is written again by whoever finds its lease lapsed, once', async () => {
  const { server, owner, visitor } = await given(({ chunk, finish }) => {
    chunk('Is that a whole answer?')
    finish()
  })
  const first = await visitor.say('Hello, first')
  await visitor.answerAfter(first.seq)
  // What a dead process leaves: a running answer with a lease that nobody renews.
  await server.db.transaction(owner.workspaceId, async (tx) => {
    await tx.query(
      `select * from post_messages(array[$1::uuid], array[$2::uuid], array[gen_random_uuid()], array['left-over-1'],
         array['visitor'], array[$3::uuid], array['Hello, second'], array[gen_random_uuid()], array[null], array[null::uuid],
         array[null], array[null], 500)`,
      [
        owner.workspaceId,
        first.chatId,
        (await tx.one<{ visitor_id: string }>('select visitor_id from chat_sessions where id = $1', [first.chatId]))
          .visitor_id,
      ],
    )
    await tx.query(
      `update answers set status = 'running', attempt = 1, text = 'Is that a wh', lease_owner = gen_random_uuid(),
         lease_until = clock_timestamp() + interval '1 second' where status = 'pending'`,
    )
  })
  const answer = await visitor.answerAfter(first.seq + 2)
  expect(answer.text).toBe('Is that a whole answer?')
  await sleep(1500)
  const { messages } = await visitor.resume()
  expect(messages.map((message) => message.author.kind)).toEqual(['visitor', 'ai', 'visitor', 'ai'])
})

test('questions that come while an answer is written are answered in order, each once', async () => {
  const { visitor } = await given(async ({ chunk, finish, request }) => {
    chunk('Is it ')
    await sleep(100)
    chunk(`${request.body.messages.at(-1)?.content}?`)
    finish()
  })
  const sent = await Promise.all(['one', 'two', 'three'].map((text) => visitor.say(text)))
  const order = sent.toSorted((a, b) => a.seq - b.seq).map((message) => `Is it ${message.text}?`)
  const answers: string[] = []
  for await (const event of visitor.stream(0, AbortSignal.timeout(20_000))) {
    if (event.type === 'message.created' && event.message.author.kind === 'ai') answers.push(event.message.text)
    if (answers.length === 3) break
  }
  expect(answers).toEqual(order)
})

test('an answer with characters that cannot be stored, or a quote cut inside one, is stored without them', async () => {
  const { owner, visitor } = await given(({ chunk, finish }) => {
    chunk('Are you\0 open? [1] [2]')
    finish()
  })
  const text = `When are you open? ${'x'.repeat(220)}${'😀'.repeat(40)}`
  await owner.client.request('POST /api/v1/knowledge/documents', { body: { title: 'Hours', format: 'text', text } })
  const { seq } = await visitor.say('When are you open?')
  const answer = await visitor.answerAfter(seq)
  expect(answer.text).toBe('Are you open? [1]')
  expect(answer.citations.length).toBeGreaterThan(0)
})
