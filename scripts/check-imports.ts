import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'
import { root } from './tools.ts'

type Import = { from: string; to: string; typeOnly: boolean }

const packages: Record<string, string> = {
  '@minichat/contracts': 'packages/contracts/src/index.ts',
  '@minichat/contracts/limits': 'packages/contracts/src/limits.ts',
  '@minichat/client': 'packages/client/src/index.ts',
  '@minichat/widget': 'packages/widget/index.d.ts',
}
const server = 'apps/server/src/'
/** Tests and their helpers may look inside what they test; so may drills and the bench inside what they measure. */
const isTest = (file: string) => /^(bench|drills)\/|\/testing\/|\.test\.tsx?$|\.fixture\.ts$/.test(file)
const moduleOf = (file: string) => /^apps\/server\/src\/((?:modules|integrations)\/[^/]+)\//.exec(file)?.[1]

/** What may not be imported from where, each with the reason that is printed. Paths are relative to the repository. */
const rules: { says: string; isBroken: (one: Import) => boolean }[] = [
  {
    says: 'platform knows no module: main → app → integrations → modules → platform → config',
    isBroken: ({ from, to }) => from.startsWith(`${server}platform/`) && moduleOf(to) !== undefined,
  },
  {
    says: 'modules get integrations as arguments: of them they know types only',
    isBroken: ({ from, to, typeOnly }) =>
      from.startsWith(`${server}modules/`) && to.startsWith(`${server}integrations/`) && !typeOnly && !isTest(from),
  },
  {
    says: 'only the composition root knows all; nobody imports it',
    isBroken: ({ from, to }) =>
      ['app.ts', 'main.ts', 'server.ts'].some((name) => to === server + name) &&
      !isTest(from) &&
      !/^apps\/server\/(src\/(app|main|server|admin|rotate-secrets|api-description)\.ts|eval\/)/.test(from),
  },
  {
    says: 'a module is reached through its index.ts only',
    isBroken: ({ from, to }) =>
      !isTest(from) &&
      moduleOf(to) !== undefined &&
      moduleOf(from) !== moduleOf(to) &&
      to !== `${server}${moduleOf(to)}/index.ts`,
  },
  {
    says: 'stores know no HTTP',
    isBroken: ({ from, to }) =>
      from.endsWith('.store.ts') && to.startsWith(`${server}platform/http/`) && !to.endsWith('/cursor.ts'),
  },
  {
    says: 'policies know no database',
    isBroken: ({ from, to }) => from.endsWith('.policy.ts') && to.startsWith(`${server}platform/database/`),
  },
  {
    says: 'the widget imports types only, from contracts and from what it promises to pages, and nothing else of ours',
    isBroken: ({ from, to, typeOnly }) =>
      from.startsWith('apps/widget/src/') &&
      !to.startsWith('apps/widget/') &&
      !(typeOnly && /^packages\/(contracts|widget)\//.test(to)),
  },
  {
    says: 'the loader does not reach into the panel',
    isBroken: ({ from, to, typeOnly }) =>
      from.startsWith('apps/widget/src/loader/') && to.startsWith('apps/widget/src/panel/') && !typeOnly,
  },
  {
    says: 'the dashboard reaches the server by its client only',
    isBroken: ({ from, to }) => from.startsWith('apps/dashboard/') && /^apps\/(server|widget)\//.test(to),
  },
  {
    says: 'packages stand alone: contracts below client below the apps',
    isBroken: ({ from, to }) =>
      (from.startsWith('packages/') && to.startsWith('apps/')) ||
      (from.startsWith('packages/contracts/') && to.startsWith('packages/client/')),
  },
  {
    says: 'what runs does not import tests or their helpers',
    isBroken: ({ from, to }) => isTest(to) && !isTest(from) && !/^(e2e|drills|bench|apps\/server\/eval)\//.test(from),
  },
]

/** Prints every import against the rules and every circle. @returns the problems. */
export function checkImports(): string[] {
  const imports = sourceFiles().flatMap(importsOf)
  const problems = imports.flatMap((one) =>
    rules.filter((rule) => rule.isBroken(one)).map((rule) => `${one.from} imports ${one.to}\n    but ${rule.says}.`),
  )
  problems.push(...circles(imports.filter((one) => !one.typeOnly)).map((circle) => `A circle: ${circle.join(' → ')}`))
  for (const problem of problems) console.error(`  ${problem}`)
  return problems
}

function sourceFiles(): string[] {
  return ['apps', 'packages', 'scripts', 'e2e', 'drills', 'bench', 'integrations'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter((file) => /\.(ts|tsx)$/.test(file) && !/(^|\/)(node_modules|dist)\//.test(file)),
  )
}

function importsOf(file: string): Import[] {
  const { module } = parseSync(file, readFileSync(join(root, file), 'utf8'))
  const found: Import[] = []
  const add = (specifier: string, typeOnly: boolean) => {
    const to = specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)) : packages[specifier]
    if (to !== undefined) found.push({ from: file, to, typeOnly })
  }
  for (const one of module.staticImports)
    add(one.moduleRequest.value, one.entries.length > 0 && one.entries.every((entry) => entry.isType))
  for (const one of module.staticExports) {
    for (const entry of one.entries) if (entry.moduleRequest) add(entry.moduleRequest.value, entry.isType)
  }
  const source = readFileSync(join(root, file), 'utf8')
  for (const one of module.dynamicImports) {
    const specifier = /^['"](.+)['"]$/.exec(source.slice(one.moduleRequest.start, one.moduleRequest.end))?.[1]
    if (specifier) add(specifier, false)
  }
  return found
}

/** Each circle once, as the files on the way round. */
function circles(imports: Import[]): string[][] {
  const next = Map.groupBy(imports, (one) => one.from)
  const done = new Set<string>()
  const found: string[][] = []
  function visit(file: string, path: string[]) {
    const at = path.indexOf(file)
    if (at >= 0) return void found.push([...path.slice(at), file])
    if (done.has(file)) return
    for (const { to } of next.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return found
}
