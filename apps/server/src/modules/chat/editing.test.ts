import type { Message } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  newClientMessageId,
  type Person,
  startTestApp,
  type TestApp,
  type TestVisitor,
} from '../../testing/test-app.ts'

let server: TestApp
let owner: Person

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'When are you open?', answer: 'We are open every day from 10:00 to 19:00.' },
  })
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'How long does shipping take?', answer: 'Shipping takes 2 to 3 working days.' },
  })
})
afterAll(() => server.stop())

const getChat = async (chatId: string) =>
  (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data
const reply = async (chatId: string, text: string) =>
  (
    await owner.client.request('POST /api/v1/chats/:chatId/messages', {
      params: { chatId },
      body: { clientMessageId: newClientMessageId(), text },
    })
  ).data
const versions = async ({ chatId, id }: Message) =>
  (
    await owner.client.request('GET /api/v1/chats/:chatId/messages/:messageId/versions', {
      params: { chatId, messageId: id },
    })
  ).data.map(({ text }) => text)

test('a visitor’s edit shows the new text, keeps the old one for members, and moves the excerpt', async () => {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say('When are you opne?')
  const answer = await visitor.answerAfter(question.seq)
  const { data: edited } = await visitor.call('edit', { messageId: question.id, text: 'When are you open?' })
  expect(edited).toMatchObject({ id: question.id, seq: question.seq, text: 'When are you open?', state: 'complete' })
  expect(edited.editedAt).not.toBeNull()
  expect((await visitor.resume()).messages[0]).toEqual(edited)
  expect(await versions(question)).toEqual(['When are you opne?'])
  const { chat } = await getChat(question.chatId)
  expect(chat.lastMessage).toMatchObject({ authorKind: 'ai', excerpt: answer.text.slice(0, 160) })

  const again = await visitor.call('edit', { messageId: question.id, text: 'When are you open?' })
  expect(again.data).toEqual(edited)
  expect((await getChat(question.chatId)).chat.lastSeq).toBe(chat.lastSeq)

  const last = await visitor.say('And on Sundya?')
  await visitor.answerAfter(last.seq)
  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId: last.chatId } })
  const newest = await visitor.say('Helo')
  await visitor.call('edit', { messageId: newest.id, text: 'Hello' })
  expect((await getChat(last.chatId)).chat.lastMessage).toMatchObject({ authorKind: 'visitor', excerpt: 'Hello' })
})

test('an edited message is sent again with its first text, and is still the same message', async () => {
  const visitor = await server.given.visitor(owner)
  const clientMessageId = newClientMessageId()
  const question = await visitor.say('Hello', { clientMessageId })
  await visitor.call('edit', { messageId: question.id, text: 'Good morning' })
  expect((await visitor.say('Hello', { clientMessageId })).id).toBe(question.id)
  await expect(visitor.say('Good evening', { clientMessageId })).rejects.toThrow('CLIENT_MESSAGE_ID_REUSED')
})

