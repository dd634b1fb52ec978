import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatEvent } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { startN8nWorkspace } from '../../testing/n8n-workspace.ts'
import type { TestVisitor } from '../../testing/test-app.ts'
import { isSignedBy } from './signature.ts'

/** However busy the machine is. */
const soon = { timeout: 20_000 }

type Behaviour = Parameters<typeof startN8nWorkspace>[0]
const item = (content: unknown) => ({ type: 'item', content, metadata: { nodeName: 'Respond' } })

/** Asks, and gives what a viewer sees until the answer is stored. */
async function ask(visitor: TestVisitor, text: string, more: object = {}) {
  const events: ChatEvent[] = []
  let shown = ''
  for await (const event of visitor.stream(0, AbortSignal.timeout(25_000))) {
    events.push(event)
    if (event.type === 'ready') await visitor.say(text, more)
    if (event.type === 'answer.snapshot') shown = event.text
    if (event.type === 'answer.delta') shown += event.text
    if (event.type === 'message.created' && event.message.author.kind === 'ai')
      return { events, shown, message: event.message }
  }
  throw new Error('The stream ended without an answer.')
}

test('a recorded reply of a Chat Trigger is the answer', async () => {
  await using given = await startN8nWorkspace(({ replay }) => replay('last'), { trigger: 'chat' })
  const { message } = await ask(given.visitor, 'สวัสดี')
  expect(message.text).toBe('echo: สวัสดี / s-1 / th')
})

test('a recorded stream, which calls itself JSON, is shown and stored', async () => {
  await using given = await startN8nWorkspace(({ replay }) => replay('stream'), { mode: 'stream' })
  const { message, shown } = await ask(given.visitor, 'สวัสดี')
  expect([message.text, shown]).toEqual(['echo: สวัสดี / s-1 / th', 'echo: สวัสดี / s-1 / th'])
})

test('the words of a stream are shown as they come', async () => {
  await using given = await startN8nWorkspace(
    async ({ line, response }) => {
      line({ type: 'begin' })
      for (const word of ['Your ', 'order ', 'left ', 'today.']) {
        line(item(word))
        await sleep(60)
      }
      line({ type: 'end' })
      response.end()
    },
    { mode: 'stream' },
  )
  const { events, message } = await ask(given.visitor, 'Where is my order?')
  expect(message.text).toBe('Your order left today.')
  expect(events.filter(({ type }) => type === 'answer.delta').length).toBeGreaterThan(1)
})

test('plain text is an answer as well, whatever it is called', async () => {
  await using given = await startN8nWorkspace(({ response }) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('Open at ten.\nEvery day.')
  })
  expect((await ask(given.visitor, 'When?')).message.text).toBe('Open at ten.\nEvery day.')
})

test('a workflow learns who asks what and where, signed, and nothing that it should not', async () => {
  await using given = await startN8nWorkspace(
    ({ json }) => json([{ output: 'Gold it is.' }]),
    {
      attributes: ['plan'],
      auth: { kind: 'header', name: 'X-Shop' },
    },
    'shop-secret',
  )
  const { visitor, n8n } = given
  await visitor.say('Hello')
  await visitor.answerAfter(1)
  const profile = { name: 'Anong', email: 'anong@example.com', attributes: { plan: 'gold', salary: 1 } }
  await visitor.act('profile', profile)
  const { id } = await visitor.say('ราคา?', { locale: 'th', pageUrl: 'https://shop.example.com/cups?token=secret' })
  await expect.poll(() => n8n.requests.length, soon).toBe(2)
  const [first, request] = n8n.requests
  expect(request?.body).toMatchObject({ action: 'sendMessage', chatInput: 'ราคา?' })
  expect(request?.body.sessionId).toBe(first?.body.sessionId)
  expect(request?.body.metadata).toMatchObject({
    messageId: id,
    locale: 'th',
    isTest: false,
    visitor: { isVerified: false, externalId: null, attributes: { plan: 'gold' } },
  })
  expect(request?.raw).not.toMatch(/anong|salary|token=secret/i)
  // What was said before is kept by the workflow's own memory.
  expect(request?.raw).not.toContain('Hello')
  expect(request?.headers['x-shop']).toBe('shop-secret')
  expect(request?.headers['x-minichat-message-id']).toBe(id)
  expect(request?.headers['idempotency-key']).not.toBe(first?.headers['idempotency-key'])
  const signature = String(request?.headers['x-minichat-signature'])
  const isSigned = (body: string) => isSignedBy([given.signingSecret], signature, body, Date.now())
  expect([isSigned(request?.raw ?? ''), isSigned(`${request?.raw} `)]).toEqual([true, false])
})

