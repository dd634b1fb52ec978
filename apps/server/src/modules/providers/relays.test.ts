import { setTimeout as sleep } from 'node:timers/promises'
import { modelKinds } from '@minichat/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import { createOutgoing } from '../../platform/outgoing/outgoing.ts'
import { type ProviderReply, says, startFakeProvider } from '../../testing/fake-provider.ts'
import { wireFormats } from '../../testing/wire-formats.ts'
import { noBreaker } from './breaker.ts'
import { createModelProvider } from './model-provider.ts'
import type { Meter, ModelUsage, Reservation } from './types.ts'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const apiKey = 'sk-secret-of-the-owner'
type Settled = Parameters<Reservation['settle']>[0]

const patient = { firstTokenMs: 10_000, gapMs: 10_000, wholeMs: 20_000 }

/** A provider of a kind that behaves as the test says, and what was counted of it. */
async function given(
  kind: (typeof modelKinds)[number],
  behave: (reply: ProviderReply) => void | Promise<void>,
  timeouts = patient,
) {
  const server = await startFakeProvider(kind, behave)
  const outgoing = createOutgoing([server.host])
  cleanUps.push(server.stop, outgoing.close)
  const settled: Settled[] = []
  const meter: Meter = {
    reserve: async () => ({
      async settle(end) {
        settled.push(end)
        return { costMicroUsd: 5 }
      },
    }),
  }
  const provider = createModelProvider({
    settings: {
      id: 'p',
      kind,
      name: 'Provider',
      model: 'small',
      baseUrl: server.baseUrl,
      maxOutputTokens: 100,
      timeouts,
    },
    openKey: () => apiKey,
    breaker: noBreaker,
    meter,
    outgoing,
  })
  const abort = new AbortController()
  const stream = () =>
    provider.stream({
      workspaceId: 'w',
      asked: null,
      purpose: 'answer',
      turns: [
        { role: 'system', content: 'Be kind.' },
        { role: 'assistant', content: 'Welcome!' },
        { role: 'user', content: 'When are you open?' },
      ],
      maxOutputTokens: 50,
      signal: abort.signal,
    })
  return { server, settled, stream, abort }
}

async function readAll(pieces: AsyncGenerator<string, ModelUsage>) {
  let text = ''
  let next = await pieces.next()
  while (!next.done) {
    text += next.value
    next = await pieces.next()
  }
  return { text, usage: next.value }
}

