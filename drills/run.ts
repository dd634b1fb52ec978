import { killServer } from './kill-server.ts'
import { reloadMidAnswer } from './reload-mid-answer.ts'
import type { Drill, DrillOptions, Outcome } from './tools/drill.ts'
import { removeAllServers } from './tools/own-server.ts'
import { createRandom } from './tools/random.ts'
import { table } from './tools/table.ts'

const drills: Drill[] = [killServer, reloadMidAnswer]
const longestMs = { full: 300_000, short: 90_000, sabotaged: 60_000 }
const widths = [20, 34, 52, 18, 6]
const usage = `npm run drill                      all drills in full
npm run drill -- --short           in the short form that npm test uses
npm run drill -- --only <name>     one of: ${drills.map((drill) => drill.name).join(', ')}
npm run drill -- --sabotage        also with each promise broken on purpose: the drill must find the fault
npm run drill -- --seed <number>   with the random moments of an earlier run`

type Line = { cells: string[]; ok: boolean; details: string[] }

const options = readOptions(process.argv.slice(2))
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void removeAllServers().finally(() => process.exit(130)))
}
console.log(`Seed ${options.seed}\n`)

const lines: Line[] = []
for (const drill of options.drills) {
  lines.push(await plainly(drill))
  if (options.sabotage)
    for (const sabotage of Object.keys(drill.sabotages)) lines.push(await sabotaged(drill, sabotage))
}
console.log(
  `\n${table(widths, [['DRILL', 'PROMISE', 'FIGURES', 'RESULT', 'TIME'], ...lines.map((line) => line.cells)])}\n`,
)
for (const { details, cells } of lines) if (details.length > 0) console.log(`${cells[0]}:\n  ${details.join('\n  ')}\n`)
const failed = lines.filter((line) => !line.ok).length
console.log(
  failed === 0 ? `All ${lines.length} passed.` : `${failed} of ${lines.length} FAILED (seed ${options.seed}).`,
)
process.exit(failed === 0 ? 0 : 1)

async function plainly(drill: Drill): Promise<Line> {
  const size = options.short ? 'short' : 'full'
  const { outcome, seconds } = await runOne(drill, { size, sabotage: null })
  const ok = Object.values(outcome.faults).every((count) => count === 0)
  const figures = { ...outcome.figures, ...outcome.faults }
  return {
    cells: [drill.name, drill.promise, listed(figures), ok ? 'passed' : 'FAILED', seconds],
    ok,
    details: outcome.details,
  }
}

async function sabotaged(drill: Drill, sabotage: string): Promise<Line> {
  const { says = '', fault = '' } = drill.sabotages[sabotage] ?? {}
  const { outcome, seconds } = await runOne(drill, { size: 'sabotaged', sabotage })
  const found = outcome.faults[fault] ?? 0
  const result = found > 0 ? 'sabotage detected' : 'NOT DETECTED'
  const cells = [`+ ${sabotage}`, `Broken on purpose: ${says}`, `${fault} ${found}`, result, seconds]
  return { cells, ok: found > 0, details: found > 0 ? [] : outcome.details }
}

/** Bounded, and whatever goes wrong is a fault of its own. */
async function runOne(
  drill: Drill,
  how: Pick<DrillOptions, 'size' | 'sabotage'>,
): Promise<{ outcome: Outcome; seconds: string }> {
  const startedAt = performance.now()
  console.log(`${drill.name}${how.sabotage ? `, broken on purpose: ${how.sabotage}` : ''} …`)
  const limitMs = longestMs[how.size]
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not finished after ${limitMs / 1000} s.`)), limitMs)
  })
  const outcome = await Promise.race([drill.run({ ...how, random: createRandom(options.seed) }), late]).catch(
    (error: unknown): Outcome => ({
      faults: { broke: 1 },
      figures: {},
      details: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    }),
  )
  clearTimeout(timer)
  await removeAllServers()
  return { outcome, seconds: `${((performance.now() - startedAt) / 1000).toFixed(0)} s` }
}

function listed(figures: Record<string, string | number>): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`.replaceAll(' ', '\u00A0'))
    .join(', ')
}

function readOptions(words: string[]) {
  const found = { drills, short: false, sabotage: false, seed: Math.floor(Math.random() * 2 ** 31) }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    if (word === '--short') found.short = true
    else if (word === '--sabotage') found.sabotage = true
    else if (word === '--seed' && /^\d+$/.test(words[at + 1] ?? '')) found.seed = Number(words[(at += 1)])
    else if (word === '--only' && drills.some((drill) => drill.name === words[at + 1])) {
      found.drills = drills.filter((drill) => drill.name === words[at + 1])
      at += 1
    } else {
      console.error(usage)
      process.exit(1)
    }
  }
  return found
}
