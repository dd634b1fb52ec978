import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findBrowser, firstExecutable, howToGet } from './browser.ts'
import { exitCodeOf, root } from './tools.ts'

type Outcome = { passed: number; failed: number; skipped: number; failures?: string[] }
/** What is read of Vitest's report. */
type Report = Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests', number> & {
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}
const vitest = 'node_modules/vitest/vitest.mjs'
const inFirefox = 'e2e/firefox.test.ts'
const total: Outcome = { passed: 0, failed: 0, skipped: 0 }
const skippedBecause: string[] = []
/** What failed, in words: a long run's output may be cut where somebody reads it. */
const failures: string[] = []

/** Everything, in the order in which a mistake is cheapest to find. The last line counts. */
await step('types, lint, format, unused code, direction', () => one('scripts/check.ts'))
await step('build, within the byte budgets', () => one('scripts/build.ts'))
await step('API description', () => one('scripts/lint-api.ts'))
await step('unit and integration tests', () => tests(['--project', 'server*', '--project', 'units']))
if (process.env.TEST_DATABASE_URL_2) {
  const env = { TEST_DATABASE_URL: process.env.TEST_DATABASE_URL_2 }
  await step('integration tests on the other PostgreSQL', () => tests(['--project', 'server'], env))
} else skip('integration tests on another PostgreSQL', 'TEST_DATABASE_URL_2 names none')
const chromium = await findBrowser('Chromium')
if (chromium) {
  const env = { CHROMIUM_PATH: chromium, HEADLESS_SHELL_PATH: (await firstExecutable('Headless shell')) ?? chromium }
  await step('browser tests', () => tests(['--project', 'browser', '--exclude', inFirefox], env))
} else skip('browser tests', howToGet('Chromium'))
const firefox = await findBrowser('Firefox')
if (firefox)
  await step('the widget in Firefox', () => tests(['--project', 'browser', inFirefox], { FIREFOX_PATH: firefox }))
else skip('the widget in Firefox', howToGet('Firefox'))
await step('drills, short form', () => one('drills/run.ts', ['--short', '--sabotage-one']))
await step('answers of the built-in responder', () => one('apps/server/eval/run.ts'))

for (const reason of skippedBecause) console.log(`skipped: ${reason}`)
for (const failure of failures) console.log(`failed: ${failure}`)
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exit(total.failed === 0 ? 0 : 1)

async function step(name: string, work: () => Promise<Outcome>): Promise<void> {
  console.log(`\n── ${name}`)
  const startedAt = performance.now()
  const outcome = await work()
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += outcome[key]
  if (outcome.failed > 0)
    failures.push(`${name} (${outcome.failed})`, ...(outcome.failures ?? []).map((it) => `  ${it}`))
  console.log(
    `── ${name}: ${outcome.failed === 0 ? 'ok' : 'FAILED'} (${((performance.now() - startedAt) / 1000).toFixed(0)} s)`,
  )
}

/** On a person's machine a missing service is a skip with its name; in CI it is a failure. */
function skip(name: string, why: string): void {
  if (process.env.CI === 'true') {
    console.error(`${name}: ${why}`)
    total.failed += 1
  } else {
    skippedBecause.push(`${name}: ${why}`)
    total.skipped += 1
  }
}

async function one(script: string, args: string[] = []): Promise<Outcome> {
  const code = await exitCodeOf(script, args)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/** Runs Vitest and reads its counts from its report. A run without a report, or without a test, has failed. */
async function tests(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const report = join(tmpdir(), `minichat-tests-${process.pid}-${Math.random().toString(36).slice(2)}.json`)
  const code = await exitCodeOf(
    vitest,
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    env,
  )
  try {
    const counts = JSON.parse(await readFile(report, 'utf8')) as Report
    const failed = counts.numFailedTests || (code === 0 && counts.numPassedTests > 0 ? 0 : 1)
    return {
      passed: counts.numPassedTests,
      failed,
      skipped: counts.numPendingTests,
      failures: counts.testResults.flatMap(failuresOf),
    }
  } catch {
    console.error(`The tests left no report in ${root}.`)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    await rm(report, { force: true })
  }
}

/** A line for each failed test of a file, or for the file when it could not even be read. */
function failuresOf(file: Report['testResults'][number]): string[] {
  const path = relative(root, file.name)
  const tests = file.assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${path}: ${test.fullName}: ${test.failureMessages.join(' ').slice(0, 600)}`)
  return tests.length > 0 || file.status !== 'failed' ? tests : [`${path}: ${file.message.slice(0, 600)}`]
}