test('what a workflow says beside its text is taken as far as it is what it should be', async () => {
  await using given = await startN8nWorkspace(({ json }) =>
    json({
      output: 'Which one?',
      quickReplies: ['Cups', 'Cups', 7, '', 'x'.repeat(200), ' Plates\nand more '],
      citations: [
        { title: 'Sizes', url: 'https://shop.example.com/sizes' },
        { title: 'Click', url: 'javascript:alert(1)' },
        { title: 'Inside', url: 'https://user:pass@shop.example.com/' },
        'nonsense',
      ],
      handOver: 'perhaps',
    }),
  )
  const { message } = await ask(given.visitor, 'I want one')
  expect(message).toMatchObject({ text: 'Which one?', quickReplies: ['Cups', 'Plates'], offersPerson: false })
  expect(message.citations).toEqual([{ number: 1, title: 'Sizes', url: 'https://shop.example.com/sizes', quote: '' }])
  const { chat } = await given.visitor.resume()
  expect(chat).toMatchObject({ personRequestedAt: null })
  const { data } = await given.owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId: message.chatId } })
  expect(data.messages.at(-1)?.quickReplies).toEqual(['Cups', 'Plates'])
})

test('a workflow hands the chat to a person, with words of its own or of ours', async () => {
  const replies = [{ output: 'One moment, Mali comes.', handOver: true }, { handOver: true }]
  for (const reply of replies) {
    await using given = await startN8nWorkspace(({ json }) => json(reply))
    const { message } = await ask(given.visitor, 'ขอคืนเงิน')
    expect(message.text).toBe(reply.output ?? 'แจ้งทีมงานเรื่องคำถามของคุณแล้ว เมื่อมีคนว่างจะมาตอบในแชทนี้')
    expect((await given.visitor.resume()).chat?.personRequestedAt).not.toBeNull()
  }
})

test('the items of a stream may be whole replies, with what they say beside', async () => {
  await using given = await startN8nWorkspace(
    ({ line, response }) => {
      line({ type: 'begin' })
      line(item('Two '))
      line(item('{ braces } '))
      line(item(JSON.stringify({ output: 'sizes.', quickReplies: ['Small', 'Large'] })))
      line({ type: 'end' })
      response.end()
    },
    { mode: 'stream' },
  )
  const { message } = await ask(given.visitor, 'Sizes?')
  expect(message).toMatchObject({ text: 'Two { braces } sizes.', quickReplies: ['Small', 'Large'] })
})

