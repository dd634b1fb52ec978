import { setTimeout as sleep } from 'node:timers/promises'
import { cookieJar } from '../apps/server/src/testing/first-account.ts'
import { type Client, createClient } from '../packages/client/src/index.ts'
import type { AiProviderKind, Message } from '../packages/contracts/src/index.ts'
import { inDatabase } from './tools/database.ts'
import { type Drill, type DrillOptions, type Outcome, percentiles } from './tools/drill.ts'
import { createDrillServer } from './tools/drill-server.ts'
import { type Fault, type Line, nameOf, startFaultyProvider } from './tools/faulty-provider.ts'
import { signIn } from './tools/member.ts'
import {
  answerBy,
  drillModel,
  pathOf,
  providerKinds,
  wireOf,
  withoutSources,
  withSource,
} from './tools/provider-settings.ts'
import { createWatcher } from './tools/watcher.ts'

/** Nobody looks at a page that does not change for longer. */
const stillLimitMs = 30_000
const answeredWithinMs = 75_000
const closedWithinMs = 5000
const lookEveryMs = 20

const sentences = [
  'Parcels to Chiang Mai take three days.',
  'Parcels to Bangkok take one day.',
  'Parcels to islands take five days.',
  'Each parcel leaves our house at noon.',
  'Each parcel has a number to follow it.',
  'Orders above one thousand baht are shipped free of charge.',
  'Glass is packed in rice straw.',
  'Clay is packed in old newspapers.',
]
const question = 'How long does shipping take?'

type Case = { kind: AiProviderKind; fault: Fault }
const everyFault: Fault[] = [
  { name: 'none' },
  { name: 'refuses-once' },
  { name: 'refuses' },
  { name: 'breaks' },
  { name: 'hangs' },
  { name: 'falls-silent' },
  { name: 'garbage' },
  { name: 'drips' },
  { name: 'done-twice' },
]

const sizes = {
  full: { lanes: 9, cuts: Array.from({ length: sentences.length + 1 }, (_, after) => after) },
  short: { lanes: 9, cuts: [3] },
  sabotaged: { lanes: 2, cuts: [] },
}

export const providerFaults: Drill = {
  name: 'provider-faults',
  number: 'R5',
  promise:
    'Whatever a provider does wrong: one whole answer, or an honest word and a person; every call is in the books',
  longestMs: { full: 900_000, short: 150_000, sabotaged: 120_000 },
  sabotages: {
    'done-early': { says: 'a provider that calls half an answer the whole one', fault: 'not whole' },
    'ask-again': { says: 'a page that asks twice', fault: 'doubled' },
    'lost-books': { says: 'a database that forgets calls', fault: 'calls not recorded' },
  },
  run,
}

async function run({ size, sabotage }: DrillOptions): Promise<Outcome> {
  const { lanes, cuts } = sizes[size]
  const provider = await startFaultyProvider(sentences.toReversed().map(withSource))
  const server = await createDrillServer({ OUTGOING_ALLOW: provider.host })
  const faults = {
    missing: 0,
    doubled: 0,
    'not whole': 0,
    'still too long': 0,
    'calls not recorded': 0,
    'calls not ended': 0,
    'not counted against the cap': 0,
    'calls left open': 0,
    'sockets left': 0,
  }
  const details: string[] = []
  const stillMs: number[] = []
  let calls = 0
  let byProvider = 0
  const note = (fault: keyof typeof faults, one: Case, says: string) => {
    faults[fault] += 1
    if (details.length < 20) details.push(`${one.kind} ${nameOf(one.fault)}: ${fault}, ${says}`)
  }

  async function tryCase(one: Case, id: string, lane: Lane): Promise<void> {
    const line = provider.line(id, wireOf(one.kind), one.fault, pathOf(one.kind))
    await answerBy(lane.client, { kind: one.kind, baseUrl: line.baseUrl })
    const watcher = createWatcher({ url: server.url, widgetKey: lane.widgetKey, isBlind: false, onShown: () => {} })
    try {
      await watcher.open()
      void watcher.follow()
      const { data: asked } = await watcher.ask(question, `drill-question-${id}`)
      if (sabotage === 'ask-again') await watcher.ask(question, `drill-again-${id}`)
      const whole = () => watcher.answers().filter((answer) => answer.state === 'complete')
      await until(() => whole().length > 0, answeredWithinMs)
      // A second one would follow the first.
      await until(() => whole().length > 1, sabotage === 'ask-again' ? 5000 : 300)
      const [answer] = whole()
      if (!answer) note('missing', one, `after ${answeredWithinMs / 1000} s`)
      if (whole().length > 1) note('doubled', one, `${whole().length} answers`)
      if (answer && !isWholeAnswer(answer, provider.whole)) note('not whole', one, answer.text.slice(0, 160))
      if (answer && isOfProvider(answer, provider.whole)) byProvider += 1
      stillMs.push(watcher.longestStillMs())
      if (watcher.longestStillMs() > stillLimitMs) note('still too long', one, `${watcher.longestStillMs()} ms`)
      if (!(await until(() => line.openCalls() === 0, closedWithinMs)))
        note('calls left open', one, String(line.openCalls()))
      await checkBooks(one, line, asked.chatId)
    } finally {
      watcher.close()
    }
  }

  /** What the provider has seen against what is written down of it. */
  async function checkBooks(one: Case, line: Line, chatId: string): Promise<void> {
    calls += line.calls()
    const rows = () =>
      inDatabase(server.dataDir, async (client) => {
        const found = await client.query<{ outcome: string }>('select outcome from ai_calls where chat_id = $1', [
          chatId,
        ])
        return found.rows
      })
    const giveUpAt = performance.now() + 2000
    let found = await rows()
    while (found.some(({ outcome }) => outcome === 'running') && performance.now() < giveUpAt) {
      await sleep(lookEveryMs)
      found = await rows()
    }
    if (found.length !== line.calls()) note('calls not recorded', one, `${found.length} of ${line.calls()}`)
    if (found.some(({ outcome }) => outcome === 'running')) note('calls not ended', one, JSON.stringify(found))
  }

  try {
    await server.start()
    if (sabotage === 'lost-books') await loseBooks(server.dataDir)
    const places = await makeLanes(server.url, lanes)
    const wanted = sabotage === 'done-early' ? [{ name: 'done-early' } as const] : faultsOf(size, cuts)
    // What takes long is tried with each kind in full size only, and a sabotage with two.
    const kinds = size === 'sabotaged' ? providerKinds.slice(0, 2) : providerKinds
    const cases = kinds.flatMap((kind, index) =>
      wanted
        .filter((fault) => size === 'full' || index === 0 || !isSlow(fault))
        .map((fault): Case => ({ kind, fault })),
    )
    // Long ones first, so that the lanes end together.
    const waiting = cases.toSorted((a, b) => Number(isSlow(b.fault)) - Number(isSlow(a.fault)))
    let made = 0
    await Promise.all(
      places.map(async (lane) => {
        for (let one = waiting.shift(); one; one = waiting.shift()) await tryCase(one, `case-${(made += 1)}`, lane)
      }),
    )
    const uncounted = await uncountedWorkspaces(server.dataDir)
    faults['not counted against the cap'] += uncounted.length
    details.push(...uncounted)
    if (!(await until(() => provider.openSockets() === 0, closedWithinMs * 2)))
      faults['sockets left'] += provider.openSockets()
    return {
      faults,
      figures: {
        'kinds of providers': kinds.length,
        cases: cases.length,
        'provider calls': calls,
        'answered by the provider': byProvider,
        'longest standstill p50/p100': percentiles(stillMs, 1),
      },
      details: [...details, ...server.errors()],
    }
  } finally {
    await server.remove()
    await provider.stop()
  }
}

