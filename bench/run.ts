import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { removeAllServers } from '../drills/tools/own-server.ts'
import { table } from '../drills/tools/table.ts'
import { type Figure, verdictOn } from './figures.ts'
import { messageFigures } from './messages/message-figures.ts'
import { readFigures } from './reads/read-figures.ts'
import { startAndRest } from './start-and-rest.ts'
import { streamFigures } from './streams/stream-figures.ts'
import { killBenchServers } from './tools/bench-server.ts'
import { removeAllPostgres } from './tools/own-postgres.ts'
import { widgetFigures } from './widget-figures.ts'

const results = fileURLToPath(new URL('./results', import.meta.url))
const longestMs = 45 * 60_000

const groups: Record<string, () => Promise<Figure[]>> = {
  messages: messageFigures,
  streams: streamFigures,
  reads: readFigures,
  start: startAndRest,
  widget: widgetFigures,
}
const usage = `npm run bench                   all figures, about 25 minutes
npm run bench -- <groups>       some of: ${Object.keys(groups).join(', ')}`

/** Prints one table of all figures; those of speed depend on the machine, so its load is printed with them. */
async function main(wanted: string[]): Promise<void> {
  const loadBefore = loadavg()
  const figures: Figure[] = []
  for (const name of wanted) {
    console.log(`${name} …`)
    figures.push(...((await groups[name]?.()) ?? []))
  }
  const rows = figures.map((one) => [
    one.id,
    one.measure,
    show(one, one.value),
    one.range ? one.range.map((value) => value.toFixed(2)).join('–') : '',
    `${one.isFloor ? '≥' : '≤'} ${show(one, one.reach)}`,
    show(one, one.goal),
    verdictOn(one),
  ])
  const head = ['', 'MEASURE', 'FIGURE', 'MIN–MAX', 'REACH', 'GO FOR', '']
  console.log(`\n${table([4, 58, 9, 12, 9, 9, 8], [head, ...rows])}`)
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    loadBefore: rounded(loadBefore),
    loadAfter: rounded(loadavg()),
  }
  console.log(
    `\n${machine.cores} cores (${machine.cpu}), Node ${machine.node}, load average ` +
      `${machine.loadBefore.join(' ')} before and ${machine.loadAfter.join(' ')} after`,
  )
  await mkdir(results, { recursive: true })
  const report = {
    at: new Date().toISOString(),
    machine,
    figures: figures.map((one) => ({ ...one, verdict: verdictOn(one) })),
  }
  await writeFile(`${results}/latest.json`, `${JSON.stringify(report, null, 2)}\n`)
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
