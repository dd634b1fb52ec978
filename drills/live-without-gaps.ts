import { setTimeout as sleep } from 'node:timers/promises'
import { CuttingProxy } from '../apps/server/src/testing/cutting-proxy.ts'
import { createClient } from '../packages/client/src/index.ts'
import { type LiveChat, openChat, writeIntoChat, writersInChat } from './tools/chat-writers.ts'
import { inDatabase } from './tools/database.ts'
import { type Drill, type DrillOptions, type Outcome, percentiles, tooSlow } from './tools/drill.ts'
import { createDrillServer } from './tools/drill-server.ts'
import { type Follower, followAsMember, followAsVisitor } from './tools/follower.ts'
import { type Member, signIn } from './tools/member.ts'
import { createSeenEvents } from './tools/seen-events.ts'

/** Each has its share of the clients, and is cut at moments of its own. */
const lines = 5
const caughtUpWithinMs = 2000
const settleWithinMs = 30_000
const sizes = {
  full: { clients: 50, chats: 5, delivered: 50_000, restarts: 8, longestPauseMs: 1200 },
  short: { clients: 20, chats: 2, delivered: 2500, restarts: 1, longestPauseMs: 400 },
  sabotaged: { clients: 20, chats: 1, delivered: 1000, restarts: 0, longestPauseMs: 200 },
}

export const liveWithoutGaps: Drill = {
  name: 'live-without-gaps',
  number: 'R3',
  promise: 'Who follows live gets every event, once and in order, over however many lines',
  longestMs: { full: 900_000, short: 120_000, sabotaged: 60_000 },
  sabotages: {
    'skip-ahead': { says: 'who comes back believes to have had one event more', fault: 'gaps' },
    'lost-event': { says: 'the database forgets every twentieth event', fault: 'gaps' },
  },
  run,
}

/** Clients of all four kinds; their lines are cut at random moments, the server is stopped or killed and started again. */
async function run({ size, sabotage, random }: DrillOptions): Promise<Outcome> {
  const { chats: chatCount, delivered: enough, restarts, longestPauseMs } = sizes[size]
  const server = await createDrillServer()
  const stopWriting = new AbortController()
  const proxies: CuttingProxy[] = []
  const followers: Follower[] = []
  let cuts = 0
  let resyncs = 0
  try {
    await server.start()
    const member = await signIn(server.url)
    if (sabotage === 'lost-event') await loseEvents(server.dataDir)
    for (let line = 0; line < lines; line += 1) proxies.push(await CuttingProxy.start(server.url))
    const chats = await Promise.all(Array.from({ length: chatCount }, () => openChat(server.url, member)))
    const { data: head } = await member.client.request('GET /api/v1/inbox/events')
    const known = await lastSeqs(server.dataDir, chats)
    for (let at = 0; at < sizes[size].clients; at += 1) {
      const chat = chatOf(at, chats)
      const proxy = proxies[at % lines] as CuttingProxy
      const skips = sabotage === 'skip-ahead' ? 1 : 0
      const onResync = () => void (resyncs += 1)
      followers.push(
        makeFollower(at, { chat, url: addressOf(proxy), member, known, cursor: head.cursor, skips, onResync }),
      )
    }
    for (const follower of followers) void follower.follow()
    const delivered = () => followers.reduce((sum, one) => sum + one.seen.delivered(), 0)

    let written = 0
    const writing = Promise.all(
      chats.map((chat) =>
        writeIntoChat({
          url: server.url,
          chat,
          member,
          random: random.fork(),
          until: stopWriting.signal,
          longestPauseMs,
          onWritten: () => void (written += 1),
        }),
      ),
    )
    writing.catch(() => {})
    const cutting = proxies.map(async (proxy) => {
      const own = random.fork()
      while (!stopWriting.signal.aborted) {
        await sleep(own.between(200, 2500), undefined, { signal: stopWriting.signal }).catch(() => {})
        proxy.cutAll()
        cuts += 1
      }
    })

    for (let restart = 0; restart < restarts; restart += 1) {
      await Promise.race([sleep(random.between(1500, 5000)), writing])
      await (random.chance(0.5) ? server.kill() : server.stop())
      await server.start()
      for (const follower of followers) follower.serverIsBack()
    }
    while (delivered() < enough) await Promise.race([sleep(100), writing])
    stopWriting.abort()
    await Promise.all([writing, ...cutting])

    const last = await lastSeqs(server.dataDir, chats)
    const expected = (at: number) => ofFollower(at, last, chats)
    const giveUpAt = performance.now() + (sabotage ? 1000 : settleWithinMs)
    while (performance.now() < giveUpAt && !followers.every((one, at) => one.seen.has(expected(at)))) await sleep(50)
    const faults = { gaps: 0, doubles: 0, 'out of order': 0 }
    for (const [at, { seen }] of followers.entries()) {
      const found = seen.faults(expected(at))
      for (const name of Object.keys(faults) as (keyof typeof faults)[]) faults[name] += found[name]
    }
    const caughtUpMs = followers.flatMap((one) => one.caughtUpMs)
    return {
      faults: {
        ...faults,
        'sent back to the beginning': resyncs,
        'caught up too late': tooSlow(size, caughtUpMs, 0.99, caughtUpWithinMs),
      },
      figures: {
        clients: followers.length,
        chats: chats.length,
        'writers in each': writersInChat,
        written,
        delivered: delivered(),
        cuts,
        restarts,
        'came back': caughtUpMs.length,
        'caught up p50/p99': percentiles(caughtUpMs, 0.99),
      },
      details: server.errors(),
    }
  } finally {
    stopWriting.abort()
    for (const follower of followers) follower.close()
    await Promise.all(proxies.map((proxy) => proxy.stop()))
    await server.remove()
  }
}

