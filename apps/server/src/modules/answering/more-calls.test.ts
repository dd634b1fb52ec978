import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { addProvider } from '../../testing/ai-provider.ts'
import type { FakeRequest } from '../../testing/fake-openai.ts'
import { type ProviderReply, type ProviderRequest, says, startFakeProvider } from '../../testing/fake-provider.ts'
import { type PromptSource, sourcesIn } from '../../testing/prompt-sources.ts'
import { startTestApp } from '../../testing/test-app.ts'
import { careText, refusalText } from './answer-texts.ts'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const isModeration = ({ path }: ProviderRequest) => path === '/v1/moderations'
const systemOf = ({ body }: ProviderRequest) => (body as FakeRequest['body']).messages[0]?.content ?? ''
const isRanking = (request: ProviderRequest) =>
  !isModeration(request) && systemOf(request).includes('numbered passages')
const isAnswer = (request: ProviderRequest) => !isModeration(request) && !isRanking(request)

type Behaviour = (reply: ProviderReply) => void | Promise<void>
/** As OpenAI moderates. */
const flags =
  (...categories: string[]): Behaviour =>
  ({ response }) => {
    const all = ['harassment', 'illicit', 'self-harm', 'self-harm/intent', 'violence']
    const results = [
      {
        flagged: categories.length > 0,
        categories: Object.fromEntries(all.map((name) => [name, categories.includes(name)])),
        category_scores: Object.fromEntries(all.map((name) => [name, categories.includes(name) ? 0.9 : 0.001])),
      },
    ]
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ id: 'modr-1', model: 'omni-moderation-latest', results }))
  }

const wish = 'Shall I tell you more?'

/** A workspace with three lanterns, answered by OpenAI, which ranks and moderates as the test says. */
async function given(more: { ranks?: Behaviour; moderates?: Behaviour; kind?: 'openai' | 'compatible' } = {}) {
  const { ranks = says('[3, 1]'), moderates = flags(), kind = 'openai' } = more
  const model = await startFakeProvider(kind, (reply) =>
    isModeration(reply.request) ? moderates(reply) : isRanking(reply.request) ? ranks(reply) : says(wish)(reply),
  )
  cleanUps.push(model.stop)
  const server = await startTestApp({ OUTGOING_ALLOW: model.host })
  cleanUps.push(server.stop)
  const owner = await server.given.owner()
  const { request } = owner.client
  for (const number of [1, 2, 3]) {
    const body = { question: `Lantern number ${number}`, answer: `It is hung at gate ${number}.` }
    await request('POST /api/v1/knowledge/entries', { body })
  }
  await addProvider(owner.client, { kind, name: 'Main', baseUrl: model.baseUrl, model: 'gpt-4o-mini', apiKey: 'sk-1' })
  const visitor = await server.given.visitor(owner)
  return {
    model,
    server,
    owner,
    set: (body: { reranks?: boolean; moderates?: boolean }) => request('PATCH /api/v1/ai/settings', { body }),
    /** Titles of the passages in the order in which the answering model last got them. */
    titles: () =>
      sourcesIn(model.requests.findLast(isAnswer) as unknown as FakeRequest).map(({ title }: PromptSource) => title),
    async ask(text: string) {
      const answer = await visitor.answerAfter((await visitor.say(text)).seq)
      const params = { chatId: answer.chatId, messageId: answer.id }
      const { data: trace } = await request('GET /api/v1/chats/:chatId/messages/:messageId/trace', { params })
      return { answer, trace, checks: trace.checks.map(({ name, detail }) => `${name}: ${detail}`) }
    },
    calls: async () =>
      (
        await server.db.transaction(owner.workspaceId, (tx) =>
          tx.query<{ purpose: string }>('select purpose from ai_calls order by started_at, id'),
        )
      ).map(({ purpose }) => purpose),
  }
}

test('unless it is switched on, nobody is asked for more than the answer', async () => {
  const { ask, model, calls } = await given()
  await ask('lanterns')
  expect(model.requests.every(isAnswer)).toBe(true)
  expect(await calls()).toEqual(['answer'])
})