test('only its author changes a message, for five minutes, and not in a closed chat', async () => {
  const visitor = await server.given.visitor(owner)
  const stranger = await server.given.visitor(owner)
  await stranger.say('Hello from elsewhere')
  const mine = await visitor.say('Hello')
  const answer = await visitor.answerAfter(mine.seq)
  const theirs = await reply(mine.chatId, 'Good morning')
  const change = (who: TestVisitor, path: 'edit' | 'remove', { id }: { id: string }) =>
    who.call(path, { messageId: id, ...(path === 'edit' ? { text: 'Another text' } : {}) })
  const params = (messageId: string) => ({ chatId: mine.chatId, messageId })
  for (const path of ['edit', 'remove'] as const) {
    expect([path, (await change(visitor, path, answer)).code]).toEqual([path, 'NOT_OWN_MESSAGE'])
    expect([path, (await change(visitor, path, theirs)).code]).toEqual([path, 'NOT_OWN_MESSAGE'])
    expect([path, (await change(stranger, path, mine)).code]).toEqual([path, 'NOT_FOUND'])
  }
  const editMine = owner.client.request('PATCH /api/v1/chats/:chatId/messages/:messageId', {
    params: params(mine.id),
    body: { text: 'Words in their mouth' },
  })
  await expect(editMine).rejects.toMatchObject({ code: 'NOT_OWN_MESSAGE' })
  expect((await change(visitor, 'edit', mine)).status).toBe(200)

  server.passTime(5 * 60_000 + 1000)
  const late = await visitor.say('Just now')
  expect((await visitor.call('edit', { messageId: mine.id, text: 'Too late' })).code).toBe('TOO_LATE_TO_EDIT')
  expect((await change(visitor, 'remove', mine)).code).toBe('TOO_LATE_TO_EDIT')
  server.passTime(-5 * 60_000 - 1000)
  await owner.client.request('POST /api/v1/chats/:chatId/close', { params: { chatId: mine.chatId } })
  expect((await visitor.call('edit', { messageId: late.id, text: 'Closed' })).code).toBe('SESSION_CLOSED')
  expect((await change(visitor, 'remove', late)).code).toBe('SESSION_CLOSED')
  const messages = (await visitor.resume()).messages.filter(({ author }) => author.kind === 'visitor')
  expect(messages.map(({ text }) => text)).toEqual(['Another text', 'Just now'])
})

test('a removed message stays without text and does not count as unread; removing again is the same', async () => {
  const visitor = await server.given.visitor(owner)
  const first = await visitor.say('My card number is 4111')
  await visitor.answerAfter(first.seq)
  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId: first.chatId } })
  const second = await visitor.say('And the other is 4222')
  expect((await getChat(first.chatId)).chat.unreadCount).toBe(2)
  const { data: removed } = await visitor.call('remove', { messageId: second.id })
  expect(removed).toMatchObject({ id: second.id, state: 'removed', text: '' })
  const { chat } = await getChat(first.chatId)
  expect(chat).toMatchObject({ unreadCount: 1, lastMessage: { authorKind: 'visitor', excerpt: '' } })
  expect(await versions(second)).toEqual(['And the other is 4222'])
  expect((await visitor.call('remove', { messageId: second.id })).data).toEqual(removed)
  expect((await visitor.call('edit', { messageId: second.id, text: 'Back' })).code).toBe('TOO_LATE_TO_EDIT')
  expect((await getChat(first.chatId)).chat.lastSeq).toBe(chat.lastSeq)
  const { data: marks } = await owner.client.request('POST /api/v1/chats/:chatId/marks', {
    params: { chatId: first.chatId },
    body: { readSeq: first.seq },
  })
  expect(marks.memberReadSeq).toBe(first.seq)
  expect((await getChat(first.chatId)).chat.unreadCount).toBe(0)
})

test('a member edits and takes back own replies', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  const said = await reply(chatId, 'Helo')
  const params = { chatId, messageId: said.id }
  const { data: edited } = await owner.client.request('PATCH /api/v1/chats/:chatId/messages/:messageId', {
    params,
    body: { text: 'Hello' },
  })
  expect(edited).toMatchObject({ text: 'Hello', author: { name: 'Mali' } })
  const { data: removed } = await owner.client.request('DELETE /api/v1/chats/:chatId/messages/:messageId', { params })
  expect(removed).toMatchObject({ text: '', state: 'removed' })
  expect(await versions(said)).toEqual(['Hello', 'Helo'])
  expect((await visitor.resume()).messages.at(-1)).toEqual(removed)
})

