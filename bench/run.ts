import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { removeAllServers } from '../drills/tools/own-server.ts'
import { table } from '../drills/tools/table.ts'
import { type Figure, verdictOn } from './figures.ts'
import { startAndRest } from './start-and-rest.ts'
import { widgetFigures } from './widget-figures.ts'

const results = fileURLToPath(new URL('./results', import.meta.url))
const longestMs = 600_000

/** Prints one table of all figures; those of speed depend on the machine, so its load is printed with them. */
async function main(): Promise<void> {
  const loadBefore = loadavg()
  const figures: Figure[] = [...(await startAndRest()), ...(await widgetFigures())]
  const rows = figures.map((one) => [
    one.id,
    one.measure,
    show(one.value, one.unit),
    `≤ ${one.reach} ${one.unit}`,
    `${one.goal} ${one.unit}`,
    verdictOn(one),
  ])
  console.log(table([4, 58, 9, 9, 8, 8], [['', 'MEASURE', 'FIGURE', 'REACH', 'GO FOR', ''], ...rows]))
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

const show = (value: number, unit: string) => `${value.toFixed(unit === 'MB' ? 0 : 2)} ${unit}`
const rounded = (values: number[]) => values.map((one) => Math.round(one * 100) / 100)

async function end(code: number): Promise<never> {
  await removeAllServers()
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(130))
setTimeout(() => {
  console.error(`Not finished after ${longestMs / 1000} s.`)
  void end(1)
}, longestMs).unref()
main().then(
  () => end(0),
  (error: unknown) => {
    console.error(error)
    void end(1)
  },
)