const isSlow = ({ name }: Fault) => name === 'hangs' || name === 'falls-silent' || name === 'drips'

function faultsOf(size: DrillOptions['size'], cuts: number[]): Fault[] {
  if (size === 'sabotaged') return [{ name: 'none' }, { name: 'done-twice' }]
  return [...everyFault, ...cuts.map((after): Fault => ({ name: 'cut', after }))]
}

const isOfProvider = (answer: Message, whole: string) => withoutSources(answer.text) === withoutSources(whole)

/** All that the provider wrote, or what somebody else did: never a part of it. */
function isWholeAnswer(answer: Message, whole: string): boolean {
  if (isOfProvider(answer, whole)) return true
  const text = withoutSources(answer.text)
  const isPart = text === '' || withoutSources(whole).startsWith(text)
  return !isPart && (answer.citations.length > 0 || answer.offersPerson)
}

async function until(isSo: () => boolean, withinMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs
  while (!isSo() && performance.now() < giveUpAt) await sleep(lookEveryMs)
  return isSo()
}

type Lane = { client: Client; widgetKey: string }

/** Workspaces that can be tried at the same time, each with the answer in its knowledge, and a price for the model. */
async function makeLanes(url: string, count: number): Promise<Lane[]> {
  const jar = cookieJar()
  const owner = await signIn(url, jar)
  await owner.client.request('PUT /api/v1/admin/ai-prices', {
    body: { prices: [{ model: drillModel, inputMicroUsd: 1_000_000, outputMicroUsd: 4_000_000 }] },
  })
  const lanes: Lane[] = []
  for (let lane = 0; lane < count; lane += 1) {
    const { data } = await owner.client.request('POST /api/v1/workspaces', { body: { name: `Lane ${lane}` } })
    const client = createClient({ baseUrl: url, workspaceId: () => data.id, fetch: jar.fetch, renews: true })
    const { data: widgets } = await client.request('GET /api/v1/widgets')
    await client.request('POST /api/v1/knowledge/entries', { body: { question, answer: sentences.join(' ') } })
    lanes.push({ client, widgetKey: widgets[0]?.key ?? '' })
  }
  return lanes
}

/** Sabotage. */
const loseBooks = (dataDir: string) =>
  inDatabase(dataDir, (client) =>
    client.query(`create function forget() returns trigger language plpgsql as 'begin return null; end';
      create trigger forget before insert on ai_calls for each row execute function forget()`),
  )

/** Workspaces in which the cap of the day has not taken just what the calls cost. */
async function uncountedWorkspaces(dataDir: string): Promise<string[]> {
  return inDatabase(dataDir, async (client) => {
    const { rows } = await client.query<{ says: string }>(
      `select format('%s: calls cost %s, the cap counts %s, the books say %s', w.name, c.cost, u.used, s.spent) as says
       from workspaces w
       left join lateral (
         select coalesce(sum(cost_micro_usd), 0) as cost from ai_calls where workspace_id = w.id) c on true
       left join lateral (
         select coalesce(sum(micro_usd), 0) as used from ai_cap_use where workspace_id = w.id and scope = 'day') u on true
       left join lateral (
         select coalesce(sum(cost_micro_usd), 0) as spent from ai_spend where workspace_id = w.id) s on true
       where c.cost <> u.used or c.cost <> s.spent`,
    )
    return rows.map(({ says }) => says)
  })
}