describe.each(modelKinds)('%s', (kind) => {
  const format = wireFormats[kind]

  test('an answer is read whole, asked for as the provider wants it, and counted with what it says was used', async () => {
    const { server, settled, stream } = await given(kind, says('We open at ten, ครับ 😀 every day.'))
    const { text, usage } = await readAll(stream())
    expect(text).toBe('We open at ten, ครับ 😀 every day.')
    expect(usage).toEqual({ inputTokens: 30, outputTokens: 7, isEstimated: false, costMicroUsd: 5 })
    expect(settled).toMatchObject([{ outcome: 'done', inputTokens: 30, outputTokens: 7, status: 200 }])
    const [request] = server.requests
    expect(request?.path).toBe(format.path)
    expect(request?.headers[format.keyHeader[0]]).toBe(format.keyHeader[1](apiKey))
    const body = JSON.stringify(request?.body)
    for (const said of ['Be kind.', 'When are you open?', '50']) expect(body).toContain(said)
    expect(body).not.toMatch(/temperature|top_p|top_k/)
  })

  test('what cannot be a count of tokens is not believed', async () => {
    for (const input of [-30, 1.5, 1e18]) {
      const { settled, stream } = await given(kind, ({ piece, finish }) => {
        piece('We open at ten.')
        finish({ input, output: 7 })
      })
      const { text, usage } = await readAll(stream())
      expect(text).toBe('We open at ten.')
      expect(usage.isEstimated || kind === 'anthropic').toBe(true)
      expect(usage.inputTokens).toBeGreaterThan(0)
      expect(Number.isSafeInteger(usage.inputTokens)).toBe(true)
      expect(settled).toMatchObject([{ outcome: 'done', inputTokens: usage.inputTokens }])
    }
  })

  test('an answer whose bytes come in ones is the same', async () => {
    const { stream } = await given(kind, async ({ response, format: { begin, piece, end, type } }) => {
      response.writeHead(200, { 'content-type': type })
      const bytes = Buffer.from(begin + piece('เปิด ') + piece('สิบโมง') + end({ input: 1, output: 3 }))
      response.socket?.setNoDelay(true)
      for (const byte of bytes) {
        response.write(Buffer.of(byte))
        await new Promise(setImmediate)
      }
      response.end()
    })
    expect((await readAll(stream())).text).toBe('เปิด สิบโมง')
  })

  test('connections are used again after an answer', async () => {
    const ports = new Set<number | undefined>()
    const { stream } = await given(kind, (reply) => {
      ports.add(reply.response.socket?.remotePort)
      says('Hello there.')(reply)
    })
    for (let n = 0; n < 6; n += 1) await readAll(stream())
    // The first may not be free yet when the next question comes.
    expect(ports.size).toBeLessThanOrEqual(2)
  })

  test('429 with Retry-After is tried again once that time is over, and not before', async () => {
    const at: number[] = []
    const { stream, settled } = await given(kind, (reply) => {
      at.push(performance.now())
      if (at.length > 1) return says('Now.')(reply)
      reply.response
        .writeHead(429, { 'retry-after-ms': '700', 'retry-after': '60' })
        .end('{"error":{"message":"slow"}}')
    })
    expect((await readAll(stream())).text).toBe('Now.')
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(690)
    expect(settled).toMatchObject([{ outcome: 'failed', status: 429 }, { outcome: 'done' }])
  })

  test('429 with a Retry-After that nobody can wait for fails at once, and says when to come back', async () => {
    const { server, stream } = await given(kind, ({ response }) => {
      response.writeHead(429, { 'retry-after': '60' }).end('{"error":{"message":"quota"}}')
    })
    const failure = { message: 'the provider answered 429: quota', retryAfterMs: 60_000, isRetryable: true }
    await expect(readAll(stream())).rejects.toMatchObject(failure)
    expect(server.requests).toHaveLength(1)
  })

  test('500 is tried three times, with a pause in between, and the key is never repeated', async () => {
    const { server, stream, settled } = await given(kind, ({ response }) => {
      response.writeHead(500).end(JSON.stringify({ error: { message: `boom for ${apiKey}` } }))
    })
    const message = 'the provider answered 500: boom for [masked]'
    await expect(readAll(stream())).rejects.toMatchObject({ message, isFault: true })
    expect(server.requests).toHaveLength(3)
    expect(settled.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed'])
  })

  test('401 is not tried again', async () => {
    const { server, stream } = await given(kind, ({ response }) => void response.writeHead(401).end('no'))
    await expect(readAll(stream())).rejects.toThrow('the provider answered 401')
    expect(server.requests).toHaveLength(1)
  })

  test('a page of HTML, or garbage in the midst, is no answer', async () => {
    const { server, stream } = await given(kind, ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>\n<h1>Sign in to the network</h1>\n')
    })
    await expect(readAll(stream())).rejects.toThrow(/the stream ended before the answer did|is not JSON/)
    server.behave(({ piece, response, format: { type } }) => {
      piece('We are ')
      response.end(type.includes('ndjson') ? '{nonsense\n' : 'data: {nonsense\n\n')
    })
    await expect(readAll(stream())).rejects.toThrow('is not JSON')
  })

  test('an answer that is cut fails wherever that is, and what came is counted', async () => {
    const { server, stream, settled } = await given(kind, () => {})
    for (const cut of ['ends', 'breaks', 'reports'] as const) {
      settled.length = 0
      server.behave(({ piece, response, format: { error } }) => {
        piece('We are op')
        if (cut === 'ends') response.end()
        else if (cut === 'breaks') setTimeout(() => response.destroy(), 20)
        else response.end(error(`overloaded by ${apiKey}`))
      })
      const reason = {
        ends: 'the stream ended before the answer did',
        breaks: /^the stream broke/,
        reports: 'the provider reported an error: overloaded by [masked]',
      }[cut]
      await expect(readAll(stream())).rejects.toThrow(reason)
      expect(settled).toMatchObject([{ outcome: 'failed', outputTokens: 4 }])
    }
  })

  test('silence, drips and stand-stills end in time, and leave no connection', async () => {
    const quick = { firstTokenMs: 500, gapMs: 500, wholeMs: 1500 }
    const { server, stream, settled } = await given(kind, () => {}, quick)
    await expect(readAll(stream())).rejects.toThrow('nothing came within 0.5 s')
    server.behave(async ({ response, format: { type, begin, piece } }) => {
      response.writeHead(200, { 'content-type': type })
      // A byte now and then is no text.
      for (const byte of Buffer.from(begin + piece('Hello'))) {
        if (response.destroyed) return
        response.write(Buffer.of(byte))
        await sleep(100)
      }
    })
    await expect(readAll(stream())).rejects.toThrow('nothing came within 0.5 s')
    server.behave(({ piece }) => piece('We are op'))
    await expect(readAll(stream())).rejects.toThrow('the answer stood still for 0.5 s')
    server.behave(async ({ response, piece }) => {
      while (!response.destroyed) {
        piece('la ')
        await sleep(100)
      }
    })
    await expect(readAll(stream())).rejects.toThrow('the whole answer took longer than 1.5 s')
    expect(settled.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed', 'failed'])
    await expect.poll(server.openCount).toBe(0)
  })

  test('who leaves or stops in the midst ends the call, which is counted as abandoned', async () => {
    const { server, stream, settled, abort } = await given(kind, async ({ response, piece }) => {
      for (let n = 0; n < 100 && !response.destroyed; n += 1) {
        piece('word ')
        await sleep(20)
      }
    })
    const left = stream()
    await left.next()
    await left.return({} as ModelUsage)
    await expect.poll(server.openCount).toBe(0)
    const stopped = stream()
    await stopped.next()
    abort.abort('silenced')
    await expect(readAll(stopped)).rejects.toBe('silenced')
    await expect.poll(server.openCount).toBe(0)
    expect(settled.map(({ outcome }) => outcome)).toEqual(['abandoned', 'abandoned'])
    expect(settled.every(({ outputTokens }) => outputTokens > 0)).toBe(true)
  })
})

test('what a provider says of a failure stays whole where the network cuts a character', async () => {
  const { stream } = await given('openai', async ({ response }) => {
    const body = Buffer.from('{"error":{"message":"โควตาหมด"}}')
    response.writeHead(401).write(body.subarray(0, 25))
    await sleep(30)
    response.end(body.subarray(25))
  })
  await expect(readAll(stream())).rejects.toThrow('the provider answered 401: โควตาหมด')
})

test('Google says in the body when to come back', async () => {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '42s' }]
  const error = { code: 429, message: 'Quota exceeded', status: 'RESOURCE_EXHAUSTED', details }
  const { stream } = await given('google', ({ response }) => {
    response.writeHead(429).end(JSON.stringify([{ error }]))
  })
  await expect(readAll(stream())).rejects.toMatchObject({ retryAfterMs: 42_000, message: /Quota exceeded/ })
})

