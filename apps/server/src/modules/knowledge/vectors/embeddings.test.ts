import type { EmbeddingsChange } from '@minichat/contracts'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type Call, startHttpScript } from '../../../testing/http-script.ts'
import { startTestApp } from '../../../testing/test-app.ts'
import type { KnowledgeModule } from '../index.ts'
import { ngramModel } from './ngram-embedder.ts'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** What texts are about, as a model would know it: [animals, money]. */
const meaning = (text: string) => [/dog|pupp|zwierz/i.test(text) ? 1 : 0.01, /price|cost|baht/i.test(text) ? 1 : 0.01]

type Body = { input: string[]; requests: { content: { parts: { text: string }[] }; taskType: string }[] }

/** A model server with all three wire formats. */
function embedsAll({ path, body }: Call) {
  const asked = JSON.parse(body) as Body
  if (path.startsWith('/v1beta/models/gemini:batchEmbedContents')) {
    return { json: { embeddings: asked.requests.map((one) => ({ values: meaning(one.content.parts[0]!.text) })) } }
  }
  if (path === '/api/embed') return { json: { embeddings: asked.input.map(meaning) } }
  if (path !== '/v1/embeddings') return { status: 404, json: { error: { message: `no ${path}` } } }
  // In any order: the index counts.
  const data = asked.input.map((text, index) => ({ index, embedding: meaning(text) }))
  return { json: { data: data.reverse() } }
}

async function given(answer: Parameters<typeof startHttpScript>[0] = embedsAll) {
  const model = await startHttpScript(answer)
  cleanUps.push(model.stop)
  const server = await startTestApp({ OUTGOING_ALLOW: '127.0.0.1' })
  cleanUps.push(server.stop)
  const owner = await server.given.owner()
  const request = owner.client.request
  await request('POST /api/v1/knowledge/entries', { body: { question: 'Puppies', answer: 'They stay for free.' } })
  await request('POST /api/v1/knowledge/entries', { body: { question: 'Breakfast', answer: 'Porridge and eggs.' } })
  return {
    model,
    server,
    owner,
    set: (body: EmbeddingsChange) => request('PUT /api/v1/knowledge/embeddings', { body }),
    read: async () => (await request('GET /api/v1/knowledge/embeddings')).data,
    models: () =>
      server.db.transaction(owner.workspaceId, async (tx) =>
        (
          await tx.query<{ model: string; count: number }>(
            'select model, count(*)::integer as count from knowledge_vectors group by model order by model',
          )
        ).map((row) => `${row.model.replace(/\d+$/, '')} ${row.count}`),
      ),
    ask: async (question: string) => {
      const visitor = await server.given.visitor(owner)
      return visitor.answerAfter((await visitor.say(question)).seq)
    },
  }
}

const openai = (origin: string, model = 'small'): EmbeddingsChange => ({
  kind: 'openai',
  baseUrl: `${origin}/v1`,
  model,
  apiKey: 'sk-secret-key',
})

test('without a provider the own model embeds everything at once', async () => {
  const { read } = await given()
  expect(await read()).toEqual({
    kind: 'builtin',
    baseUrl: '',
    model: ngramModel,
    hasApiKey: false,
    passageCount: 2,
    embeddedCount: 2,
    problem: null,
  })
})

test('an OpenAI-compatible endpoint embeds all passages, in order, with its key; new ones too, and a second run none', async () => {
  const { model, server, owner, set, read } = await given()
  const { data } = await set(openai(model.origin))
  expect(data).toMatchObject({ kind: 'openai', hasApiKey: true, passageCount: 2, embeddedCount: 0 })
  expect(JSON.stringify(data)).not.toContain('sk-secret')
  await server.runQueue()
  expect(await read()).toMatchObject({ embeddedCount: 2, problem: null })
  expect(model.calls.at(-1)).toMatchObject({
    path: '/v1/embeddings',
    headers: { authorization: 'Bearer sk-secret-key' },
  })
  const body = { question: 'Kittens', answer: 'Too.' }
  await owner.client.request('POST /api/v1/knowledge/entries', { body })
  await server.runQueue()
  expect(await read()).toMatchObject({ passageCount: 3, embeddedCount: 3 })
  const calls = model.calls.length
  await server.runJob('knowledge.embed', { workspaceId: owner.workspaceId })
  expect(model.calls.length).toBe(calls)
})