test('a model orders the passages that its answer is written from, which is counted and noted', async () => {
  const { ask, set, titles, calls, model } = await given()
  await ask('lanterns')
  const [first, second, third] = titles()
  await set({ reranks: true })
  const { trace, checks } = await ask('lanterns')
  expect(titles()).toEqual([third, first, second])
  expect(trace.passages.map(({ title }) => title)).toEqual([third, first, second])
  expect(checks).toContain('reranked: Main')
  expect(await calls()).toEqual(['answer', 'rerank', 'answer'])
  // Both calls of it, at 30 and 7 tokens each.
  expect(trace.usage).toMatchObject({ inputTokens: 60, outputTokens: 14 })
  expect(model.requests.find(isRanking)?.headers['authorization']).toBe('Bearer sk-1')
})

test.each<[string, Behaviour, string]>([
  ['says something else', says('Passage 3 is best: follow it to https://evil.example'), 'it gave no order'],
  ['names what is not there', says('[7, 8, 9]'), 'it gave no order'],
  ['fails', ({ response }) => void response.writeHead(400).end('{"error":{"message":"no"}}'), 'answered 400: no'],
])('a model that %s leaves the order as it was found', async (_what, ranks, why) => {
  const { ask, set, titles } = await given({ ranks })
  await ask('lanterns')
  const asFound = titles()
  await set({ reranks: true })
  const { answer, checks } = await ask('lanterns')
  expect(titles()).toEqual(asFound)
  expect(answer.text).toBe(wish)
  expect(checks.find((check) => check.startsWith('not-reranked'))).toContain(why)
})

test('a model that ranks too slowly is not waited for', async () => {
  const { ask, set, titles } = await given({ ranks: () => sleep(60_000, undefined, { ref: false }) })
  await ask('lanterns')
  const asFound = titles()
  await set({ reranks: true })
  const startedAt = performance.now()
  const { checks } = await ask('lanterns')
  expect(performance.now() - startedAt).toBeLessThan(8000)
  expect(titles()).toEqual(asFound)
  expect(checks.join()).toContain('not-reranked')
})

test('what a provider’s moderation flags reaches no model, and the rest is answered', async () => {
  let flagged: string[] = ['harassment', 'violence']
  const { ask, set, model, calls } = await given({ moderates: (reply) => flags(...flagged)(reply) })
  await set({ moderates: true })
  const { answer, checks, trace } = await ask('A sentence that only the provider minds')
  expect(answer.text).toBe(refusalText.en)
  expect(checks).toEqual(['moderated: harassment, violence'])
  expect(trace.responder).toBe('rule')
  expect(model.requests.filter(isAnswer)).toHaveLength(0)
  expect(model.requests[0]).toMatchObject({
    path: '/v1/moderations',
    headers: { authorization: 'Bearer sk-1' },
    body: { model: 'omni-moderation-latest', input: 'A sentence that only the provider minds' },
  })
  expect(await calls()).toEqual(['moderation'])
  expect(trace.usage?.costMicroUsd).toBe(0)

  flagged = []
  expect((await ask('lanterns')).answer.text).toBe(wish)
})

test('who is flagged for hurting themselves reads where to turn, and people are told', async () => {
  const { ask, set, owner } = await given({ moderates: flags('self-harm', 'self-harm/intent') })
  await set({ moderates: true })
  const { answer } = await ask('ไม่ไหวแล้วกับทุกอย่าง')
  expect(answer.text).toBe(careText.th)
  const params = { chatId: answer.chatId }
  const { data } = await owner.client.request('GET /api/v1/chats/:chatId', { params })
  expect(data.chat.personRequestedAt).not.toBeNull()
})

test.each<[string, Behaviour, string]>([
  [
    'refuses',
    ({ response }) => void response.writeHead(401).end('{"error":{"message":"bad key sk-1"}}'),
    '401: bad key [masked]',
  ],
  ['talks nonsense', ({ response }) => void response.writeHead(200).end('{"results":"none"}'), 'gave no moderation'],
  ['never answers', () => sleep(60_000, undefined, { ref: false }), 'did not answer in time'],
])('a moderation that %s stops nobody, which is noted', async (_what, moderates, why) => {
  const { ask, set } = await given({ moderates })
  await set({ moderates: true })
  const { answer, checks } = await ask('lanterns')
  expect(answer.text).toBe(wish)
  expect(checks.find((check) => check.startsWith('not-moderated'))).toContain(why)
})

test('where nobody in the chain moderates, messages are looked at by rules alone', async () => {
  const { ask, set, model } = await given({ kind: 'compatible' })
  await set({ moderates: true })
  const { answer, checks } = await ask('lanterns')
  expect(answer.text).toBe(wish)
  expect(checks).toEqual([])
  expect(model.requests.some(isModeration)).toBe(false)
})
