import { setTimeout as sleep } from 'node:timers/promises'
import { postgresOn } from '../apps/server/src/testing/server-process.ts'
import { faultsIn, waitForAnswers } from './tools/check-messages.ts'
import { inDatabase } from './tools/database.ts'
import { type Drill, type DrillOptions, type Outcome, percentiles, type Size, tooSlow } from './tools/drill.ts'
import { createDrillServer } from './tools/drill-server.ts'
import { fillDisk } from './tools/full-disk.ts'
import { type Member, signIn } from './tools/member.ts'
import type { OwnServer } from './tools/own-server.ts'
import type { Random } from './tools/random.ts'
import { createGate, nothingWritten, type WriterSabotage, write } from './tools/writer.ts'

const writers = 8
const pauseMs = 40
const answersWithinMs = 90_000
const readyWithinMs = 5000
type Victim = 'server' | 'postgres' | 'both'
/** `chatsAtOnce` of each writer; `asking` of them all are answered by the AI. */
const sizes: Record<
  Size,
  { kills: Record<Victim, number>; longestRunMs: number; chatsAtOnce: number; asking: number; atLeast: number }
> = {
  full: {
    kills: { server: 30, postgres: 20, both: 10 },
    longestRunMs: 2500,
    chatsAtOnce: 8,
    asking: 4,
    atLeast: 20_000,
  },
  short: { kills: { server: 2, postgres: 1, both: 1 }, longestRunMs: 1200, chatsAtOnce: 4, asking: 2, atLeast: 0 },
  sabotaged: { kills: { server: 1, postgres: 1, both: 0 }, longestRunMs: 1200, chatsAtOnce: 2, asking: 0, atLeast: 0 },
}

export const keepsMessages: Drill = {
  name: 'keeps-messages',
  number: 'R1',
  promise: 'An acknowledged message is never lost, doubled or out of order; each question gets exactly one answer',
  longestMs: { full: 1_200_000, short: 120_000, sabotaged: 60_000 },
  sabotages: {
    'acknowledge-early': { says: 'a message counts as acknowledged before the server has said so', fault: 'lost' },
    'fresh-ids': { says: 'a message is sent again under another id', fault: 'doubled' },
    'forgetful-table': { says: 'the table of messages does not survive a crash of PostgreSQL', fault: 'lost' },
  },
  run,
}

/** Writers go on while server, PostgreSQL or both are killed at random moments; then the disk runs full. */
async function run(options: DrillOptions): Promise<Outcome> {
  const { size, sabotage, random } = options
  const killed = await killAround(options)
  const disk = sabotage ? null : await fillDisk({ size, random: random.fork() })
  const faults = { ...killed.faults }
  for (const [name, count] of Object.entries(disk?.faults ?? {})) faults[name] = (faults[name] ?? 0) + count
  return {
    faults,
    figures: { ...killed.figures, ...disk?.figures },
    details: [...killed.details, ...(disk?.details ?? [])],
    skipped: disk?.skipped ?? [],
  }
}

async function killAround({ size, sabotage, random }: DrillOptions): Promise<Outcome> {
  const { kills, longestRunMs, atLeast } = sizes[size]
  const server = await createDrillServer()
  const stopWriting = new AbortController()
  try {
    await server.start()
    const member = await signIn(server.url)
    if (sabotage === 'forgetful-table') await makeForgetful(server.dataDir)
    const gate = createGate()
    const { written, writing } = startWriters({
      size,
      sabotage,
      random,
      server,
      member,
      gate,
      until: stopWriting.signal,
    })

    const readyAgainMs: number[] = []
    const order = shuffled(kills, random)
    for (const victim of order) {
      await Promise.race([sleep(random.between(300, longestRunMs)), writing])
      readyAgainMs.push(await killOnce(server, victim, gate))
    }
    do await Promise.race([sleep(random.between(300, longestRunMs)), writing])
    while (written.acknowledged < atLeast)
    stopWriting.abort()
    await writing
    const answeredAfterMs = await waitForAnswers(server.dataDir, sabotage ? 0 : answersWithinMs)

    const { data: inbox } = await member.client.request('GET /api/v1/chats', { query: { limit: 200 } })
    const chats = written.chats.filter((chat) => chat.acknowledged.length > 0)
    return {
      faults: {
        ...(await faultsIn({ ...server, widgetKey: member.widgetKey }, chats)),
        'wrong refusals': written.wrongRefusals.length,
        'chats missing in the inbox': Math.max(0, Math.min(200, chats.length) - inbox.length),
        'ready too late': tooSlow(size, readyAgainMs, 0.95, readyWithinMs),
      },
      figures: {
        'killed server/PostgreSQL/both': `${kills.server}/${kills.postgres}/${kills.both}`,
        writers,
        acknowledged: written.acknowledged,
        chats: chats.length,
        'cut by the client': written.cuts,
        'sent again': written.retries,
        'ready again p50/p95': percentiles(readyAgainMs),
        'last answers after': `${answeredAfterMs} ms`,
      },
      details: [...new Set(written.wrongRefusals), ...server.errors()],
    }
  } finally {
    stopWriting.abort()
    await server.remove()
  }
}

function startWriters(options: {
  size: Size
  sabotage: string | null
  random: Random
  server: OwnServer
  member: Member
  gate: ReturnType<typeof createGate>
  until: AbortSignal
}) {
  const { size, sabotage, random, server, member, gate, until } = options
  const { chatsAtOnce, asking } = sizes[size]
  const written = nothingWritten()
  const common = { url: server.url, member, gate, until, sabotage: sabotage as WriterSabotage, pauseMs }
  const lanes = Array.from({ length: writers * chatsAtOnce }, (_, lane) =>
    write({ ...common, name: `w${lane % writers}-${lane}`, random: random.fork(), asks: lane < asking }, written),
  )
  const writing = Promise.all(lanes)
  // A writer that gives up ends the drill at the next look, not the process.
  writing.catch(() => {})
  return { written, writing }
}

/** Writers wait while it starts. @returns the milliseconds until it was ready again. */
async function killOnce(server: OwnServer, victim: Victim, gate: ReturnType<typeof createGate>): Promise<number> {
  const killedAt = performance.now()
  const killing = { server: server.kill, postgres: server.killPostgres, both: server.killBoth }[victim]()
  gate.close()
  await killing
  if (victim === 'postgres') {
    // Until the new one is there, what is left of the old one may still answer.
    while ((await postgresOn(server.dataDir)) === null) await sleep(20)
    await server.untilReady()
  } else await server.start()
  const tookMs = performance.now() - killedAt
  gate.open()
  return tookMs
}

function shuffled(counts: Record<Victim, number>, random: Random): Victim[] {
  const all = (Object.keys(counts) as Victim[]).flatMap((victim) => Array<Victim>(counts[victim]).fill(victim))
  return all
    .map((victim) => ({ victim, at: random.between(0, 1) }))
    .sort((a, b) => a.at - b.at)
    .map(({ victim }) => victim)
}

/** What holds on to the table has to be as forgetful. */
const makeForgetful = (dataDir: string) =>
  inDatabase(dataDir, (client) =>
    client.query('alter table chat_message_versions set unlogged; alter table chat_messages set unlogged'),
  )
