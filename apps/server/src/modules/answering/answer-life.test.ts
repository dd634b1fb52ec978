import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatEvent } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { startAnsweredWorkspace } from '../../testing/answered-workspace.ts'
import { nthQuestion } from '../../testing/model-sentences.ts'
import { newClientMessageId, type Person, type TestVisitor } from '../../testing/test-app.ts'

type Behaviour = Parameters<typeof startAnsweredWorkspace>[0]

/** Writes a sentence every 20 ms until it is cut off. */
const talkOn: Behaviour = async ({ chunk, response }) => {
  for (let i = 0; i < 500 && !response.destroyed; i += 1) {
    chunk(nthQuestion(i))
    await sleep(20)
  }
}
/** Says back what it was asked. */
const echo: Behaviour = ({ chunk, finish, request }) => {
  chunk(`About: ${request.body.messages.at(-1)?.content}`)
  finish()
}

const member = (owner: Person, action: 'take-over' | 'hand-back' | 'close' | 'reopen', chatId: string) =>
  owner.client.request(`POST /api/v1/chats/:chatId/${action}`, { params: { chatId } })
const reply = (owner: Person, chatId: string, text: string) =>
  owner.client.request('POST /api/v1/chats/:chatId/messages', {
    params: { chatId },
    body: { clientMessageId: newClientMessageId(), text },
  })

/** Everything on the visitor's stream. */
async function watch(visitor: TestVisitor) {
  const events: ChatEvent[] = []
  const stop = new AbortController()
  const isThere = Promise.withResolvers<void>()
  const reading = (async () => {
    for await (const event of visitor.stream(0, stop.signal)) {
      events.push(event)
      if (event.type === 'ready') isThere.resolve()
    }
  })().catch(() => {})
  await isThere.promise
  return {
    events,
    ended: () => events.flatMap((event) => (event.type === 'answer.ended' ? [event.outcome] : [])),
    async until(isSo: (events: ChatEvent[]) => boolean) {
      await expect.poll(() => isSo(events), { timeout: 15_000 }).toBe(true)
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await reading
    },
  }
}
const hasSentence = (n: number) => (events: ChatEvent[]) =>
  events.some((event) => event.type === 'answer.delta' && event.text.includes(nthQuestion(n)))
const hasEnded = (count: number) => (events: ChatEvent[]) =>
  events.filter((event) => event.type === 'answer.ended').length >= count

test('an answer that is done says so once, after its message', async () => {
  await using given = await startAnsweredWorkspace(echo)
  await using view = await watch(given.visitor)
  await given.visitor.say('When are you open?')
  await view.until(hasEnded(1))
  const types = view.events.map((event) => event.type)
  expect(types.indexOf('answer.ended')).toBeGreaterThan(types.lastIndexOf('message.created'))
  expect(view.ended()).toEqual(['done'])
})

test('an answer that was given up is told as failed, once, with an honest message in its place', async () => {
  await using given = await startAnsweredWorkspace(echo)
  const { visitor, owner, server, model } = given
  const first = await visitor.say('Hello')
  await visitor.answerAfter(first.seq)
  await using view = await watch(visitor)
  // Five workers have died over it.
  await server.db.transaction(owner.workspaceId, async (tx) => {
    await tx.query(
      `insert into answers (workspace_id, id, session_id, question_seq, epoch, generation, status, attempt, lease_owner, lease_until)
       values ($1, $2, $3, $4, 0, 2, 'running', 5, $2, clock_timestamp())`,
      [owner.workspaceId, randomUUID(), first.chatId, first.seq],
    )
  })
  await view.until(hasEnded(1))
  expect(view.ended()).toEqual(['failed'])
  const { messages, chat } = await visitor.resume()
  expect(messages.at(-1)).toMatchObject({ text: expect.stringContaining('our team has been told'), state: 'complete' })
  expect(chat?.personRequestedAt).not.toBeNull()
  expect(model.requests).toHaveLength(1)
})

test('who stops an answer keeps what was shown as stopped; with nothing under way nothing happens', async () => {
  await using given = await startAnsweredWorkspace(talkOn)
  const { visitor } = given
  expect((await visitor.post('stop', { token: visitor.token })).status).toBe(404)
  await using view = await watch(visitor)
  await visitor.say('Tell me a story')
  await view.until(hasSentence(9))
  await visitor.act('stop')
  await view.until(hasEnded(1))
  const { messages, chat, answer } = await visitor.resume()
  expect(answer).toBeNull()
  expect(chat).toMatchObject({ handledBy: 'ai', epoch: 0, lastSeq: 2 })
  const shown = view.events.flatMap((event) => (event.type === 'answer.delta' ? [event.text] : [])).join('')
  expect(messages.at(-1)).toMatchObject({ state: 'stopped', text: shown, author: { kind: 'ai' } })
  await visitor.act('stop')
  await expect.poll(() => given.model.openCount()).toBe(0)
  expect((await visitor.resume()).chat?.lastSeq).toBe(2)
  expect(view.ended()).toEqual(['stopped'])
  expect(view.events.filter((event) => event.type === 'message.created')).toHaveLength(2)
})