test('Google and Ollama are spoken to in their own formats', async () => {
  const { model, server, set, read } = await given()
  await set({ kind: 'google', baseUrl: `${model.origin}/v1beta`, model: 'gemini', apiKey: 'g-key' })
  await server.runQueue()
  expect(await read()).toMatchObject({ kind: 'google', embeddedCount: 2 })
  const call = model.calls.at(-1)!
  expect(call.headers['x-goog-api-key']).toBe('g-key')
  expect((JSON.parse(call.body) as Body).requests[0]).toMatchObject({
    model: 'models/gemini',
    taskType: 'RETRIEVAL_DOCUMENT',
  })
  await set({ kind: 'ollama', baseUrl: model.origin, model: 'nomic' })
  await server.runQueue()
  expect(await read()).toMatchObject({ kind: 'ollama', hasApiKey: true, embeddedCount: 2 })
})

test('another model embeds everything anew, and what the old one made is forgotten', async () => {
  const { model, server, set, models } = await given()
  await set(openai(model.origin))
  await server.runQueue()
  expect(await models()).toEqual([`${ngramModel.replace(/\d+$/, '')} 2`, 'openai:small@127.0.0.1: 2'])
  await set(openai(model.origin, 'large'))
  await server.runQueue()
  expect(await models()).toEqual([`${ngramModel.replace(/\d+$/, '')} 2`, 'openai:large@127.0.0.1: 2'])
  await set({ kind: 'builtin' })
  await server.runQueue()
  expect(await models()).toEqual([`${ngramModel.replace(/\d+$/, '')} 2`])
})

test('a passage that shares no letter with the question is found by what the model knows', async () => {
  const { model, server, owner, set } = await given()
  const knowledge = server.app.modules.find(({ name }) => name === 'knowledge') as KnowledgeModule
  const search = () => knowledge.search(owner.workspaceId, 'zwierzę')
  expect((await search()).map(({ heading }) => heading)).toEqual([])
  await set(openai(model.origin))
  await server.runQueue()
  const [first] = await search()
  expect(first?.heading).toBe('Puppies')
})

test('what does not embed is refused with the real reason, and nothing changes', async () => {
  const { model, set, read } = await given(() => ({
    status: 401,
    json: { error: { message: 'Incorrect API key: sk-secret-key' } },
  }))
  await expect(set(openai(model.origin))).rejects.toMatchObject({
    code: 'RESPONDER_FAILED',
    message: expect.stringContaining('401: Incorrect API key: [masked]'),
  })
  expect(await read()).toMatchObject({ kind: 'builtin' })
})

test.each([
  ['too few vectors', { json: { data: [] } }],
  ['no vectors', { json: { data: [{ index: 0, embedding: 'AAAA' }] } }],
  ['no JSON', { text: '<html>' }],
  ['null', { text: 'null' }],
])('an answer with %s is refused', async (_what, answer) => {
  const { model, set } = await given(() => answer)
  await expect(set(openai(model.origin))).rejects.toMatchObject({ code: 'RESPONDER_FAILED' })
})

test('private addresses are refused, also behind a name', async () => {
  const { set } = await given()
  await expect(set(openai('http://169.254.169.254'))).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' })
  await expect(set(openai('http://localhost:1'))).rejects.toMatchObject({ code: 'RESPONDER_FAILED' })
})

test('a key goes to the server that it was entered for and to no other', async () => {
  const { model, set } = await given()
  const other = await startHttpScript(embedsAll)
  cleanUps.push(other.stop)
  await set(openai(model.origin))
  const { data } = await set({ kind: 'openai', baseUrl: `${model.origin}/v1`, model: 'large' })
  expect(data.hasApiKey).toBe(true)
  const elsewhere = await set({ kind: 'openai', baseUrl: `${other.origin}/v1`, model: 'large' })
  expect(elsewhere.data.hasApiKey).toBe(false)
  expect(other.calls.map(({ headers }) => headers.authorization)).toEqual([undefined])
})

test('a provider that fails later is noted, and questions are answered without it', async () => {
  let isDown = false
  const { model, server, owner, set, read, ask } = await given((call) =>
    isDown ? { status: 503, json: { error: 'overloaded' } } : embedsAll(call),
  )
  await set(openai(model.origin))
  await server.runQueue()
  isDown = true
  const body = { question: 'Do you rent bicycles?', answer: 'Yes, 200 baht a day.' }
  await owner.client.request('POST /api/v1/knowledge/entries', { body })
  const job = server.runJob('knowledge.embed', { workspaceId: owner.workspaceId })
  await expect(job).rejects.toThrow('503')
  expect(await read()).toMatchObject({ embeddedCount: 2, passageCount: 3, problem: expect.stringContaining('503') })
  expect((await ask('can I rent a bicycle')).text).toContain('200 baht')
  isDown = false
  await server.runJob('knowledge.embed', { workspaceId: owner.workspaceId })
  expect(await read()).toMatchObject({ embeddedCount: 3, problem: null })
})

