import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, createClient, readEventStream } from '../packages/client/src/index.ts'
import type { ChatEvent } from '../packages/contracts/src/index.ts'
import type { Drill, DrillOptions, Outcome } from './tools/drill.ts'
import { createDrillServer } from './tools/drill-server.ts'
import { inspect, inspectable } from './tools/inspector.ts'
import { type Member, signIn } from './tools/member.ts'
import { createGate } from './tools/writer.ts'

const lanes = 8
/** Most visits are of people who were there before: what is kept of each of those must not add up. */
const regulars = 80
const newVisitorShare = 0.02
/** Before anything is counted: more than any cache of the server holds, so that all are full. */
const passersBy = { full: 25_000, short: 0, sabotaged: 0 }
const passersByAtOnce = 16
const answerWithinMs = 20_000
const restMs = 1500
/** Of the samples, before caches are full and code is compiled. */
const warmUpShare = 0.35
const heapLimitMb = 1
const descriptorLimit = 2
const usualMinutes = 15
const sizes = { full: { samples: 30 }, short: { samples: 10 }, sabotaged: { samples: 10 } }
const minutesOf = { short: 1, sabotaged: 0.7 }

export const noLeak: Drill = {
  name: 'no-leak',
  number: 'R17',
  onRequest: true,
  promise: 'Visitors who come, chat and leave leave nothing behind in the server',
  longestMs: { full: 1_500_000, short: 300_000, sabotaged: 300_000 },
  sabotages: { 'never-leave': { says: 'one visitor in twenty keeps the line open', fault: 'descriptors left open' } },
  run,
}

type Sample = { minute: number; heapMb: number; descriptors: number }

/** Visitors and a member come and go; now and then all rest, and the server is looked into after its garbage is gone. */
async function run({ size, sabotage, random, minutes }: DrillOptions): Promise<Outcome> {
  if (process.platform !== 'linux') {
    const why = 'descriptors are counted on Linux only'
    return { faults: {}, figures: {}, details: [], skipped: [why] }
  }
  const { samples: sampleCount } = sizes[size]
  const lastingMs = (size === 'full' ? (minutes ?? usualMinutes) : minutesOf[size]) * 60_000
  const server = await createDrillServer(inspectable)
  const ending = new AbortController()
  const kept: AbortController[] = []
  const samples: Sample[] = []
  let visits = 0
  try {
    await server.start()
    const member = await signIn(server.url)
    const client = createClient({ baseUrl: server.url })
    const look = await inspect(server.output())
    await passBy(client, member, passersBy[size])
    const gate = createGate()
    let busy = 0

    async function lane(random: DrillOptions['random']): Promise<void> {
      const tokens: (string | null)[] = Array.from({ length: regulars / lanes }, () => null)
      while (!ending.signal.aborted) {
        await gate.pass()
        busy += 1
        const place = Math.floor(random.between(0, tokens.length))
        const known = random.chance(newVisitorShare) ? null : (tokens[place] ?? null)
        const staying = sabotage === 'never-leave' && random.chance(0.05) ? kept : null
        tokens[place] = await visit(client, member, known, staying)
        if (random.chance(0.2)) await lookIntoInbox(member)
        visits += 1
        busy -= 1
      }
    }
    const running = Promise.all(Array.from({ length: lanes }, () => lane(random.fork())))
    running.catch(() => {})

    const startedAt = performance.now()
    for (let at = 1; at <= sampleCount; at += 1) {
      const restsAt = startedAt + (at * lastingMs) / sampleCount
      await Promise.race([sleep(Math.max(0, restsAt - performance.now())), running])
      gate.close()
      while (busy > 0) await Promise.race([sleep(20), running])
      await sleep(restMs)
      const heapMb = (await look.heapBytes()) / 2 ** 20
      const descriptors = (await readdir(`/proc/${server.pid()}/fd`)).length
      samples.push({ minute: (performance.now() - startedAt) / 60_000, heapMb, descriptors })
      gate.open()
    }
    ending.abort()
    await running
    look.close()
    return outcomeOf(samples, visits)
  } finally {
    ending.abort()
    for (const line of kept) line.abort()
    await server.remove()
  }
}