test('whenever an answer is stopped, its end is told once and nothing of it follows', async () => {
  await using given = await startAnsweredWorkspace(talkOn)
  const { visitor } = given
  await using view = await watch(visitor)
  const rounds = 15
  for (let round = 0; round < rounds; round += 1) {
    await visitor.say('Tell me a story')
    await sleep(round * 4)
    await visitor.act('stop')
    expect((await visitor.resume()).answer).toBeNull()
  }
  await view.until(hasEnded(rounds))
  await expect.poll(() => given.model.openCount()).toBe(0)
  const ended = new Set<string>()
  for (const event of view.events) {
    if (!('answerId' in event)) continue
    expect([event.type, ended.has(event.answerId)]).toEqual([event.type, false])
    if (event.type === 'answer.ended') ended.add(event.answerId)
  }
  expect(ended.size).toBe(rounds)
})

test('a takeover in the middle tells once that the answer was interrupted', async () => {
  await using given = await startAnsweredWorkspace(talkOn)
  await using view = await watch(given.visitor)
  const { chatId } = await given.visitor.say('Tell me a story')
  await view.until(hasSentence(9))
  await member(given.owner, 'take-over', chatId)
  await view.until(hasEnded(1))
  await expect.poll(() => given.model.openCount()).toBe(0)
  expect(view.ended()).toEqual(['interrupted'])
})

test('a question changed while it is answered is answered from the new text alone', async () => {
  await using given = await startAnsweredWorkspace((reply) =>
    reply.request.body.messages.at(-1)?.content === 'Tell me a story' ? talkOn(reply) : echo(reply),
  )
  const { visitor } = given
  await using view = await watch(visitor)
  const question = await visitor.say('Tell me a story')
  await view.until(hasSentence(3))
  await visitor.act('edit', { messageId: question.id, text: 'When are you open?' })
  await view.until(hasEnded(2))
  expect(view.ended()).toEqual(['lost', 'done'])
  const { messages } = await visitor.resume()
  expect(messages.map(({ text, state }) => [text, state])).toEqual([
    ['When are you open?', 'complete'],
    ['About: When are you open?', 'complete'],
  ])
  await expect.poll(() => given.model.openCount()).toBe(0)
})

test('a question taken back while it is answered is not answered, and is not shown to the AI again', async () => {
  await using given = await startAnsweredWorkspace((reply) =>
    reply.request.body.messages.at(-1)?.content === 'Secret story' ? talkOn(reply) : echo(reply),
  )
  const { visitor, model } = given
  await using view = await watch(visitor)
  const question = await visitor.say('Secret story')
  await view.until(hasSentence(3))
  await visitor.act('remove', { messageId: question.id })
  await view.until(hasEnded(1))
  const answered = await visitor.say('Private matter?')
  await visitor.answerAfter(answered.seq)
  await visitor.act('remove', { messageId: answered.id })
  const next = await visitor.say('When are you open?')
  await visitor.answerAfter(next.seq)
  expect(view.ended()[0]).toBe('lost')
  const { messages } = await visitor.resume()
  expect(messages.map(({ text }) => text)).toEqual([
    '',
    '',
    'About: Private matter?',
    'When are you open?',
    'About: When are you open?',
  ])
  expect(JSON.stringify(model.requests.at(-1)?.body)).not.toMatch(/Secret|Private|Shall I tell/)
})

test('the AI is shown edited texts, and no answer that another one replaced', async () => {
  let count = 0
  await using given = await startAnsweredWorkspace(({ chunk, finish }) => {
    chunk(nthQuestion((count += 1)))
    finish()
  })
  const { visitor, model } = given
  const first = await visitor.say('Do you sell teapots?')
  const answer = await visitor.answerAfter(first.seq)
  await visitor.act('edit', { messageId: first.id, text: 'Do you sell bowls?' })
  await visitor.act('regenerate', { messageId: answer.id })
  const other = await visitor.answerAfter(answer.seq)
  expect(other.text).toBe(nthQuestion(2))
  const next = await visitor.say('And plates?')
  await visitor.answerAfter(next.seq)
  const turns = model.requests
    .at(-1)
    ?.body.messages.slice(1)
    .map(({ content }) => content)
  expect(turns).toEqual(['Do you sell bowls?', nthQuestion(2), 'And plates?'])
})

test('after a hand-back, and after a chat was opened again, the AI is shown nothing of what was said before', async () => {
  await using given = await startAnsweredWorkspace(echo)
  const { visitor, owner, model } = given
  const first = await visitor.say('My number is 4111')
  await visitor.answerAfter(first.seq)
  const { chatId } = first
  await reply(owner, chatId, 'Between us: 20 % off')
  await visitor.say('Thank you for 20 %')
  await member(owner, 'hand-back', chatId)
  const second = await visitor.say('When are you open?')
  await visitor.answerAfter(second.seq)
  expect(model.requests.at(-1)?.body.messages.slice(1)).toEqual([{ role: 'user', content: 'When are you open?' }])
  await member(owner, 'close', chatId)
  await member(owner, 'reopen', chatId)
  await member(owner, 'hand-back', chatId)
  const third = await visitor.say('And on Sunday?')
  await visitor.answerAfter(third.seq)
  expect(model.requests.at(-1)?.body.messages.slice(1)).toEqual([{ role: 'user', content: 'And on Sunday?' }])
})