const failures: [string, Behaviour, string][] = [
  ['fails', ({ replay }) => replay('err'), 'n8n answered 500: Error in workflow'],
  ['is not there', ({ replay }) => replay('unknown'), 'is not registered'],
  ['has no node that responds', ({ replay }) => replay('noresp'), 'No Respond to Webhook node'],
  ['is not ours to call', ({ replay }) => replay('basic-none'), 'Authorization is required!'],
  ['sends what is no text', ({ response }) => void response.end('data: \u0000{"half'), 'no text'],
  ['stands behind a page', ({ response }) => void response.end('<!DOCTYPE html><p>Bad gateway'), 'a web page'],
  ['is cut off', ({ response }) => void response.end('{"output":"We are op'), 'cannot be read'],
  ['says nothing', ({ response }) => void response.end(), 'without an answer'],
  ['says that it cannot', ({ json }) => json({ error: { message: 'No stock list\n at x.js:1' } }), 'No stock list'],
  ['answers something else', ({ json }) => json({ items: [] }), 'without an answer'],
  ['breaks', ({ response }) => void response.destroy(), 'could not be reached'],
  [
    'stops in the middle of its words',
    ({ line, response }) => {
      line({ type: 'begin' })
      line(item('We are op'))
      response.end()
    },
    'ended before the answer did',
  ],
  [
    'breaks in the middle of its words',
    ({ line, response }) => {
      line(item('We are op'))
      setTimeout(() => response.destroy(), 80)
    },
    'broke off',
  ],
  [
    'fails in the middle of its words',
    ({ line, response }) => {
      line(item('We are op'))
      line({ type: 'error', content: 'Model overloaded\n    at Node.run (/usr/lib/n8n.js:1)' })
      response.end()
    },
    'Model overloaded',
  ],
]
test.each(failures)(
  'when a workflow %s, the next one answers, and only members learn why',
  async (_name, behave, reason) => {
    await using given = await startN8nWorkspace(behave, { mode: 'stream' })
    const { message, shown } = await ask(given.visitor, 'When are you open?')
    expect(message.text).toContain('10:00')
    expect(message.text.endsWith(shown)).toBe(true)
    expect(message.text).not.toMatch(/We are op |n8n|workflow|overloaded/)
    const [answer] = await given.server.db.transaction(given.owner.workspaceId, (tx) =>
      tx.query<{ problem: string; responder: string }>(
        'select problem, responder from answers where workspace_id = $1',
        [tx.workspaceId],
      ),
    )
    expect(answer?.responder).toBe('builtin')
    expect(answer?.problem).toContain(reason)
    expect(answer?.problem).not.toMatch(/stacktrace|\.js:1/)
  },
)

test('a workflow that is too busy is asked once more, with the same key; one that has failed is not', async () => {
  let times = 0
  await using given = await startN8nWorkspace(({ json, response }) => {
    times += 1
    if (times === 1) return void response.writeHead(429, { 'retry-after': '0' }).end()
    json({ output: 'Here.' })
  })
  expect((await ask(given.visitor, 'Are you there?')).message.text).toBe('Here.')
  expect(new Set(given.n8n.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
  expect(given.n8n.requests).toHaveLength(2)

  await using failing = await startN8nWorkspace(({ json }) => json({ message: 'Error in workflow' }, 500))
  await ask(failing.visitor, 'When are you open?')
  expect(failing.n8n.requests).toHaveLength(1)

  const later = new Date(Date.now() + 60_000).toUTCString()
  await using closed = await startN8nWorkspace(({ response }) => {
    response.writeHead(503, { 'retry-after': later }).end()
  })
  await ask(closed.visitor, 'When are you open?')
  expect(closed.n8n.requests).toHaveLength(1)
})

test('who waits for a slow workflow is told so, and gets the answer; one that is too slow is given up', async () => {
  await using given = await startN8nWorkspace(
    async ({ json }) => {
      await sleep(5500)
      json({ output: 'Done.' })
    },
    { heartbeat: { en: 'Asking the warehouse…', th: '' } },
  )
  const { events, message } = await ask(given.visitor, 'Is it there?')
  expect(message.text).toBe('Done.')
  const waiting = events.flatMap((event) => (event.type === 'answer.waiting' ? [event.text] : []))
  expect(waiting).toEqual(['Asking the warehouse…'])

  await using slow = await startN8nWorkspace(() => {}, { timeoutMs: 1000 })
  expect((await ask(slow.visitor, 'When are you open?')).message.text).toContain('10:00')
  await expect.poll(() => slow.n8n.openCount(), soon).toBe(0)
})

test('who takes over silences a workflow that is still answering', async () => {
  await using given = await startN8nWorkspace(
    async ({ line, response }) => {
      for (let i = 0; i < 200 && !response.destroyed; i += 1) {
        line(item(`word${i} `))
        await sleep(25)
      }
    },
    { mode: 'stream' },
  )
  const { chatId, seq } = await given.visitor.say('Tell me')
  await sleep(600)
  await given.owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId } })
  await expect.poll(() => given.n8n.openCount(), soon).toBe(0)
  const { messages } = await given.visitor.resume()
  expect(messages.filter((one) => one.seq > seq)).toMatchObject([{ state: 'interrupted', author: { kind: 'ai' } }])
})

