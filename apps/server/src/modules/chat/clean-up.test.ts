import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const dayMs = 24 * 3600_000
const chatIds = async () => (await owner.client.request('GET /api/v1/chats')).data.map(({ id }) => id)
const visitorIds = async () =>
  (await server.db.transaction(owner.workspaceId, (tx) => tx.query<{ id: string }>('select id from visitors'))).map(
    ({ id }) => id,
  )
const cleanUpTwice = () => Promise.all([server.runJob('chat.clean_up'), server.runJob('chat.clean_up')])

test('chats that hold nothing of the visitor are removed after seven days, with visitors that have no other', async () => {
  const emptied = await server.given.visitor(owner)
  const said = await emptied.say('Hello')
  await emptied.answerAfter(said.seq)
  await emptied.act('remove', { messageId: said.id })

  const back = await server.given.visitor(owner)
  const first = await back.say('Hello')
  await back.answerAfter(first.seq)
  await back.act('remove', { messageId: first.id })
  await back.answerAfter((await back.say('I have come back')).seq)

  const erased = await server.given.visitor(owner)
  const old = await erased.say('Hello')
  await erased.answerAfter(old.seq)
  const { data } = await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId: old.chatId } })
  await erased.act('erase')
  await erased.resume({ startNew: true })
  const later = await erased.say('Hello again')
  await erased.answerAfter(later.seq)

  await cleanUpTwice()
  expect((await chatIds()).sort()).toEqual([said.chatId, first.chatId, old.chatId, later.chatId].sort())
  server.passTime(8 * dayMs)
  await cleanUpTwice()
  expect((await chatIds()).sort()).toEqual([first.chatId, later.chatId].sort())
  expect(await visitorIds()).toHaveLength(2)
  expect(await visitorIds()).toContain(data.visitor.id)
  await cleanUpTwice()
  expect(await chatIds()).toHaveLength(2)
  expect((await emptied.resume()).chat).toBeNull()
  server.passTime(-8 * dayMs)
})

test('what was taken back is kept for 30 days, and what was changed for as long as the message', async () => {
  const visitor = await server.given.visitor(owner)
  const removed = await visitor.say('Taken back')
  const edited = await visitor.say('As it was')
  await visitor.act('edit', { messageId: removed.id, text: 'Taken back soon' })
  await visitor.act('remove', { messageId: removed.id })
  await visitor.act('edit', { messageId: edited.id, text: 'As it is' })
  const versions = async ({ id, chatId }: { id: string; chatId: string }) =>
    (
      await owner.client.request('GET /api/v1/chats/:chatId/messages/:messageId/versions', {
        params: { chatId, messageId: id },
      })
    ).data.map(({ text }) => text)
  server.passTime(29 * dayMs)
  await cleanUpTwice()
  expect(await versions(removed)).toEqual(['Taken back soon', 'Taken back'])
  server.passTime(2 * dayMs)
  await cleanUpTwice()
  expect(await versions(removed)).toEqual([])
  expect(await versions(edited)).toEqual(['As it was'])
  await cleanUpTwice()
  expect((await visitor.resume()).messages.map(({ text }) => text)).toEqual(expect.arrayContaining(['', 'As it is']))
})
