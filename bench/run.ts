import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { removeAllServers } from '../drills/tools/own-server.ts'
import { table } from '../drills/tools/table.ts'
import { analyticsFigures } from './analytics/analytics-figures.ts'
import { answerFigures } from './answers/answer-figures.ts'
import { type Figure, verdictOn } from './figures.ts'
import { inboxFigures } from './inbox/inbox-figures.ts'
import { messageFigures } from './messages/message-figures.ts'
import { readFigures } from './reads/read-figures.ts'
import { searchFigures } from './search/search-figures.ts'
import { startAndRest } from './start-and-rest.ts'
import { manyStreamFigures, streamFigures } from './streams/stream-figures.ts'
import { killBenchServers } from './tools/bench-server.ts'
import { removeAllPostgres } from './tools/own-postgres.ts'
import { widgetFigures } from './widget-figures.ts'

const results = fileURLToPath(new URL('./results', import.meta.url))
const longestMs = 45 * 60_000

const groups: Record<string, () => Promise<Figure[]>> = {
  messages: messageFigures,
  streams: streamFigures,
  'many-streams': manyStreamFigures,
  reads: readFigures,
  search: searchFigures,
  analytics: analyticsFigures,
  inbox: inboxFigures,
  answers: answerFigures,
  start: startAndRest,
  widget: widgetFigures,
}
const usage = `npm run bench                   all figures, about 25 minutes
npm run bench -- <groups>       some of: ${Object.keys(groups).join(', ')}`

type Machine = { cores: number; cpu: string; node: string; loadBefore: number[]; loadAfter: number[] }
type Group = { at: string; machine: Machine; figures: (Figure & { verdict: string })[] }

/** Prints one table of all figures; those of speed depend on the machine, so its load is printed with them. */
async function main(wanted: string[]): Promise<void> {
  const failed: string[] = []
  const rows: string[][] = []
  for (const name of wanted) {
    console.log(`${name} …`)
    const group = await measure(name).catch((error: unknown) => {
      console.error(error)
      failed.push(name)
      return null
    })
    if (!group) continue
    await keep(name, group)
    const load = `${group.machine.loadBefore[0]}–${group.machine.loadAfter[0]}`
    rows.push(...group.figures.map((one) => [...rowOf(one), load]))
  }
  const head = ['', 'MEASURE', 'FIGURE', 'MIN–MAX', 'REACH', 'GO FOR', '', 'LOAD']
  console.log(`\n${table([4, 58, 9, 12, 9, 9, 8, 11], [head, ...rows])}`)
  console.log(`\n${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}`)
  if (failed.length > 0) throw new Error(`Without figures: ${failed.join(', ')}.`)

  async function measure(name: string): Promise<Group> {
    const loadBefore = rounded(loadavg())
    const figures = (await groups[name]?.()) ?? []
    const machine = { cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown', node: process.version }
    return {
      at: new Date().toISOString(),
      machine: { ...machine, loadBefore, loadAfter: rounded(loadavg()) },
      figures: figures.map((one) => ({ ...one, verdict: verdictOn(one) })),
    }
  }
  function rowOf(one: Figure & { verdict: string }): string[] {
    return [
      one.id,
      one.measure,
      show(one, one.value),
      one.range ? one.range.map((value) => value.toFixed(2)).join('–') : '',
      `${one.isFloor ? '≥' : '≤'} ${show(one, one.reach)}`,
      show(one, one.goal),
      one.verdict,
    ]
  }
}

/** Beside the last figures of the other groups. */
async function keep(name: string, group: Group): Promise<void> {
  await mkdir(results, { recursive: true })
  const file = `${results}/latest.json`
  const known = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, Group>
  await writeFile(file, `${JSON.stringify({ ...known, [name]: group }, null, 2)}\n`)
}

const show = ({ unit }: Figure, value: number) => `${value.toFixed(unit === 'MB' ? 0 : 2)} ${unit}`
const rounded = (values: number[]) => values.map((one) => Math.round(one * 100) / 100)

async function end(code: number): Promise<never> {
  killBenchServers()
  await removeAllPostgres()
  await removeAllServers()
  process.exit(code)
}

const wanted = process.argv.slice(2)
if (wanted.some((name) => !(name in groups))) {
  console.error(usage)
  process.exit(1)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(130))
setTimeout(() => {
  console.error(`Not finished after ${longestMs / 60_000} minutes.`)
  void end(1)
}, longestMs).unref()
main(wanted.length > 0 ? wanted : Object.keys(groups)).then(
  () => end(0),
  (error: unknown) => {
    console.error(error)
    void end(1)
  },
)
