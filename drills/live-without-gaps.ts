import { setTimeout as sleep } from 'node:timers/promises'
import { CuttingProxy } from '../apps/server/src/testing/cutting-proxy.ts'
import { type Audience, createAudience } from './tools/audience.ts'
import { type LiveChat, openChat, writeIntoChat, writersInChat } from './tools/chat-writers.ts'
import { inDatabase } from './tools/database.ts'
import { type Drill, type DrillOptions, type Outcome, percentiles, tooSlow } from './tools/drill.ts'
import { createDrillServer } from './tools/drill-server.ts'
import { signIn } from './tools/member.ts'
import type { Random } from './tools/random.ts'

/** Each has its share of the clients, and is cut at moments of its own. */
const lines = 5
const caughtUpWithinMs = 2000
const settleWithinMs = 30_000
const sizes = {
  full: { clients: 50, chats: 5, delivered: 50_000, restarts: 8, longestPauseMs: 1200, longestUncutMs: 4000 },
  short: { clients: 20, chats: 2, delivered: 2500, restarts: 1, longestPauseMs: 400, longestUncutMs: 3000 },
  sabotaged: { clients: 20, chats: 1, delivered: 1500, restarts: 0, longestPauseMs: 200, longestUncutMs: 1000 },
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
  const { clients, chats: chatCount, delivered: enough, restarts, longestPauseMs, longestUncutMs } = sizes[size]
  const server = await createDrillServer()
  const stopWriting = new AbortController()
  const until = stopWriting.signal
  const proxies: CuttingProxy[] = []
  let audience: Audience | null = null
  let written = 0
  try {
    await server.start()
    const member = await signIn(server.url)
    if (sabotage === 'lost-event') await loseEvents(server.dataDir)
    for (let line = 0; line < lines; line += 1) proxies.push(await CuttingProxy.start(server.url))
    const chats = await Promise.all(Array.from({ length: chatCount }, () => openChat(server.url, member)))
    const { data: head } = await member.client.request('GET /api/v1/inbox/events')
    const watching = createAudience(clients, {
      addresses: proxies.map(addressOf),
      chats,
      member,
      known: await lastSeqs(server.dataDir, chats),
      cursor: head.cursor,
      skips: sabotage === 'skip-ahead' ? 1 : 0,
    })
    audience = watching
    watching.begin()

    const onWritten = () => void (written += 1)
    const common = { url: server.url, member, until, longestPauseMs, onWritten }
    const writing = Promise.all(chats.map((chat) => writeIntoChat({ ...common, chat, random: random.fork() })))
    writing.catch(() => {})
    const cutting = proxies.map((proxy) =>
      cutNowAndThen(proxy, watching, { longestUncutMs, random: random.fork(), until }),
    )
    for (let restart = 0; restart < restarts; restart += 1) {
      await Promise.race([sleep(random.between(1500, 5000)), writing])
      await (random.chance(0.5) ? server.kill() : server.stop())
      await server.start()
      watching.serverIsBack()
    }
    while (watching.delivered() < enough) await Promise.race([sleep(100), writing])
    stopWriting.abort()
    const [, ...cuts] = await Promise.all([writing, ...cutting])

    const last = await lastSeqs(server.dataDir, chats)
    await watching.settle(last, sabotage ? 1000 : settleWithinMs)
    const caughtUpMs = watching.caughtUpMs()
    return {
      faults: {
        ...watching.faults(last),
        'caught up too late': tooSlow(size, caughtUpMs, 0.99, caughtUpWithinMs),
      },
      figures: {
        clients,
        chats: chatCount,
        'writers in each': writersInChat,
        written,
        delivered: watching.delivered(),
        cuts: cuts.reduce((sum, count) => sum + count, 0),
        restarts,
        'fetched anew': watching.resyncs(),
        'came back': caughtUpMs.length,
        'caught up p50/p99': percentiles(caughtUpMs, 0.99),
      },
      details: [...(await named(server.dataDir, watching.missing(last))), ...server.errors()],
    }
  } finally {
    stopWriting.abort()
    audience?.close()
    await Promise.all(proxies.map((proxy) => proxy.stop()))
    await server.remove()
  }
}

/** @returns how often. */
async function cutNowAndThen(
  proxy: CuttingProxy,
  audience: Audience,
  { longestUncutMs, random, until }: { longestUncutMs: number; random: Random; until: AbortSignal },
): Promise<number> {
  for (let cuts = 0; ; cuts += 1) {
    await sleep(random.between(300, longestUncutMs), undefined, { signal: until }).catch(() => {})
    if (until.aborted) return cuts
    proxy.cutAll()
    audience.lineIsCut(addressOf(proxy))
  }
}

const addressOf = (proxy: CuttingProxy) => `http://127.0.0.1:${new URL(proxy.url).searchParams.get('port')}`

const lastSeqs = (dataDir: string, chats: LiveChat[]) =>
  inDatabase(dataDir, async (client) => {
    const { rows } = await client.query<{ id: string; last_seq: number }>(
      'select id, last_seq from chat_sessions where id = any ($1::uuid[])',
      [chats.map((chat) => chat.id)],
    )
    return new Map(rows.map((row) => [row.id, row.last_seq]))
  })

/** What did not come to whom, with the kind of event. */
const named = (dataDir: string, missing: { chatId: string; seq: number; name: string }[]) =>
  inDatabase(dataDir, (client) =>
    Promise.all(
      missing.map(async ({ chatId, seq, name }) => {
        const { rows } = await client.query<{ type: string }>(
          'select type from chat_events where session_id = $1 and seq = $2',
          [chatId, seq],
        )
        return `event ${seq} (${rows[0]?.type ?? 'not stored'}) of chat ${chatId} did not come to ${name}`
      }),
    ),
  )

const loseEvents = (dataDir: string) =>
  inDatabase(dataDir, (client) =>
    client.query(`
      create function lose_event() returns trigger language plpgsql as $$ begin return null; end $$;
      create trigger lose_event before insert on chat_events for each row
        when (new.seq % 20 = 0) execute function lose_event()`),
  )
