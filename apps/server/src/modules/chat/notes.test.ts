import { createClient } from '@minichat/client'
import type { InboxEvent } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAnsweredWorkspace } from '../../testing/answered-workspace.ts'
import { makeKey } from '../../testing/api-keys.ts'
import { startN8nWorkspace } from '../../testing/n8n-workspace.ts'
import {
  newClientMessageId,
  type Person,
  startTestApp,
  type TestApp,
  type TestVisitor,
} from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
let colleague: Person

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  colleague = await server.given.colleague(owner, 'member', 'noi@example.com')
})
afterAll(() => server.stop())

const secret = 'xyzzy-between-us'

const writeNote = async (person: Person, chatId: string, more: object = {}) =>
  (
    await person.client.request('POST /api/v1/chats/:chatId/notes', {
      params: { chatId },
      body: { clientNoteId: newClientMessageId(), text: `${secret}, they owe us money`, mentions: [], ...more },
    })
  ).data

const chatOf = async (person: Person, chatId: string) =>
  (await person.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data
const countsOf = async (person: Person) => (await person.client.request('GET /api/v1/inbox/counts')).data

/** Whatever a visitor can ask for. */
async function allThatAVisitorGets(visitor: TestVisitor): Promise<string> {
  const seen: unknown[] = [await visitor.resume(), await visitor.call('export'), await visitor.call('history', {})]
  seen.push(await visitor.call('poll', { after: 0, waitMs: 0 }))
  for await (const event of visitor.stream(0, AbortSignal.timeout(20_000))) {
    seen.push(event)
    if (event.type === 'ready') break
  }
  return JSON.stringify(seen)
}

test('a note stands among the messages by its number, and a visitor gets the number alone', async () => {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say('Hello')
  await visitor.answerAfter(question.seq)
  const note = await writeNote(owner, question.chatId)
  expect(note).toMatchObject({ seq: 3, author: { id: owner.me.user.id, name: 'Mali' }, isRemoved: false })
  await visitor.say('Are you there?')
  const { notes, messages } = await chatOf(colleague, question.chatId)
  expect(notes).toEqual([note])
  expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 4])

  const shown = await allThatAVisitorGets(visitor)
  expect(shown).toContain('Are you there?')
  expect(shown).toContain('{"type":"chat.internal","seq":3}')
  expect(shown).not.toContain(secret)
  expect(shown).not.toContain(note.id)
})

test('a visitor who follows live when it is written gets the number alone as well, and no gap', async () => {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say('Hello')
  await visitor.answerAfter(question.seq)
  const events: unknown[] = []
  for await (const event of visitor.stream(2, AbortSignal.timeout(20_000))) {
    events.push(event)
    if (event.type === 'ready') {
      await writeNote(owner, question.chatId)
      await visitor.say('And now?')
    }
    if (event.type === 'message.created') break
  }
  expect(events).toContainEqual({ type: 'chat.internal', seq: 3 })
  expect(JSON.stringify(events)).not.toContain(secret)
})

test('no model is shown a note, neither in its question nor in what was said before', async () => {
  await using given = await startAnsweredWorkspace(({ chunk, finish }) => {
    chunk('Thank you for asking.')
    finish()
  })
  const question = await given.visitor.say('What do you know about me?')
  await given.visitor.answerAfter(question.seq)
  await writeNote(given.owner, question.chatId)
  const again = await given.visitor.say('And what did you just write?')
  await given.visitor.answerAfter(again.seq)
  const prompts = JSON.stringify(given.model.requests)
  expect(prompts).toContain('And what did you just write?')
  expect(prompts).not.toContain(secret)
})

test('no workflow of n8n is called with a note', async () => {
  await using given = await startN8nWorkspace(({ replay }) => replay('last'), { trigger: 'chat' })
  const question = await given.visitor.say('Hello')
  await given.visitor.answerAfter(question.seq)
  await writeNote(given.owner, question.chatId)
  const again = await given.visitor.say('Hello again')
  await given.visitor.answerAfter(again.seq)
  const calls = JSON.stringify(given.n8n.requests)
  expect(calls).toContain('Hello again')
  expect(calls).not.toContain(secret)
})