test('a wish for a person is met by rule: no model is asked, the inbox shows it, and the visitor is told in their language', async () => {
  await using given = await startAnsweredWorkspace(echo)
  const { visitor, owner, model } = given
  const wish = await visitor.say('This does not help. Can I talk to a human?')
  const answer = await visitor.answerAfter(wish.seq)
  expect(answer.text).toContain('Our team has been told')
  expect(answer).toMatchObject({ offersPerson: false, answersSeq: wish.seq })
  const { data } = await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId: wish.chatId } })
  expect(data.chat.personRequestedAt).not.toBeNull()
  const thai = await visitor.say('ขอคุยกับเจ้าหน้าที่หน่อยค่ะ')
  expect((await visitor.answerAfter(thai.seq)).text).toContain('เจ้าหน้าที่')
  expect((await visitor.resume()).changes.map(({ type }) => type)).toEqual(['chat.person_requested'])
  expect(model.requests).toEqual([])
  const question = await visitor.say('Do you ship to people in Laos?')
  expect((await visitor.answerAfter(question.seq)).text).toBe('About: Do you ship to people in Laos?')
})

test.each(['workspace', 'widget'] as const)(
  'pausing the AI of a %s cuts what is being written and leaves the rest to people',
  async (scope) => {
    let isTalkative = true
    await using given = await startAnsweredWorkspace((one) => (isTalkative ? talkOn(one) : echo(one)))
    const { visitor, owner, model } = given
    const { data: widgets } = await owner.client.request('GET /api/v1/widgets')
    const widgetId = widgets[0]?.id ?? ''
    const pause = (aiPaused: boolean) =>
      scope === 'workspace'
        ? owner.client.request('PATCH /api/v1/workspace', { body: { aiPaused } })
        : owner.client.request('PATCH /api/v1/widgets/:widgetId', { params: { widgetId }, body: { aiPaused } })
    const quiet = await given.server.given.visitor(owner)
    await using view = await watch(visitor)
    await visitor.say('Tell me a story')
    await view.until(hasSentence(9))
    expect((await pause(true)).data.aiPaused).toBe(true)
    await view.until(hasEnded(1))
    const cut = await visitor.resume()
    expect(cut.messages.at(-1)).toMatchObject({ state: 'interrupted', author: { kind: 'ai' } })
    expect(cut.chat?.personRequestedAt).not.toBeNull()
    await expect.poll(() => model.openCount()).toBe(0)

    isTalkative = false
    const asked = model.requests.length
    await using quietView = await watch(quiet)
    await quiet.say('Is anybody there?')
    await quietView.until((events) => events.some((event) => event.type === 'chat.person_requested'))
    await quietView.until(hasEnded(1))
    expect(quietView.ended()).toEqual(['lost'])
    expect((await quiet.resume()).messages).toHaveLength(1)
    expect(model.requests).toHaveLength(asked)

    await pause(false)
    const question = await quiet.say('And now?')
    expect((await quiet.answerAfter(question.seq)).text).toBe('About: And now?')
  },
)

test('many questions from one source do not hold up those of another', async () => {
  const asked: string[] = []
  const open = Promise.withResolvers<void>()
  await using given = await startAnsweredWorkspace(async ({ chunk, finish, request }) => {
    asked.push(request.body.messages.at(-1)?.content ?? '')
    await open.promise
    chunk('Yes.')
    finish()
  })
  const { server, owner } = given
  const { data: widgets } = await owner.client.request('GET /api/v1/widgets')
  const ask = (texts: string[], source: string) => {
    const each = <T>(value: () => T) => texts.map(value)
    return server.db.query('select * from post_messages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 500)', [
      each(() => owner.workspaceId),
      each(() => randomUUID()),
      each(() => randomUUID()),
      each(newClientMessageId),
      each(() => 'visitor'),
      each(() => randomUUID()),
      texts,
      each(() => randomUUID()),
      each(() => source),
      each(() => widgets[0]?.id),
      each(() => null),
      each(() => null),
    ])
  }
  await ask(
    Array.from({ length: 40 }, (_, at) => `Flood ${at}`),
    'one',
  )
  await expect.poll(() => asked.length, { timeout: 15_000 }).toBe(8)
  await ask(['Quiet question'], 'another')
  await expect.poll(() => asked.includes('Quiet question'), { timeout: 15_000 }).toBe(true)
  expect(asked).toHaveLength(9)
  open.resolve()
  await expect.poll(() => asked.length, { timeout: 20_000 }).toBe(41)
})
