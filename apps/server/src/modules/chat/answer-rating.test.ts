import type { Message } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

async function answered() {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say('Do you repair cups?')
  return { visitor, question, answer: await visitor.answerAfter(question.seq) }
}
const ratingOf = ({ rating, ratingReason }: Message) => [rating, ratingReason]

test('an answer is rated, again and not any more, and everybody sees how it stands', async () => {
  const { visitor, answer } = await answered()
  expect(ratingOf(answer)).toEqual([null, null])
  const messageId = answer.id
  expect(ratingOf(await visitor.act('rate-answer', { messageId, rating: 'down', reason: 'wrong' }))).toEqual([
    'down',
    'wrong',
  ])
  expect((await visitor.resume()).messages.map(ratingOf)).toContainEqual(['down', 'wrong'])
  const params = { chatId: answer.chatId }
  const { data } = await owner.client.request('GET /api/v1/chats/:chatId', { params })
  expect(data.messages.map(ratingOf)).toContainEqual(['down', 'wrong'])
  // What came on a slower way takes nothing back.
  expect(ratingOf(await visitor.act('rate-answer', { messageId, rating: 'down' }))).toEqual(['down', 'wrong'])
  // A reason is one for rating down.
  expect(ratingOf(await visitor.act('rate-answer', { messageId, rating: 'up', reason: 'wrong' }))).toEqual(['up', null])
  expect(ratingOf(await visitor.act('rate-answer', { messageId, rating: null }))).toEqual([null, null])
})

test('a rating is told once, also when it is given twice', async () => {
  const { visitor, answer } = await answered()
  const rate = () => visitor.act('rate-answer', { messageId: answer.id, rating: 'up' })
  await rate()
  await rate()
  await visitor.act('rate-answer', { messageId: answer.id, rating: 'down' })
  let told = 0
  for await (const event of visitor.stream(answer.seq, AbortSignal.timeout(10_000))) {
    if (event.type === 'message.edited') told += 1
    if (event.type === 'ready') break
  }
  expect(told).toBe(2)
})

test('only answers are rated, and only by their own visitor', async () => {
  const { visitor, question, answer } = await answered()
  const stranger = (await answered()).visitor
  const body = { messageId: answer.id, rating: 'up' }
  expect((await visitor.call('rate-answer', { ...body, messageId: question.id })).status).toBe(404)
  expect((await stranger.call('rate-answer', body)).status).toBe(404)
  expect((await visitor.call('rate-answer', { ...body, rating: 'meh' })).code).toBe('VALIDATION_ERROR')
  expect((await visitor.call('rate-answer', body)).status).toBe(200)
})