test('an answered question is answered again only when that is asked for; the old answer stays as replaced', async () => {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say('When are you open?')
  const answer = await visitor.answerAfter(question.seq)
  await visitor.call('edit', { messageId: question.id, text: 'When are you open today?' })
  expect((await visitor.resume()).answer).toBeNull()
  await visitor.call('edit', { messageId: question.id, text: 'How long does shipping take?', answerAgain: true })
  const other = await visitor.answerAfter(answer.seq)
  expect(other).toMatchObject({ answersSeq: question.seq, state: 'complete' })
  expect(other.text).toContain('2 to 3')
  const { messages } = await visitor.resume()
  expect(messages.map(({ state }) => state)).toEqual(['complete', 'replaced', 'complete'])

  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId: question.chatId } })
  await visitor.call('edit', { messageId: question.id, text: 'When do you open?', answerAgain: true })
  const after = await visitor.resume()
  expect(after.answer).toBeNull()
  expect(after.messages.map(({ state }) => state)).toEqual(['complete', 'replaced', 'complete'])
})

test('asking for another answer replaces the newest one, and nothing else', async () => {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say('When are you open?')
  const first = await visitor.answerAfter(question.seq)
  expect((await visitor.call('regenerate', { messageId: question.id })).code).toBe('NOTHING_TO_ANSWER')
  expect((await visitor.call('regenerate', { messageId: first.id })).status).toBe(200)
  const second = await visitor.answerAfter(first.seq)
  expect(second).toMatchObject({ answersSeq: question.seq, state: 'complete' })
  expect((await visitor.call('regenerate', { messageId: first.id })).code).toBe('NOTHING_TO_ANSWER')
  expect((await visitor.resume()).messages.map(({ state }) => state)).toEqual(['complete', 'replaced', 'complete'])
  const next = await visitor.say('And how long does shipping take?')
  expect((await visitor.call('regenerate', { messageId: second.id })).code).toBe('NOTHING_TO_ANSWER')
  const third = await visitor.answerAfter(next.seq)
  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId: next.chatId } })
  expect((await visitor.call('regenerate', { messageId: third.id })).code).toBe('NOTHING_TO_ANSWER')
  await owner.client.request('POST /api/v1/chats/:chatId/hand-back', { params: { chatId: next.chatId } })
  // What was said before the hand-back is not shown to the AI any more.
  expect((await visitor.call('regenerate', { messageId: third.id })).code).toBe('NOTHING_TO_ANSWER')
  await owner.client.request('POST /api/v1/chats/:chatId/close', { params: { chatId: next.chatId } })
  expect((await visitor.call('regenerate', { messageId: third.id })).code).toBe('SESSION_CLOSED')
})

test('other answers and edits count as messages of the visitor’s limit', async () => {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say('Hello')
  const edit = (text: string) => visitor.call('edit', { messageId: question.id, text })
  let taken = 1
  while ((await edit(`Hello ${taken}`)).status === 200) taken += 1
  expect(taken).toBe(20)
  const answers = (await visitor.resume()).messages.filter(({ author }) => author.kind === 'ai')
  const refused = await visitor.call('regenerate', { messageId: answers.at(-1)?.id ?? question.id })
  expect(refused.code).toBe('RATE_LIMITED')
})

test('a reply is refused when somebody else replied meanwhile, and taken when it is sent without the question', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId, seq } = await visitor.say('Hello')
  await visitor.answerAfter(seq)
  const other = await reply(chatId, 'I am on it')
  // Somebody else's: no second account is needed to be another author.
  await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query('update chat_messages set author_id = gen_random_uuid() where session_id = $1 and seq = $2', [
      chatId,
      other.seq,
    ]),
  )
  const send = (unlessRepliedAfter?: number) =>
    owner.client.request('POST /api/v1/chats/:chatId/messages', {
      params: { chatId },
      body: { clientMessageId: newClientMessageId(), text: 'Me too', unlessRepliedAfter },
    })
  await expect(send(seq)).rejects.toMatchObject({ code: 'REPLIED_MEANWHILE' })
  expect((await visitor.resume()).messages.at(-1)?.text).toBe('I am on it')
  expect((await send(other.seq)).data.text).toBe('Me too')
  expect((await send()).data.text).toBe('Me too')
})
