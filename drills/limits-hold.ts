import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { hasRedis, startRedis } from '../apps/server/src/testing/redis.ts'
import { cleanUpLater } from './tools/clean-up.ts'
import { type Drill, type DrillOptions, type Outcome, percentile, tooSlow } from './tools/drill.ts'
import { signIn } from './tools/member.ts'
import { startServersTogether } from './tools/servers-together.ts'

const sizes = {
  full: { forged: 100_000, seconds: 60 },
  short: { forged: 1500, seconds: 8 },
  sabotaged: { forged: 600, seconds: 4 },
}
const ordinaryCount = 20
/** Slower than the limit of 20 messages a minute. */
const messageEveryMs = 3500
/** What one address may ask for in 15 minutes without a name. */
const anonymousLimit = 100
const atOnce = 32

export const limitsHold: Drill = {
  name: 'limits-hold',
  number: 'R12',
  promise: 'Limits hold: an abuser gains nothing by forged addresses or another server, and nobody else pays for it',
  longestMs: { full: 600_000, short: 90_000, sabotaged: 60_000 },
  sabotages: {
    'trusts-everybody': { says: 'the servers believe what anybody says of addresses', fault: 'gained by forging' },
    'counts-apart': { says: 'the servers do not share their counts', fault: 'gained by two servers' },
  },
  run,
}

/** Two servers with one Redis; ordinary visitors at addresses of their own; one abuser at another address. */
async function run({ size, sabotage }: DrillOptions): Promise<Outcome> {
  const faults = { 'wrong 429': 0, 'gained by forging': 0, 'gained by two servers': 0, '5xx': 0, 'slow for others': 0 }
  const skipped = hasRedis()
    ? []
    : ['two servers with one Redis: redis-server is not installed (apt-get install redis-server)']
  const redis = skipped.length > 0 ? null : await startRedis()
  const stopRedis = cleanUpLater(() => redis?.stop())
  const { forged, seconds } = sizes[size]
  const together = await startServersTogether({
    ...(redis && sabotage !== 'counts-apart' ? { REDIS_URL: redis.url } : {}),
    ...(sabotage === 'trusts-everybody' ? { TRUST_PROXY: '127.0.0.0/8' } : {}),
    // The limits as they are by default.
    VISITOR_MESSAGES_PER_MINUTE: '20',
    ADDRESS_MESSAGES_PER_MINUTE: '120',
    VISITOR_REQUESTS_PER_ADDRESS: '30000',
  })
  const urls = together.servers.map(({ url }) => url) as [string, string]
  const { widgetKey } = await signIn(urls[0])

  const { passed: byForging, refused, failed } = await forge(urls[0], forged)
  faults['5xx'] += failed
  faults['gained by forging'] = Math.max(0, byForging - anonymousLimit)
  const inTurn = await askInTurn(urls, anonymousLimit * 3)
  if (redis) faults['gained by two servers'] = Math.max(0, inTurn - anonymousLimit)

  const until = performance.now() + seconds * 1000
  const abusing = abuse(urls, widgetKey, until)
  const ordinary = await Promise.all(
    Array.from({ length: ordinaryCount }, (_, at) =>
      chat(urls[at % 2] as string, widgetKey, `127.0.1.${at + 1}`, until),
    ),
  )
  const abused = await abusing
  const latencies = ordinary.flatMap((one) => one.latencies)
  faults['wrong 429'] = ordinary.reduce((sum, one) => sum + one.refused, 0)
  faults['5xx'] += ordinary.reduce((sum, one) => sum + one.failed, 0) + abused.failed
  faults['slow for others'] = tooSlow(size, latencies, 0.95, 1000)
  const outcome = {
    faults,
    figures: {
      'forged requests': forged,
      'let through of them': byForging,
      'refused of them': refused,
      'let through by two servers': inTurn,
      'messages of others': latencies.length,
      'p50/p95 of others': `${percentile(latencies, 0.5)} / ${percentile(latencies, 0.95)} ms`,
      'messages of the abuser': `${abused.passed} of ${abused.passed + abused.refused}`,
    },
    details: together.servers.flatMap((server) => server.errors()),
    skipped,
  }
  await together.remove()
  await stopRedis()
  return outcome
}