test('a workflow that keeps failing is left out, like any other provider, and is tried again after its pause', async () => {
  let isFailing = true
  await using given = await startN8nWorkspace(({ json }) =>
    isFailing ? json({ message: 'Error in workflow' }, 500) : json({ output: 'Here.' }),
  )
  const { visitor, n8n, owner, server } = given
  const health = async () => (await owner.client.request('GET /api/v1/ai/providers')).data[0]?.health
  const askOnce = async () => (await visitor.answerAfter((await visitor.say('When are you open?')).seq)).text
  for (let n = 0; n < 4; n += 1) expect(await askOnce()).toContain('10:00')
  expect(n8n.requests).toHaveLength(3)
  expect(await health()).toMatchObject({
    state: 'open',
    failuresInRow: 3,
    lastFailure: 'n8n answered 500: Error in workflow',
  })
  isFailing = false
  server.passTime(16_000)
  expect(await askOnce()).toBe('Here.')
  expect(await health()).toMatchObject({ state: 'closed', failuresInRow: 0 })
})

test('a workflow that says itself that it has no answer is not left out', async () => {
  await using given = await startN8nWorkspace(({ json }) => json({ error: 'No stock list' }))
  for (let n = 0; n < 4; n += 1) await given.visitor.answerAfter((await given.visitor.say('When?')).seq)
  expect(given.n8n.requests).toHaveLength(4)
})

const hostile = [
  'Your order <script>alert(1)</scr',
  'ipt>left <img src=x onerror="steal()">tod',
  'ay![x](https://evil.example/?q=1). See [the ',
  'order](https://shop.example.com/orders/1), [this](javascri',
  'pt:alert(1)) or java',
  'script:alert(2) now. Key: shop-sec',
  'ret-1 done\u200b <3 or a<b. Reach shop@example.com',
]

test.each(['wait', 'stream'] as const)(
  'markup, scripts, images and secrets in what a workflow says are not shown, its links are, however it comes: %s',
  async (mode) => {
    await using given = await startN8nWorkspace(
      async ({ json, line, response }) => {
        const quickReplies = ['<b>Cups</b>', '<i></i>']
        if (mode === 'wait') return json({ output: hostile.join(''), quickReplies })
        line({ type: 'begin' })
        for (const piece of hostile) {
          line(item(piece))
          await sleep(20)
        }
        line(item(JSON.stringify({ quickReplies })))
        line({ type: 'end' })
        response.end()
      },
      { mode, auth: { kind: 'header', name: 'X-Shop' } },
      'shop-secret-1',
    )
    const { message, shown } = await ask(given.visitor, 'Where is my order?')
    expect(message.text).toBe(
      'Your order alert(1)left todayx. See [the order](https://shop.example.com/orders/1), this) or  now. ' +
        'Key:  done <3 or a‹b. Reach shop@example.com',
    )
    expect(shown).toBe(message.text)
    expect(message.quickReplies).toEqual(['Cups'])
    const params = { chatId: message.chatId, messageId: message.id }
    const { data } = await given.owner.client.request('GET /api/v1/chats/:chatId/messages/:messageId/trace', { params })
    const names = new Set(data.checks.map(({ name }) => name))
    expect(names).toEqual(new Set(['markup-removed', 'image-removed', 'link-removed', 'secret-not-told']))
    expect(JSON.stringify(data)).not.toContain('shop-secret-1')
  },
)

test('what holds nothing but markup is no answer', async () => {
  await using given = await startN8nWorkspace(({ json }) =>
    json({ output: '<script src="https://evil.example"></script>' }),
  )
  const { message } = await ask(given.visitor, 'When?')
  const params = { chatId: message.chatId, messageId: message.id }
  const { data } = await given.owner.client.request('GET /api/v1/chats/:chatId/messages/:messageId/trace', { params })
  expect(data.hops[0]).toMatchObject({ outcome: 'failed', reason: 'the workflow ended without an answer' })
})