test('a program with an API key is told that there is a note, and not what it says', async () => {
  const { secret: key } = await makeKey(owner, 'write')
  const program = createClient({
    baseUrl: server.url,
    workspaceId: () => null,
    fetch: (input, init) =>
      fetch(input, {
        ...init,
        headers: { ...(init?.headers as Record<string, string>), authorization: `Bearer ${key}` },
      }),
  })
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  const { data: head } = await program.request('GET /api/v1/inbox/events')
  await writeNote(owner, chatId)
  const events: InboxEvent[] = []
  let cursor = head.cursor
  while (!events.some((event) => event.type === 'feed' && event.event.type === 'note.created')) {
    const { data } = await program.request('GET /api/v1/inbox/events', { query: { cursor, waitMs: 5000 } })
    events.push(...data.events)
    cursor = data.cursor
  }
  expect(JSON.stringify(events)).not.toContain(secret)
  const { data } = await program.request('GET /api/v1/chats/:chatId', { params: { chatId } })
  expect(data.notes).toEqual([])
  const list = await program.request('GET /api/v1/chats')
  expect(JSON.stringify(list)).not.toContain(secret)
})

test('a note is stored once, is its author’s to take back, and goes when the visitor has the chat erased', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  const clientNoteId = newClientMessageId()
  const note = await writeNote(owner, chatId, { clientNoteId })
  expect(await writeNote(owner, chatId, { clientNoteId })).toEqual(note)
  await expect(writeNote(owner, chatId, { clientNoteId, text: 'Another' })).rejects.toMatchObject({
    code: 'CLIENT_MESSAGE_ID_REUSED',
  })
  const remove = (person: Person) =>
    person.client.request('DELETE /api/v1/chats/:chatId/notes/:noteId', { params: { chatId, noteId: note.id } })
  await expect(remove(colleague)).rejects.toMatchObject({ code: 'NOT_OWN_MESSAGE' })
  expect((await remove(owner)).data).toMatchObject({ id: note.id, text: '', isRemoved: true })
  expect((await chatOf(owner, chatId)).notes).toMatchObject([{ id: note.id, text: '', isRemoved: true }])

  await writeNote(owner, chatId)
  await visitor.act('erase')
  expect((await chatOf(owner, chatId)).notes.map(({ text, isRemoved }) => [text, isRemoved])).toEqual([
    ['', true],
    ['', true],
  ])
  await expect(writeNote(owner, chatId)).rejects.toMatchObject({ code: 'CHAT_ERASED' })
})

test('who is mentioned has one more to look at, until they have had the chat on screen', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  const before = await countsOf(colleague)
  const own = await countsOf(owner)
  const outsider = '0199c0de-7000-7000-8000-000000000001'
  const mentions = [colleague.me.user.id, owner.me.user.id, outsider]
  const note = await writeNote(owner, chatId, { mentions })
  expect([...note.mentions].sort()).toEqual([colleague.me.user.id, owner.me.user.id].sort())
  await writeNote(owner, chatId, { mentions })
  // Twice in one chat is one chat to look at; nobody is told of what they wrote themselves.
  expect((await countsOf(colleague)).mentions).toBe(before.mentions + 1)
  expect((await countsOf(owner)).mentions).toBe(own.mentions)
  const mentioned = async (person: Person) =>
    (await person.client.request('GET /api/v1/chats', { query: { mentioned: 'me' } })).data.map(({ id }) => id)
  expect(await mentioned(colleague)).toContain(chatId)
  expect(await mentioned(owner)).not.toContain(chatId)

  const read = (readSeq: number) =>
    colleague.client.request('POST /api/v1/chats/:chatId/marks', { params: { chatId }, body: { readSeq } })
  await read(note.seq)
  expect((await countsOf(colleague)).mentions).toBe(before.mentions + 1)
  await read(1000)
  expect((await countsOf(colleague)).mentions).toBe(before.mentions)
  expect((await chatOf(colleague, chatId)).chat.mentions).toEqual([{ memberId: colleague.me.user.id, isRead: true }])
  expect(await mentioned(colleague)).toContain(chatId)
})