test('an answer that was filtered or refused is not shown as one', async () => {
  const { server, stream } = await given('google', ({ response, format: { type } }) => {
    response.writeHead(200, { 'content-type': type })
    response.end('data: {"candidates":[{"finishReason":"SAFETY"}]}\n\n')
  })
  await expect(readAll(stream())).rejects.toThrow('SAFETY')
  server.behave(({ finish }) => finish())
  await expect(readAll(stream())).rejects.toThrow('the answer was empty')
})

test('the end of a complete answer is not waited for in vain, nor is a missing one a failure', async () => {
  const { stream } = await given('openai', ({ piece, response }) => {
    piece('All of it.')
    response.write('data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n')
  })
  const startedAt = performance.now()
  expect((await readAll(stream())).text).toBe('All of it.')
  expect(performance.now() - startedAt).toBeLessThan(5000)
})

test('a refusal by a cap is no call, and not the provider’s fault', async () => {
  const server = await startFakeProvider('ollama', says('Hello.'))
  const outgoing = createOutgoing([server.host])
  cleanUps.push(server.stop, outgoing.close)
  const provider = createModelProvider({
    settings: {
      id: 'p',
      kind: 'ollama',
      name: 'P',
      model: 'small',
      baseUrl: `${server.baseUrl}/`,
      maxOutputTokens: 10,
      timeouts: patient,
    },
    openKey: () => null,
    breaker: noBreaker,
    meter: { reserve: async () => ({ refusedBy: 'day' }) },
    outgoing,
  })
  const pieces = provider.stream({
    workspaceId: 'w',
    asked: null,
    purpose: 'answer',
    turns: [],
    maxOutputTokens: 10,
    signal: new AbortController().signal,
  })
  await expect(readAll(pieces)).rejects.toMatchObject({
    name: 'CapReached',
    message: /cap on what may be spent in a day/,
  })
  expect(server.requests).toHaveLength(0)
})
