import type { Browser } from 'playwright-core'
import { createOwnServer } from '../drills/tools/own-server.ts'
import { openBrowser } from '../e2e/tools/browser.ts'
import { startForeignSite } from '../e2e/tools/foreign-site.ts'
import { findBrowser, howToGet } from '../scripts/browser.ts'
import { type Figure, median } from './figures.ts'
import { type Load, load, openChat } from './widget-load.ts'
import { findReferences } from './widget-references.ts'
import { serveFolder } from './widget-site.ts'
import { widgetSize } from './widget-size.ts'

const rounds = 5

/** One page: what is on it, and what was measured. */
type Subject = {
  name: string
  url: string
  opens: { launcher: string; field: string } | null
  loads: Load[]
  openings: number[]
  bytes: () => number
}

/** W1 to W7: our widget and what others publish, on the same page of somebody else, in turn. */
export async function widgetFigures(): Promise<Figure[]> {
  const executablePath = await findBrowser('Chromium')
  if (!executablePath) {
    console.log(`The widget's figures are left out: ${howToGet('Chromium')}.`)
    return []
  }
  const stops: (() => Promise<unknown>)[] = []
  try {
    const browser = await openBrowser({ executablePath })
    stops.push(() => browser.close())
    const { bare, own, others } = await setUp(stops)
    const subjects = [bare, own, ...others]
    for (let round = 0; round < rounds; round += 1) {
      for (const one of subjects) await measure(browser, one)
    }
    return await figuresOf(browser, bare, own, others)
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

async function setUp(stops: (() => Promise<unknown>)[]) {
  const site = await startForeignSite()
  stops.push(site.stop)
  const server = await createOwnServer({ MINICHAT_SAMPLE: 'on' })
  stops.push(server.remove)
  await server.start()
  const demo = await (await fetch(`${server.url}/demo`)).text()
  const key = /data-widget="([^"]+)"/.exec(demo)?.[1] ?? ''
  const text = '<p>Bowls, mugs and plates, thrown by hand.</p>'.repeat(40)
  const subject = (name: string, body: string, more: Partial<Subject> & { head?: string } = {}): Subject => ({
    name,
    url: site.put(`/${encodeURIComponent(name)}`, { head: more.head ?? '', body: text + body }),
    opens: more.opens ?? null,
    bytes: more.bytes ?? (() => 0),
    loads: [],
    openings: [],
  })
  const own = subject('MiniChat', `<script async src="${server.url}/widget.js" data-widget="${key}"></script>`, {
    opens: { launcher: 'minichat-widget .launcher', field: 'textarea' },
  })
  const others: Subject[] = []
  for (const { name, files, page, opens } of await findReferences()) {
    const served = await serveFolder(files)
    stops.push(served.stop)
    const { head, body } = page(served.origin)
    others.push(subject(name, body, { ...(head && { head }), opens, bytes: served.bytes }))
  }
  return { bare: subject('nothing', ''), own, others }
}

async function measure(browser: Browser, one: Subject): Promise<void> {
  one.loads.push(await load(browser, one.url))
  if (one.opens) one.openings.push((await openChat(browser, one.url, one.opens.launcher, one.opens.field)).tookMs)
}

async function figuresOf(browser: Browser, bare: Subject, own: Subject, others: Subject[]): Promise<Figure[]> {
  const base = (pick: (load: Load) => number) => median(bare.loads.map(pick))
  const added = (pick: (load: Load) => number) => (one: Subject) =>
    one.loads.map((load) => Math.max(0, pick(load) - base(pick)))
  const figure = (
    id: string,
    what: string,
    of: (one: Subject) => number[],
    unit: string,
    reach: number,
    goal: number,
  ) => compared({ id, what, of, unit, reach, goal }, own, others)
  const known = new Set(bare.loads.flatMap(({ globals }) => globals))
  const globals = (one: Subject) => one.loads.map((load) => load.globals.filter((name) => !known.has(name)).length)
  const sizes = await widgetSize(others.map(({ name, bytes }) => ({ name, kilobytes: bytes() / 1000 })))
  return [
    ...sizes,
    ...(await requestFigures(browser, own, others)),
    figure(
      'W4',
      'script time, processor 4× slower',
      added(({ scriptMs }) => scriptMs),
      'ms',
      40,
      15,
    ),
    figure(
      'W5',
      'blocking time added',
      added(({ blockingMs }) => blockingMs),
      'ms',
      50,
      0,
    ),
    figure(
      'W5',
      'layout shift added',
      added(({ shift }) => shift),
      '',
      0,
      0,
    ),
    figure('W5', 'new globals', globals, '', 1, 1),
    figure('W6', 'click to usable panel, fetched ahead', ({ openings }) => openings, 'ms', 120, 60),
    figure(
      'W7',
      'heap added by the launcher',
      added(({ heapMiB }) => heapMiB),
      'MiB',
      0.3,
      0.15,
    ),
  ]
}

/** Preflights included, and the page itself left out. */
async function requestFigures(browser: Browser, own: Subject, others: Subject[]): Promise<Figure[]> {
  const before = (one: Subject) =>
    one.loads.map(({ requests }) => requests.filter(({ type }) => type !== 'Document').length)
  const { opens, loads } = own
  const opening = opens && (await openChat(browser, own.url, opens.launcher, opens.field))
  const onOpening = opening?.requests ?? []
  const hosts = new Set([...loads.flatMap(({ requests }) => requests), ...onOpening].map(({ host }) => host))
  return [
    compared({ id: 'W3', what: 'requests before it is opened', of: before, unit: '', reach: 2, goal: 1 }, own, others),
    { id: 'W3', measure: 'requests on opening', value: onOpening.length, unit: '', reach: 3, goal: 2 },
    // The page's own and the server's.
    { id: 'W5', measure: 'other hosts', value: hosts.size - 2, unit: '', reach: 0, goal: 0 },
  ]
}

type Measure = { id: string; what: string; of: (one: Subject) => number[]; unit: string; reach: number; goal: number }

/** Ours, with the same of the others beside it, each as median (least–most). */
function compared({ id, what, of, unit, reach, goal }: Measure, own: Subject, others: Subject[]): Figure {
  const value = median(of(own))
  const theirs = others
    .filter((one) => of(one).length > 0)
    .map((one) => `${one.name}: ${span(of(one))}${value > 0 ? ` = ${(median(of(one)) / value).toFixed(1)}×` : ''}`)
  return { id, measure: [`${what}, ${span(of(own))}`, ...theirs].join('; '), value, unit, reach, goal }
}

const span = (values: number[]) =>
  `${short(median(values))} (${short(Math.min(...values))}–${short(Math.max(...values))})`
const short = (value: number) => value.toFixed(value < 10 && !Number.isInteger(value) ? 2 : 0)
