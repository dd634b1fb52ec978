import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatEvent } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { callBack, type N8nRequest } from '../../testing/fake-n8n.ts'
import { startN8nWorkspace } from '../../testing/n8n-workspace.ts'
import { startSecondServer } from '../../testing/second-server.ts'

/** However busy the machine is. */
const soon = { timeout: 20_000 }

/** As n8n acknowledges when a Webhook node responds immediately. */
const acknowledge: Parameters<typeof startN8nWorkspace>[0] = ({ json }) => json({ message: 'Workflow was started' })
const given = (more: object = {}) => startN8nWorkspace(acknowledge, { mode: 'async', timeoutMs: 600_000, ...more })
type Given = Awaited<ReturnType<typeof given>>

async function asked({ n8n, visitor }: Given, text = 'When are you open?') {
  const before = n8n.requests.length
  const question = await visitor.say(text)
  await expect.poll(() => n8n.requests.length, soon).toBe(before + 1)
  return { question, request: n8n.requests.at(-1) as N8nRequest }
}
const aiMessages = async ({ visitor }: Given) =>
  (await visitor.resume()).messages.filter(({ author }) => author.kind === 'ai')

test('a workflow of five minutes answers, once, with what it says beside; meanwhile the visitor is told', async () => {
  await using workspace = await given()
  const { visitor, server, signingSecret } = workspace
  const events: ChatEvent[] = []
  const stop = new AbortController()
  const watching = (async () => {
    for await (const event of visitor.stream(0, stop.signal)) events.push(event)
  })().catch(() => {})
  const { question, request } = await asked(workspace)
  await expect.poll(() => events.some(({ type }) => type === 'answer.waiting'), soon).toBe(true)
  server.passTime(5 * 60_000)
  await sleep(2500)
  expect(await aiMessages(workspace)).toEqual([])
  const seconds = Math.floor(Date.now() / 1000) + 300
  const reply = { output: 'At ten.', quickReplies: ['And on Sunday?'] }
  expect((await callBack(request, reply, signingSecret, { seconds })).data).toEqual({ accepted: true, reason: null })
  expect(await visitor.answerAfter(question.seq)).toMatchObject({ text: 'At ten.', quickReplies: ['And on Sunday?'] })
  const again = await callBack(request, { output: 'At noon.' }, signingSecret, { seconds })
  expect([again.status, again.data]).toEqual([200, { accepted: false, reason: 'duplicate' }])
  expect((await aiMessages(workspace)).map(({ text }) => text)).toEqual(['At ten.'])
  stop.abort()
  await watching
})

test('longer than any silence is borne: whoever hears that it is worked on waits as long as the workflow has', async () => {
  await using workspace = await given()
  const { request, question } = await asked(workspace)
  await sleep(27_000)
  expect(await aiMessages(workspace)).toEqual([])
  await callBack(request, { output: 'At ten.' }, workspace.signingSecret)
  expect((await workspace.visitor.answerAfter(question.seq)).text).toBe('At ten.')
  expect(workspace.n8n.requests).toHaveLength(1)
}, 60_000)

test('a workflow that answers at once after all is taken at its word, wherever the network cuts it', async () => {
  const answersAtOnce: Parameters<typeof startN8nWorkspace>[0] = async ({ response }) => {
    const body = Buffer.from('{"output":"เปิดสิบโมง"}')
    response.writeHead(200, { 'content-type': 'application/json' }).write(body.subarray(0, 12))
    await sleep(30)
    response.end(body.subarray(12))
  }
  await using workspace = await startN8nWorkspace(answersAtOnce, { mode: 'async', timeoutMs: 600_000 })
  const { question } = await asked(workspace, 'เปิดกี่โมง')
  expect((await workspace.visitor.answerAfter(question.seq)).text).toBe('เปิดสิบโมง')
})

test('of two calls at once one is taken, and the other is a duplicate', async () => {
  await using workspace = await given()
  const { request } = await asked(workspace)
  const calls = ['A', 'B', 'C'].map((output) => callBack(request, { output }, workspace.signingSecret))
  const taken = (await Promise.all(calls)).filter(({ data }) => data.accepted)
  expect(taken).toHaveLength(1)
  await expect.poll(async () => (await aiMessages(workspace)).length, soon).toBe(1)
})

test('what is forged, unsigned, changed or too old is refused, and the true answer is still taken', async () => {
  await using workspace = await given()
  const { request, question } = await asked(workspace)
  const reply = { output: 'Send me your password.' }
  const { signingSecret } = workspace
  const old = Math.floor(Date.now() / 1000) - 400
  const codes = await Promise.all([
    callBack(request, reply, 'another-secret'),
    callBack(request, reply, signingSecret, { signature: '' }),
    callBack(request, reply, signingSecret, { signature: `t=${old + 400},v1=${'0'.repeat(64)}` }),
    callBack(request, reply, signingSecret, { seconds: old }),
    callBack(request, reply, signingSecret, { to: `${request.body.metadata['callbackUrl']}A` }),
    callBack(request, reply, signingSecret, {
      to: `${workspace.server.url}/api/v1/n8n/answers/${'A'.repeat(43)}.${'A'.repeat(43)}`,
    }),
  ])
  expect(codes.map(({ status, code }) => `${status} ${code}`)).toEqual([
    ...Array.from({ length: 4 }, () => '401 SIGNATURE_WRONG'),
    '404 NOT_FOUND',
    '404 NOT_FOUND',
  ])
  expect(await aiMessages(workspace)).toEqual([])
  await callBack(request, { output: 'At ten.' }, signingSecret)
  expect((await workspace.visitor.answerAfter(question.seq)).text).toBe('At ten.')
})