/** Visitors who open the chat, look at it again, and are not seen any more. */
async function passBy(client: Client, member: Member, count: number): Promise<void> {
  let left = count
  const open = async (token: string | null) => {
    const params = { widgetKey: member.widgetKey }
    return (await client.request('POST /api/v1/visitor/:widgetKey/session', { params, body: { token } })).data.token
  }
  const one = async () => {
    for (; left > 0; left -= 1) await open(await open(null))
  }
  await Promise.all(Array.from({ length: passersByAtOnce }, one))
}

/** Opens the chat, asks, waits for the answer, and leaves. @returns the token, for another time. */
async function visit(client: Client, member: Member, known: string | null, staying: AbortController[] | null) {
  const params = { widgetKey: member.widgetKey }
  const { data } = await client.request('POST /api/v1/visitor/:widgetKey/session', { params, body: { token: known } })
  const { token } = data
  const line = new AbortController()
  const late = setTimeout(() => line.abort(), answerWithinMs)
  const body = { token, after: data.chat?.lastSeq ?? 0 }
  const response = await client.stream('POST /api/v1/visitor/:widgetKey/stream', { params, body, signal: line.signal })
  try {
    for await (const event of readEventStream<ChatEvent>(response)) {
      if (event.type === 'ready') {
        const message = { token, clientMessageId: crypto.randomUUID(), text: 'When are you open?' }
        await client.request('POST /api/v1/visitor/:widgetKey/messages', { params, body: message })
      }
      if (event.type === 'message.created' && event.message.author.kind === 'ai') break
    }
  } finally {
    clearTimeout(late)
    if (staying) staying.push(await stay(client, params, token))
    line.abort()
  }
  return token
}

async function stay(client: Client, params: { widgetKey: string }, token: string): Promise<AbortController> {
  const line = new AbortController()
  const call = { params, body: { token, after: 0 }, signal: line.signal }
  await client.stream('POST /api/v1/visitor/:widgetKey/stream', call)
  return line
}

async function lookIntoInbox({ client }: Member): Promise<void> {
  const line = new AbortController()
  const response = await client.stream('GET /api/v1/inbox/stream', { query: {}, signal: line.signal })
  for await (const event of readEventStream<{ type: string }>(response)) if (event.type === 'ready') break
  line.abort()
}

function outcomeOf(samples: Sample[], visits: number): Outcome {
  const counted = samples.slice(Math.floor(samples.length * warmUpShare))
  const slope = slopeOf(counted.map(({ minute, heapMb }) => [minute, heapMb])) * 10
  const left = (counted.at(-1)?.descriptors ?? 0) - (counted[0]?.descriptors ?? 0)
  const first = counted[0]?.heapMb.toFixed(1)
  return {
    faults: {
      'heap grows': slope > heapLimitMb ? 1 : 0,
      'descriptors left open': Math.max(0, left - descriptorLimit),
    },
    figures: {
      visits,
      minutes: Math.round(samples.at(-1)?.minute ?? 0),
      'heap after warm-up and at the end': `${first} / ${counted.at(-1)?.heapMb.toFixed(1)} MB`,
      'heap slope': `${slope.toFixed(2)} MB in 10 min`,
      'descriptors more': left,
    },
    details: samples.map(
      ({ minute, heapMb, descriptors }) =>
        `${minute.toFixed(1)} min: ${heapMb.toFixed(2)} MB, ${descriptors} descriptors`,
    ),
  }
}

/** Least squares. */
function slopeOf(points: [number, number][]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))]
  const over = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0)
  return over / points.reduce((sum, [at]) => sum + (at - x) ** 2, 0)
}