const chatOf = (at: number, chats: LiveChat[]) => chats[Math.floor(at / 10) % chats.length] as LiveChat

/** Of ten: six visitors by stream, one by long polling, two members by stream, one by long polling. */
const kindOf = (at: number) => {
  const place = at % 10
  if (place < 6) return { isMember: false, how: 'stream' } as const
  if (place < 7) return { isMember: false, how: 'poll' } as const
  return { isMember: true, how: place < 9 ? 'stream' : 'poll' } as const
}

function makeFollower(
  at: number,
  place: {
    chat: LiveChat
    url: string
    member: Member
    known: Map<string, number>
    cursor: string
    skips: number
    onResync: () => void
  },
): Follower {
  const { chat, url, member, known, cursor, skips, onResync } = place
  const { isMember, how } = kindOf(at)
  const seen = createSeenEvents(known)
  if (isMember) return followAsMember(how, member.at(url), cursor, seen, onResync)
  const { widgetKey } = member
  return followAsVisitor(how, createClient({ baseUrl: url }), { ...chat, widgetKey }, seen, skips)
}

/** Members follow all chats, a visitor one. */
function ofFollower(at: number, last: Map<string, number>, chats: LiveChat[]): Map<string, number> {
  if (kindOf(at).isMember) return last
  const { id } = chatOf(at, chats)
  return new Map([[id, last.get(id) ?? 0]])
}

function addressOf(proxy: CuttingProxy): string {
  return `http://127.0.0.1:${new URL(proxy.url).searchParams.get('port')}`
}

const lastSeqs = (dataDir: string, chats: LiveChat[]) =>
  inDatabase(dataDir, async (client) => {
    const { rows } = await client.query<{ id: string; last_seq: number }>(
      'select id, last_seq from chat_sessions where id = any ($1::uuid[])',
      [chats.map((chat) => chat.id)],
    )
    return new Map(rows.map((row) => [row.id, row.last_seq]))
  })

const loseEvents = (dataDir: string) =>
  inDatabase(dataDir, (client) =>
    client.query(`
      create function lose_event() returns trigger language plpgsql as $$ begin return null; end $$;
      create trigger lose_event before insert on chat_events for each row
        when (new.seq % 20 = 0) execute function lose_event()`),
  )
