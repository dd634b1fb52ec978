import { cpus, loadavg } from 'node:os'
import { cleanStop } from './clean-stop.ts'
import { keepsMessages } from './keeps-messages.ts'
import { keepsSecrets } from './keeps-secrets.ts'
import { limitsHold } from './limits-hold.ts'
import { liveWithoutGaps } from './live-without-gaps.ts'
import { noLeak } from './no-leak.ts'
import { noScriptRuns } from './no-script-runs.ts'
import { providerFaults } from './provider-faults.ts'
import { sendsOnce } from './sends-once.ts'
import { silentAi } from './silent-ai.ts'
import { staysOutside } from './stays-outside.ts'
import { takesRubbish } from './takes-rubbish.ts'
import { tenantsApart } from './tenants-apart.ts'
import { cleanUp } from './tools/clean-up.ts'
import { removeOriginalFolder } from './tools/data-folder.ts'
import type { Drill, DrillOptions, Outcome } from './tools/drill.ts'
import { readOptions } from './tools/options.ts'
import { createRandom } from './tools/random.ts'
import { table } from './tools/table.ts'
import { wholeAnswer } from './whole-answer.ts'

const drills: Drill[] = [
  keepsMessages,
  sendsOnce,
  liveWithoutGaps,
  wholeAnswer,
  providerFaults,
  silentAi,
  tenantsApart,
  takesRubbish,
  noScriptRuns,
  staysOutside,
  limitsHold,
  keepsSecrets,
  cleanStop,
  noLeak,
]
const widths = [22, 34, 56, 18, 6]

type Line = { cells: string[]; ok: boolean; details: string[] }

const options = readOptions(process.argv.slice(2), drills)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave(130))
process.once('uncaughtException', (error) => {
  console.error(error)
  void leave(1)
})
console.log(`Seed ${options.seed}, ${cpus().length} cores\n`)

const lines: Line[] = []
for (const drill of options.drills) {
  lines.push(await plainly(drill))
  const ways = { none: 0, one: 1, all: Infinity }[options.sabotage]
  for (const sabotage of Object.keys(drill.sabotages).slice(0, ways)) lines.push(await sabotaged(drill, sabotage))
}
console.log(
  `\n${table(widths, [['DRILL', 'PROMISE', 'FIGURES', 'RESULT', 'TIME'], ...lines.map((line) => line.cells)])}\n`,
)
for (const { details, cells } of lines) if (details.length > 0) console.log(`${cells[0]}:\n  ${details.join('\n  ')}\n`)
const failed = lines.filter((line) => !line.ok).length
console.log(
  failed === 0 ? `All ${lines.length} passed.` : `${failed} of ${lines.length} FAILED (seed ${options.seed}).`,
)
await leave(failed === 0 ? 0 : 1)

async function leave(code: number): Promise<never> {
  await cleanUp()
  await removeOriginalFolder()
  process.exit(code)
}

async function plainly(drill: Drill): Promise<Line> {
  const { outcome, seconds } = await runOne(drill, { size: options.short ? 'short' : 'full', sabotage: null })
  const skipped = outcome.skipped ?? []
  const ok =
    Object.values(outcome.faults).every((count) => count === 0) && (skipped.length === 0 || process.env.CI !== 'true')
  const figures = listed({ ...outcome.figures, ...outcome.faults })
  return {
    cells: [`${drill.number} ${drill.name}`, drill.promise, figures, ok ? 'passed' : 'FAILED', seconds],
    ok,
    details: [...skipped.map((why) => `skipped: ${why}`), ...(ok ? [] : outcome.details)],
  }
}

async function sabotaged(drill: Drill, sabotage: string): Promise<Line> {
  const { says = '', fault = '' } = drill.sabotages[sabotage] ?? {}
  const { outcome, seconds } = await runOne(drill, { size: 'sabotaged', sabotage })
  const found = outcome.faults[fault] ?? 0
  const result = found > 0 ? 'sabotage detected' : 'NOT DETECTED'
  const cells = [`  + ${sabotage}`, `Broken on purpose: ${says}`, listed({ [fault]: found }), result, seconds]
  const details = found > 0 ? [] : [listed(outcome.faults), ...outcome.details]
  return { cells, ok: found > 0, details }
}

/** Bounded, and whatever goes wrong is a fault of its own. */
async function runOne(
  drill: Drill,
  how: Pick<DrillOptions, 'size' | 'sabotage'>,
): Promise<{ outcome: Outcome; seconds: string }> {
  const startedAt = performance.now()
  const load = loadavg()[0]?.toFixed(1)
  console.log(`${drill.name}${how.sabotage ? `, broken on purpose: ${how.sabotage}` : ''} … (load ${load})`)
  const limitMs = drill.longestMs[how.size] + (options.minutes ?? 0) * 60_000
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not finished after ${limitMs / 1000} s.`)), limitMs)
  })
  const running = drill.run({ ...how, random: createRandom(options.seed), minutes: options.minutes })
  const outcome = await Promise.race([running, late]).catch(
    (error: unknown): Outcome => ({
      faults: { broke: 1 },
      figures: {},
      details: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    }),
  )
  clearTimeout(timer)
  await cleanUp()
  return { outcome, seconds: `${((performance.now() - startedAt) / 1000).toFixed(0)} s` }
}

function listed(figures: Record<string, string | number>): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`.replaceAll(' ', '\u00A0'))
    .join(', ')
}
