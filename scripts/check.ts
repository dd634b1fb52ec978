import { checkImports } from './check-imports.ts'
import { exitCodeOf } from './tools.ts'

const folders = ['apps', 'packages', 'scripts', 'e2e', 'drills', 'bench', 'integrations', 'vitest.config.ts']
const projects = [
  'packages/contracts',
  'packages/client',
  'packages/widget',
  'apps/server',
  'apps/dashboard',
  'apps/widget',
  '.',
]

/** A named check; gives back whether it passed. */
const steps: [string, () => Promise<boolean>][] = [
  ...projects.map((project): [string, () => Promise<boolean>] => [
    `types of ${project === '.' ? 'scripts and tests' : project}`,
    async () => (await exitCodeOf('node_modules/typescript/bin/tsc', ['-p', project])) === 0,
  ]),
  [
    'lint',
    async () => (await exitCodeOf('node_modules/oxlint/bin/oxlint', ['--type-aware', '--quiet', ...folders])) === 0,
  ],
  ['format', async () => (await exitCodeOf('node_modules/@biomejs/biome/bin/biome', ['check', '.'])) === 0],
  ['unused files, exports and dependencies', async () => (await exitCodeOf('node_modules/knip/bin/knip.js')) === 0],
  ['dependency direction', async () => checkImports().length === 0],
]

const failed: string[] = []
for (const [name, passes] of steps) {
  const startedAt = performance.now()
  const ok = await passes()
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
  if (!ok) failed.push(name)
}
console.log(`\n${steps.length - failed.length} checks passed, ${failed.length} failed`)
process.exit(failed.length === 0 ? 0 : 1)
