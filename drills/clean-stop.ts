import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '../packages/client/src/index.ts'
import { faultsIn, waitForAnswers } from './tools/check-messages.ts'
import { type Drill, type DrillOptions, type Outcome, percentiles, tooSlow } from './tools/drill.ts'
import { createDrillServer } from './tools/drill-server.ts'
import { type Member, signIn } from './tools/member.ts'
import { answerMs, startProvider } from './tools/provider.ts'
import { createTab, type Tab } from './tools/tab.ts'
import { createGate, nothingWritten, write } from './tools/writer.ts'

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
  const provider = await startProvider()
  const server = await createDrillServer({ OUTGOING_ALLOW: provider.host })
  const stopWriting = new AbortController()
  const faults = {
    'no clean exit': 0,
    'exit too late': 0,
    'streams without a hint': 0,
    'all back at once': 0,
    'not back': 0,
    'documents not indexed': 0,
  }
  let messageFaults: Record<string, number> = {}
  const written = nothingWritten()
  const exitMs: number[] = []
  const backMs: number[] = []
  const tabs: Tab[] = []
  try {
    await server.start()
    const member = await signIn(server.url)
    await member.client.request('PATCH /api/v1/workspace', {
      body: { responder: { kind: 'openai', baseUrl: provider.baseUrl, model: 'drill' } },
    })
    const common = { url: server.url, member, until: stopWriting.signal, sabotage: null, gate: createGate() }
    const lanes = Array.from({ length: writers }, (_, lane) =>
      write({ ...common, name: `s${lane}`, random: random.fork(), asks: false, pauseMs: 20 }, written),
    )
    const writing = Promise.all(lanes)
    writing.catch(() => {})
    const visitors = await openTabs(server.url, member.widgetKey, tabs)

    for (let stop = 0; stop < sizes[size].stops; stop += 1) {
      await waitFor(() => tabs.every((tab) => tab.readyAt() !== null))
      await Promise.all(visitors.slice(0, answersAtOnce).map((visitor) => visitor.ask(stop)))
      await uploadDocuments(member, stop)
      await sleep(random.between(0.1, 0.6) * answerMs)
      for (const tab of tabs) tab.forget()

      const toldAt = performance.now()
      const ended = sabotage === 'kill-instead' ? await server.kill() : await server.stop()
      exitMs.push(performance.now() - toldAt)
      if (ended?.code !== 0) faults['no clean exit'] += 1
      if (performance.now() - toldAt > exitWithinMs) faults['exit too late'] += 1
      await server.start()
      const readyAt = performance.now()
      await waitFor(() => tabs.every((tab) => tab.readyAt() !== null))
      faults['not back'] += tabs.filter((tab) => tab.readyAt() === null).length
      faults['streams without a hint'] += tabs.filter((tab) => tab.hints().length === 0).length
      const hints = tabs.flatMap((tab) => tab.hints()).map((hint) => (sabotage === 'one-moment' ? 0 : hint))
      if (isBunched(hints)) faults['all back at once'] += 1
      backMs.push(...tabs.map((tab) => Math.max(0, (tab.readyAt() ?? Number.POSITIVE_INFINITY) - readyAt)))
    }
    stopWriting.abort()
    await writing
    if (!sabotage) {
      await waitForAnswers(server.dataDir, patienceMs)
      faults['documents not indexed'] = await unfinishedDocuments(member)
      const asked = visitors.slice(0, answersAtOnce).map((visitor) => visitor.chat)
      messageFaults = await faultsIn({ ...server, widgetKey: member.widgetKey }, [...written.chats, ...asked])
    }
    return {
      faults: {
        ...faults,
        ...messageFaults,
        'wrong refusals': written.wrongRefusals.length,
        'back too late': tooSlow(size, backMs, 1, backWithinMs),
      },
      figures: {
        stops: sizes[size].stops,
        streams: tabs.length,
        'answers under way': answersAtOnce * sizes[size].stops,
        'documents under way': documents * sizes[size].stops,
        acknowledged: written.acknowledged,
        'exit p50/p95': percentiles(exitMs),
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

/** A visitor with a tab; `ask` sends a question, which is noted as that of a writer's chat is. */
async function openTabs(url: string, widgetKey: string, tabs: Tab[]) {
  const client = createClient({ baseUrl: url })
  return Promise.all(
    Array.from({ length: streams }, async (_, index) => {
      const params = { widgetKey }
      const { data } = await client.request('POST /api/v1/visitor/:widgetKey/session', { params, body: {} })
      const tab = createTab(client, widgetKey, data.token)
      tabs.push(tab)
      void tab.follow()
      const chat = {
        token: data.token,
        asks: true,
        acknowledged: [] as { text: string; number: number; stored: { id: string; seq: number } }[],
      }
      return {
        chat,
        async ask(count: number) {
          const text = `Message ${count} of tab ${index}: how long does shipping take?`
          const body = { token: data.token, clientMessageId: `drill-tab-${index}-${count}`, text }
          const sent = await client.request('POST /api/v1/visitor/:widgetKey/messages', { params, body })
          chat.acknowledged.push({ text, number: count, stored: { id: sent.data.id, seq: sent.data.seq } })
        },
      }
    }),
  )
}

/** Long enough to be indexed by a job. */
async function uploadDocuments(member: Member, stop: number): Promise<void> {
  const paragraph = (at: number) =>
    `## Part ${at}\n\nParcel ${at} leaves our workshop on day ${at} and takes ${at} days.\n\n`
  const text = Array.from({ length: 1000 }, (_, at) => paragraph(at)).join('')
  await Promise.all(
    Array.from({ length: documents }, (_, index) => {
      const form = new FormData()
      form.set('file', new Blob([text], { type: 'text/markdown' }), `parcels-${stop}-${index}.md`)
      return member.client.request('POST /api/v1/knowledge/documents/upload', { form })
    }),
  )
}

async function unfinishedDocuments(member: Member): Promise<number> {
  let open = 0
  await waitFor(async () => {
    const { data } = await member.client.request('GET /api/v1/knowledge/documents', { query: { limit: 200 } })
    open = data.filter((document) => document.status !== 'ready').length
    return open === 0
  })
  return open
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
