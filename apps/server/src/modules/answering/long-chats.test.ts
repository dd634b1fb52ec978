import { expect, test } from 'vitest'
import { startAnsweredWorkspace } from '../../testing/answered-workspace.ts'
import type { TestVisitor } from '../../testing/test-app.ts'

const filler =
  'I have been looking for cups in many shops of this town and could not find any that I really like. '.repeat(18)

async function talk(visitor: TestVisitor, text: string) {
  const { seq } = await visitor.say(text)
  return visitor.answerAfter(seq)
}

/** A workspace whose model answers questions with a question, and sums up with what the test says. */
async function given(summary: string | null) {
  const one = await startAnsweredWorkspace(({ request, response, chunk, finish }) => {
    const isSummary = request.body.messages[0]?.content.startsWith('Sum up') ?? false
    if (isSummary && summary === null) return void response.writeHead(500).end()
    chunk(isSummary ? (summary ?? '') : 'Which one do you mean?')
    finish()
  })
  const answers = () => one.model.requests.filter(({ body }) => !body.messages[0]?.content.startsWith('Sum up'))
  const summaries = () => one.model.requests.length - answers().length
  const told = () => answers().at(-1)?.body.messages ?? []
  const gists = () =>
    one.server.db.transaction(one.owner.workspaceId, (tx) =>
      tx.query<{ through_seq: number; made_by: string; facts: string[]; about: string }>('select * from chat_gists'),
    )
  return { ...one, told, summaries, gists }
}

test('a long chat stays within its budget; what the visitor told is kept, and summed up once', async () => {
  await using chat = await given('They look for a cup.')
  const { visitor } = chat
  await talk(visitor, 'My name is Somchai and my order number is MC-20417.')
  let rounds = 0
  while (chat.summaries() === 0 && rounds < 30) {
    rounds += 1
    await talk(visitor, `${filler} Attempt ${'x'.repeat(rounds)}`)
  }
  expect(chat.summaries()).toBe(1)
  expect(JSON.stringify(chat.told()).length).toBeLessThan(16_000)
  expect(chat.told()[0]?.content).toContain('MC-20417')
  expect(chat.told()[0]?.content).toContain('They look for a cup.')
  expect(chat.told().length).toBeLessThan(rounds * 2)
  const [stored] = await chat.gists()
  expect(stored).toMatchObject({ made_by: 'model', about: 'They look for a cup.' })

  // Nothing is summed up again until there is that much more.
  await talk(visitor, 'And the blue cup?')
  expect(chat.summaries()).toBe(1)
  expect(await chat.gists()).toEqual([stored])
  expect(chat.told()[0]?.content).toContain('MC-20417')
})

test('without a model to sum up, rules keep the facts', async () => {
  await using chat = await given(null)
  const { visitor } = chat
  await talk(visitor, 'ส่งไปที่ 99/1 ถนนสุขุมวิท กรุงเทพ')
  for (let round = 0; (await chat.gists()).length === 0 && round < 30; round += 1) await talk(visitor, filler)
  expect(await chat.gists()).toMatchObject([{ made_by: 'rules' }])
  expect(chat.told()[0]?.content).toContain('99/1 ถนนสุขุมวิท')
})

test('a message that is taken back or changed is in no summary any more', async () => {
  await using chat = await given('They look for a cup.')
  const { visitor } = chat
  const secret = await visitor.say('My number is 081-234-5678.')
  await visitor.answerAfter(secret.seq)
  for (let round = 0; (await chat.gists()).length === 0 && round < 30; round += 1) await talk(visitor, filler)
  expect(JSON.stringify(await chat.gists())).toContain('081-234-5678')
  await visitor.act('remove', { messageId: secret.id })
  expect(await chat.gists()).toEqual([])
  await talk(visitor, 'And the blue cup?')
  expect(JSON.stringify(chat.told())).not.toContain('081-234-5678')
  expect(JSON.stringify(await chat.gists())).not.toContain('081-234-5678')
})

test('what was said before a hand-back is not in the summary that the AI gets', async () => {
  await using chat = await given('They look for a cup.')
  const { visitor, owner } = chat
  const { chatId } = await visitor.say('My number is 081-234-5678.')
  for (let round = 0; (await chat.gists()).length === 0 && round < 30; round += 1) await talk(visitor, filler)
  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId } })
  await owner.client.request('POST /api/v1/chats/:chatId/hand-back', { params: { chatId } })
  for (let round = 0; round < 6; round += 1) await talk(visitor, filler)
  expect(JSON.stringify(chat.told())).not.toContain('081-234-5678')
})