type Counts = { passed: number; refused: number; failed: number }
const count = (counts: Counts, status: number) => {
  if (status === 429) counts.refused += 1
  else if (status >= 500) counts.failed += 1
  else counts.passed += 1
}
const from = (localAddress: string) => new Agent({ localAddress, connections: atOnce, pipelining: 1 })
const random = () => Math.floor(Math.random() * 256)

/** Every request from another address, by its own word, in each header that proxies use. */
async function forge(url: string, total: number): Promise<Counts> {
  const counts = { passed: 0, refused: 0, failed: 0 }
  const dispatcher = from('127.0.2.1')
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next++ < total) {
        const address = `${random()}.${random()}.${random()}.${random()}`
        const headers = {
          'x-forwarded-for': `${address}, ${random()}.${random()}.0.1`,
          'x-real-ip': address,
          forwarded: `for=${address}`,
          'cf-connecting-ip': address,
          'true-client-ip': address,
        }
        const { statusCode, body } = await request(`${url}/api/v1/setup`, { dispatcher, headers })
        await body.dump()
        count(counts, statusCode)
      }
    }),
  )
  await dispatcher.close()
  return counts
}

/** @returns how many were let through, of those asked at one server and the other in turn. */
async function askInTurn(urls: [string, string], total: number): Promise<number> {
  const counts = { passed: 0, refused: 0, failed: 0 }
  const dispatcher = from('127.0.2.2')
  for (let at = 0; at < total; at += 1) {
    const { statusCode, body } = await request(`${urls[at % 2]}/api/v1/setup`, { dispatcher })
    await body.dump()
    count(counts, statusCode)
  }
  await dispatcher.close()
  return counts.passed
}

/** Speaks as a widget does. */
async function post(dispatcher: Agent, url: string, path: string, body: object) {
  const response = await request(`${url}${path}`, {
    dispatcher,
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify(body),
  })
  const answer = (await response.body.json()) as { data?: { token: string } }
  return { status: response.statusCode, token: answer.data?.token ?? '' }
}

async function chat(url: string, widgetKey: string, address: string, until: number) {
  const counts = { passed: 0, refused: 0, failed: 0, latencies: [] as number[] }
  const dispatcher = from(address)
  const base = `/api/v1/visitor/${widgetKey}`
  const { status, token } = await post(dispatcher, url, `${base}/session`, {})
  count(counts, status)
  await sleep(Math.random() * 1000)
  for (let at = 0; performance.now() < until; at += 1) {
    const startedAt = performance.now()
    const body = { token, clientMessageId: `drill-limits-${address}-${at}`.replace(/\./g, '-'), text: `Message ${at}` }
    count(counts, (await post(dispatcher, url, `${base}/messages`, body)).status)
    counts.latencies.push(performance.now() - startedAt)
    await sleep(messageEveryMs)
  }
  await dispatcher.close()
  return counts
}

/** As many chats and messages as one address can send, to both servers. */
async function abuse(urls: [string, string], widgetKey: string, until: number): Promise<Counts> {
  const counts = { passed: 0, refused: 0, failed: 0 }
  const dispatcher = from('127.0.2.3')
  const base = `/api/v1/visitor/${widgetKey}`
  await Promise.all(
    Array.from({ length: 16 }, async (_, worker) => {
      const url = urls[worker % 2] as string
      const { token } = await post(dispatcher, url, `${base}/session`, {})
      for (let at = 0; performance.now() < until; at += 1) {
        const body = { token, clientMessageId: `drill-abuse-${worker}-${at}`, text: 'Flood '.repeat(200) }
        count(counts, (await post(dispatcher, url, `${base}/messages`, body)).status)
      }
    }),
  )
  await dispatcher.close()
  return counts
}
