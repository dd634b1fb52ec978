import { setTimeout as sleep } from 'node:timers/promises'
import { type AskingTab, openTabs } from './tools/asking-tabs.ts'
import { faultsIn, waitForAnswers } from './tools/check-messages.ts'
import { countUnindexed, uploadDocuments } from './tools/documents.ts'
import { type Drill, type DrillOptions, type Outcome, percentiles, tooSlow } from './tools/drill.ts'
import { createDrillServer } from './tools/drill-server.ts'
import { type Member, signIn } from './tools/member.ts'
import type { OwnServer } from './tools/own-server.ts'
import { answerMs, startProvider } from './tools/provider.ts'
import { createGate, nothingWritten, type WrittenChat, write } from './tools/writer.ts'

const streams = 200
const answersAtOnce = 20
const writers = 8
const documents = 2
const exitWithinMs = 30_000
const backWithinMs = 5000
/** How long anybody is waited for. */
const patienceMs = 40_000
/** Of the time over which the hints are spread, in ten slices: no slice holds more than this share of them. */
const fullestSlice = 0.3
const sizes = { full: { stops: 8 }, short: { stops: 1 }, sabotaged: { stops: 1 } }

export const cleanStop: Drill = {
  name: 'clean-stop',
  number: 'R16',
  promise: 'Told to stop, the server leaves in good order: nothing is lost, and everybody comes back, not all at once',
  longestMs: { full: 600_000, short: 120_000, sabotaged: 90_000 },
  sabotages: {
    'kill-instead': { says: 'the server is killed instead of being told to stop', fault: 'streams without a hint' },
    'one-moment': { says: 'every tab comes back at the same moment', fault: 'all back at once' },
  },
  run,
}

/** SIGTERM while 200 streams are open, answers and posts are under way and documents wait to be indexed; then a start. */
async function run({ size, sabotage, random }: DrillOptions): Promise<Outcome> {
  const { stops } = sizes[size]
  const provider = await startProvider()
  const server = await createDrillServer({ OUTGOING_ALLOW: provider.host })
  const stopWriting = new AbortController()
  const written = nothingWritten()
  const all: Stopped[] = []
  let tabs: AskingTab[] = []
  try {
    await server.start()
    const member = await signIn(server.url)
    await provider.answerFor(member)
    const common = { url: server.url, member, until: stopWriting.signal, sabotage: null, gate: createGate() }
    const lanes = Array.from({ length: writers }, (_, lane) =>
      write({ ...common, name: `s${lane}`, random: random.fork(), asks: false, pauseMs: 20 }, written),
    )
    const writing = Promise.all(lanes)
    writing.catch(() => {})
    tabs = await openTabs(server.url, member.widgetKey, streams)

    for (let stop = 0; stop < stops; stop += 1) {
      // What a stop cut short is tried again later and later: each document is to meet one stop.
      await waitFor(async () => (await countUnindexed(member)) === 0)
      await waitFor(() => tabs.every((tab) => tab.readyAt() !== null))
      await Promise.all(tabs.slice(0, answersAtOnce).map((tab) => tab.ask(stop)))
      await uploadDocuments(member, documents, `parcels-${stop}`)
      await sleep(random.between(0.1, 0.6) * answerMs)
      all.push(await stopOnce(server, tabs, sabotage))
    }
    stopWriting.abort()
    await writing
    const left = sabotage ? {} : await leftUndone(server, member, [...written.chats, ...tabs.map((tab) => tab.chat)])
    const sum = (of: (stopped: Stopped) => number) => all.reduce((total, one) => total + of(one), 0)
    const backMs = all.flatMap((one) => one.backMs)
    return {
      faults: {
        'no clean exit': sum((one) => Number(!one.isClean)),
        'exit too late': sum((one) => Number(one.exitMs > exitWithinMs)),
        'streams without a hint': sum((one) => one.unhinted),
        'all back at once': sum((one) => Number(one.isBunched)),
        'not back': sum((one) => one.missing),
        ...left,
        'wrong refusals': written.wrongRefusals.length,
        'back too late': tooSlow(size, backMs, 1, backWithinMs),
      },
      figures: {
        stops,
        streams: tabs.length,
        'answers under way': answersAtOnce * stops,
        'documents under way': documents * stops,
        acknowledged: written.acknowledged,
        'exit p50/p95': percentiles(all.map((one) => one.exitMs)),
        'back after the start p50/all': percentiles(backMs, 1),
      },
      details: [...new Set(written.wrongRefusals), ...server.errors()],
    }
  } finally {
    stopWriting.abort()
    for (const tab of tabs) tab.close()
    await server.remove()
    await provider.stop()
  }
}

type Stopped = {
  isClean: boolean
  exitMs: number
  unhinted: number
  isBunched: boolean
  missing: number
  /** From the moment at which the server was ready again. */
  backMs: number[]
}

async function stopOnce(server: OwnServer, tabs: AskingTab[], sabotage: string | null): Promise<Stopped> {
  for (const tab of tabs) tab.forget()
  const toldAt = performance.now()
  const ended = sabotage === 'kill-instead' ? await server.kill() : await server.stop()
  const exitMs = performance.now() - toldAt
  await server.start()
  const readyAt = performance.now()
  await waitFor(() => tabs.every((tab) => tab.readyAt() !== null))
  const hints = tabs.flatMap((tab) => tab.hints()).map((hint) => (sabotage === 'one-moment' ? 0 : hint))
  return {
    isClean: ended?.code === 0,
    exitMs,
    unhinted: tabs.filter((tab) => tab.hints().length === 0).length,
    isBunched: isBunched(hints),
    missing: tabs.filter((tab) => tab.readyAt() === null).length,
    backMs: tabs.map((tab) => Math.max(0, (tab.readyAt() ?? performance.now()) - readyAt)),
  }
}

async function leftUndone(server: OwnServer, member: Member, chats: WrittenChat[]): Promise<Record<string, number>> {
  await waitForAnswers(server.dataDir, patienceMs)
  await waitFor(async () => (await countUnindexed(member)) === 0)
  return {
    'documents not indexed': await countUnindexed(member),
    ...(await faultsIn({ ...server, widgetKey: member.widgetKey }, chats)),
  }
}

async function waitFor(holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + patienceMs
  while (!(await holds()) && performance.now() < giveUpAt) await sleep(20)
}

function isBunched(hintsMs: number[]): boolean {
  const slice = Math.max(...hintsMs) / 10
  const counts = new Map<number, number>()
  for (const hint of hintsMs) {
    const at = Math.min(9, Math.floor(hint / slice))
    counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  return Math.max(...counts.values()) > fullestSlice * hintsMs.length
}