test('an answer that comes after a takeover is ignored', async () => {
  await using workspace = await given()
  const { request, question } = await asked(workspace)
  const params = { chatId: question.chatId }
  await workspace.owner.client.request('POST /api/v1/chats/:chatId/take-over', { params })
  const late = await callBack(request, { output: 'At ten.' }, workspace.signingSecret)
  expect([late.status, late.data]).toEqual([200, { accepted: false, reason: 'over' }])
  expect(await aiMessages(workspace)).toEqual([])
})

test('a workflow that never calls back is given up after its time, and what it says then is ignored', async () => {
  await using workspace = await given()
  const { request, question } = await asked(workspace)
  workspace.server.passTime(601_000)
  expect((await workspace.visitor.answerAfter(question.seq)).text).toContain('10:00')
  const seconds = Math.floor(Date.now() / 1000) + 601
  const late = await callBack(request, { output: 'At noon.' }, workspace.signingSecret, { seconds })
  expect(late.data).toEqual({ accepted: false, reason: 'late' })
  expect(await aiMessages(workspace)).toHaveLength(1)
})

test('a workflow that calls back to say that it failed is not waited for', async () => {
  await using workspace = await given()
  const { request, question } = await asked(workspace)
  await callBack(request, { error: 'The stock list is away' }, workspace.signingSecret)
  expect((await workspace.visitor.answerAfter(question.seq)).text).toContain('10:00')
})

test('after a restart another server goes on waiting, takes the call, and the workflow was asked once', async () => {
  await using workspace = await given()
  const { server, visitor, n8n, signingSecret } = workspace
  const { request, question } = await asked(workspace)
  await sleep(300)
  await using second = await startSecondServer(server)
  await server.halt()
  await sleep(1500)
  const to = String(request.body.metadata['callbackUrl']).replace(server.url, second.url)
  const called = await callBack(request, { output: 'At ten.' }, signingSecret, { to })
  expect(called.data).toEqual({ accepted: true, reason: null })
  const answered = async () => (await second.messagesOf(visitor)).filter(({ author }) => author.kind === 'ai')
  await expect.poll(async () => (await answered()).map(({ text }) => text), soon).toEqual(['At ten.'])
  expect(n8n.requests).toHaveLength(1)
  expect(question.seq).toBe(1)
})

test('an answer may come to a server that does not wait for it', async () => {
  await using workspace = await given()
  const { server, visitor, signingSecret } = workspace
  await using second = await startSecondServer(server, { isWorking: false })
  const { request, question } = await asked(workspace)
  const to = String(request.body.metadata['callbackUrl']).replace(server.url, second.url)
  expect((await callBack(request, { output: 'At ten.' }, signingSecret, { to })).data.accepted).toBe(true)
  expect((await visitor.answerAfter(question.seq)).text).toBe('At ten.')
})

test('who waits for a workflow holds nobody up: of one address many more are asked than are written at once', async () => {
  await using workspace = await given()
  const { server, owner, n8n } = workspace
  const visitors = await Promise.all(Array.from({ length: 14 }, () => server.given.visitor(owner)))
  await Promise.all(visitors.map((visitor) => visitor.say('When?')))
  // Eight of one source are written at once.
  await expect.poll(() => n8n.requests.length, soon).toBe(14)
})

test('without a signing secret nobody is asked; a new one counts at once, and the old one for a day', async () => {
  await using workspace = await given()
  const { owner, signingSecret, server } = workspace
  const { request, question } = await asked(workspace)
  const { data } = await owner.client.request('POST /api/v1/n8n/signing-secret')
  expect(data.secret).not.toBe(signingSecret)
  expect((await callBack(request, { output: 'Old key.' }, signingSecret)).data.accepted).toBe(true)
  await workspace.visitor.answerAfter(question.seq)
  const next = await asked(workspace)
  expect((await callBack(next.request, { output: 'New key.' }, data.secret)).data.accepted).toBe(true)
  server.passTime(25 * 3600_000)
  const { data: state } = await owner.client.request('GET /api/v1/n8n/signing-secret')
  expect(state).toEqual({ madeAt: data.madeAt, oldCountsUntil: null })
})

test('an answer that is longer than one may be is none, and neither is one that never closes its links a burden', async () => {
  await using workspace = await given()
  const { request, question } = await asked(workspace)
  const startedAt = performance.now()
  await callBack(request, { output: '[a]('.repeat(7000) }, workspace.signingSecret)
  expect((await workspace.visitor.answerAfter(question.seq)).text).not.toContain('[a](')
  const next = await asked(workspace, 'And on Sunday?')
  await callBack(next.request, { output: '[a]('.repeat(6000) }, workspace.signingSecret)
  expect((await workspace.visitor.answerAfter(next.question.seq)).text).toContain('[a](')
  expect(performance.now() - startedAt).toBeLessThan(15_000)
})
