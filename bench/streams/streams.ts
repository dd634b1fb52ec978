import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { makeTenants } from '../messages/tenants.ts'
import { usageOf } from '../processes.ts'
import { startBenchServer } from '../tools/bench-server.ts'
import { ask, heapUsedBy, startClient } from '../tools/child.ts'
import type { OwnPostgres } from '../tools/own-postgres.ts'
import type { Open } from './stream-client.ts'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const perRoom = 100
/** So many deliveries a second, whatever the number of streams: no server is driven to its limit. */
const deliveriesPerSecond = 5000
const measureMs = 4000

/** A server with streams open: tells an event to one room, and what it is called there. */
type Side = {
  name: string
  pid: number
  url: string
  kind: Open['kind']
  stream: (room: number) => { path: string; body: string | null }
  publish: (room: number) => Promise<unknown>
  heapUsed: (() => Promise<number>) | null
  stop: () => Promise<void>
}

export type Delivery = {
  /** CPU of the server for each event that reached one stream, without what publishing alone costs. */
  microseconds: number
  delivered: number
  expected: number
  /** Heap that one idle stream holds, in bytes; null where it was not looked at. */
  heapPerStream: number | null
}

/** One round for one server, started for it: publishing without streams, then with them. */
export async function measureSide(
  start: (streamCount: number) => Promise<Side>,
  streamCount: number,
): Promise<Delivery> {
  const side = await start(streamCount)
  const rooms = streamCount / perRoom
  const client = startClient(new URL('./stream-client.ts', import.meta.url))
  try {
    await publish(side, rooms, 1000)
    const alone = await publish(side, rooms, measureMs / 2)
    const before = await side.heapUsed?.()
    const streams = Array.from({ length: streamCount }, (_, at) => side.stream(at % rooms))
    await ask(client, { open: { kind: side.kind, url: side.url, streams } satisfies Open })
    // What opening them has left behind is cleared away.
    await sleep(3000)
    const heap = await side.heapUsed?.()
    const warmUp = await publish(side, rooms, 1000)
    const already = await arrived(client, warmUp.published * perRoom)
    const together = await publish(side, rooms, measureMs)
    const events = await arrived(client, already + together.published * perRoom)
    const expected = together.published * perRoom
    const cpuMicroseconds = together.cpuMicroseconds - (alone.cpuMicroseconds / alone.published) * together.published
    return {
      microseconds: cpuMicroseconds / expected,
      delivered: events - already,
      expected,
      heapPerStream: before === undefined || heap === undefined ? null : (heap - before) / streamCount,
    }
  } finally {
    client.disconnect()
    await side.stop()
  }
}

const countEvents = async (client: ChildProcess) => ((await ask(client, { count: true })) as { events: number }).events

/** Waits for the last deliveries under way. @returns how many have come in all, after 10 s also when some are missing. */
async function arrived(client: ChildProcess, expected: number): Promise<number> {
  const giveUpAt = performance.now() + 10_000
  for (;;) {
    const events = await countEvents(client)
    if (events >= expected || performance.now() > giveUpAt) return events
    await sleep(50)
  }
}

/** Publishes at the steady pace of the bench, to one room after the other. */
async function publish(side: Side, rooms: number, durationMs: number) {
  const everyMs = (1000 * perRoom) / deliveriesPerSecond
  const startedAt = performance.now()
  const cpuBefore = usageOf(side.pid)?.own.cpuMs ?? 0
  let published = 0
  while (performance.now() - startedAt < durationMs) {
    await side.publish(published % rooms)
    published += 1
    const ahead = startedAt + published * everyMs - performance.now()
    if (ahead > 0) await sleep(ahead)
  }
  await sleep(100)
  return { published, cpuMicroseconds: ((usageOf(side.pid)?.own.cpuMs ?? 0) - cpuBefore) * 1000 }
}

let made = 0

/** The product: visitors' streams of chats that a member has, and messages of the same visitors. */
export const product =
  (postgres: OwnPostgres) =>
  async (streamCount: number): Promise<Side> => {
    const server = await startBenchServer(postgres, { nodeArguments: ['--expose-gc'] })
    const chats = await makeTenants(postgres, 1, streamCount / perRoom)
    /** The last event of each chat. */
    const seqs = chats.map(() => 0)
    const post = async (room: number) => {
      const chat = chats[room] as (typeof chats)[number]
      const clientMessageId = `m-stream-${(made += 1)}`
      const stored = await send(server.url + chat.path, { token: chat.token, clientMessageId, text: eventText })
      seqs[room] = (stored as { data: { seq: number } }).data.seq
    }
    for (let room = 0; room < chats.length; room += 1) await post(room)
    await postgres.asAdmin((client) =>
      client.query(`update chat_sessions set handled_by = 'member', epoch = epoch + 1`),
    )
    return {
      ...server,
      name: 'MiniChat',
      kind: 'visitor',
      stream(room) {
        const chat = chats[room] as (typeof chats)[number]
        return {
          path: chat.path.replace(/messages$/, 'stream'),
          body: JSON.stringify({ token: chat.token, after: seqs[room] }),
        }
      },
      publish: post,
      heapUsed: () => server.heapUsed(),
      stop: () => server.stop(),
    }
  }

/** As long as the product's event. */
const eventText = 'How long does shipping to Chiang Mai take, and can I pay on delivery? '.repeat(2)
const event = {
  type: 'message.created',
  seq: 12,
  message: {
    id: '0199c0de-7000-7000-8000-000000000001',
    chatId: '0199c0de-7000-7000-8000-000000000002',
    seq: 12,
    author: { kind: 'visitor', id: null, name: null },
    text: eventText,
    clientMessageId: 'm-stream-1',
    state: 'complete',
    answersSeq: null,
    editedAt: null,
    citations: [],
    offersPerson: false,
    quickReplies: [],
    createdAt: '2026-11-22T08:30:00.000Z',
  },
}

const reference =
  (name: string, file: string, kind: Open['kind'], path: (room: number) => string) => async (): Promise<Side> => {
    const child = fork(here(file), [], { execArgv: ['--expose-gc'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const [{ url }] = (await once(child, 'message')) as [{ url: string }]
    return {
      name,
      pid: child.pid as number,
      url,
      kind,
      stream: (room) => ({ path: path(room), body: null }),
      publish: (room) => send(`${url}/publish?room=${room}`, event),
      heapUsed: () => heapUsedBy(child),
      stop: async () => {
        const ended = once(child, 'exit')
        child.disconnect()
        await ended
      },
    }
  }

export const bareSse = reference('node:http SSE', './sse-server.ts', 'get', (room) => `/stream?room=${room}`)
export const socketIo = reference(
  'socket.io',
  './socket-io-server.ts',
  'socket.io',
  (room) => `/socket.io/?EIO=4&transport=websocket&room=${room}`,
)

async function send(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return response.json()
}