test('members see the settings, only admins change them', async () => {
  const { server, owner } = await given()
  const member = await server.given.colleague(owner, 'member')
  await member.client.request('GET /api/v1/knowledge/embeddings')
  const change = member.client.request('PUT /api/v1/knowledge/embeddings', { body: { kind: 'builtin' } })
  await expect(change).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

/** With what an endpoint counts: a token for each text. */
const counts = (call: Call) => {
  const { json } = embedsAll(call)
  return { json: { ...json, usage: { prompt_tokens: (JSON.parse(call.body) as Body).input.length } } }
}
const priced = 'text-embedding-3-small'

test('each call is in the books with its tokens and price: the trial, passages, and a visitor’s question', async () => {
  const { model, server, owner, set, ask } = await given(counts)
  await set(openai(model.origin, priced))
  await server.runQueue()
  const answer = await ask('is there porridge')
  const calls = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(
      `select input_tokens, is_estimated, is_priced, cost_micro_usd, outcome, answer_id is not null as "isAsked",
         visitor_id is not null as "hasVisitor"
       from ai_calls where purpose = 'embedding' and kind = 'compatible' and model = $1 order by started_at, id`,
      [priced],
    ),
  )
  const call = { is_estimated: false, is_priced: true, cost_micro_usd: 1, outcome: 'done' }
  expect(calls).toEqual([
    { ...call, input_tokens: 1, isAsked: false, hasVisitor: false },
    { ...call, input_tokens: 2, isAsked: false, hasVisitor: false },
    { ...call, input_tokens: 1, isAsked: true, hasVisitor: true },
  ])
  const { data } = await owner.client.request('GET /api/v1/ai/spend', { query: {} })
  expect(data.today).toMatchObject({ calls: 3, inputTokens: 4, costMicroUsd: 3 })
  const params = { chatId: answer.chatId, messageId: answer.id }
  const { data: trace } = await owner.client.request('GET /api/v1/chats/:chatId/messages/:messageId/trace', { params })
  expect(trace.usage).toMatchObject({ inputTokens: 1, costMicroUsd: 1 })
})

test('tokens that a provider does not tell are estimated, and a refusal costs nothing', async () => {
  const { model, server, owner, set } = await given()
  await set({ kind: 'google', baseUrl: `${model.origin}/v1beta`, model: 'gemini' })
  await expect(set({ kind: 'google', baseUrl: `${model.origin}/elsewhere`, model: 'gemini' })).rejects.toMatchObject({
    code: 'RESPONDER_FAILED',
  })
  const calls = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(
      `select is_estimated, input_tokens > 0 as "hasTokens", status, outcome from ai_calls order by started_at, id`,
    ),
  )
  expect(calls).toEqual([
    { is_estimated: true, hasTokens: true, status: 200, outcome: 'done' },
    { is_estimated: expect.any(Boolean), hasTokens: false, status: 404, outcome: 'failed' },
  ])
})

test('what a cap stops is embedded later; until then questions are answered without the provider', async () => {
  const { model, server, owner, set, read, ask } = await given(counts)
  await set(openai(model.origin, priced))
  await server.runQueue()
  await owner.client.request('PATCH /api/v1/ai/caps', { body: { dayMicroUsd: 0 } })
  const before = model.calls.length
  const body = { question: 'Do you rent bicycles?', answer: 'Yes, 200 baht a day.' }
  await owner.client.request('POST /api/v1/knowledge/entries', { body })
  await server.runQueue()
  expect(await read()).toMatchObject({
    embeddedCount: 2,
    passageCount: 3,
    problem: 'the cap on what may be spent in a day is reached',
  })
  expect((await ask('can I rent a bicycle')).text).toContain('200 baht')
  expect(model.calls.length).toBe(before)

  expect(await dueLater(server.database.urls.worker)).toBe(1)
  await owner.client.request('PATCH /api/v1/ai/caps', { body: { dayMicroUsd: null } })
  await server.runJob('knowledge.embed', { workspaceId: owner.workspaceId })
  expect(await read()).toMatchObject({ embeddedCount: 3, problem: null })
})

/** How many runs of the job wait for a later hour. */
async function dueLater(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::integer as count from graphile_worker.jobs
       where task_identifier = 'knowledge.embed' and run_at > now() + interval '30 minutes' and attempts = 0`,
    )
    return rows[0]?.count ?? 0
  } finally {
    await client.end()
  }
}
