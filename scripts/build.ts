import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { root, run } from './tools.ts'

type Part = { name: string; inputs: string[]; dist: string; build: () => Promise<void> }

const shared = ['packages/contracts/src', 'packages/client/src', 'package-lock.json', 'tsconfig.base.json']
const parts: Part[] = [
  {
    name: 'widget',
    inputs: ['apps/widget/src', 'apps/widget/build.ts', ...shared],
    dist: 'apps/widget/dist',
    build: () => run('apps/widget/build.ts'),
  },
  {
    name: 'dashboard',
    inputs: [
      'apps/dashboard/src',
      'apps/dashboard/public',
      'apps/dashboard/index.html',
      'apps/dashboard/vite.config.ts',
      ...shared,
    ],
    dist: 'apps/dashboard/dist',
    build: async () => {
      await run('node_modules/vite/bin/vite.js', ['build', 'apps/dashboard', '--logLevel', 'warn'])
      await run('apps/dashboard/check-size.ts')
    },
  },
]

/** Builds what has changed since it was built; with nothing to do it takes some milliseconds. */
for (const part of parts) {
  const stamp = join(root, part.dist, '.built')
  const state = await stateOf(part.inputs)
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === state) continue
  console.log(`Building the ${part.name} …`)
  await part.build()
  await compressAll(join(root, part.dist))
  await mkdir(join(root, part.dist), { recursive: true })
  await writeFile(stamp, state)
}

/** A hash over names and contents: times of files differ in each clone. */
async function stateOf(inputs: string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const input of inputs)
    for (const file of await filesIn(join(root, input)))
      hash.update(file.slice(root.length)).update(await readFile(file))
  return hash.digest('hex')
}

async function filesIn(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null)
  if (!found) return []
  if (!found.isDirectory()) return [path]
  const entries = (await readdir(path)).sort()
  return (await Promise.all(entries.map((entry) => filesIn(join(path, entry))))).flat()
}

/** Beside each text file, its compressed forms: the server sends them as they are. */
async function compressAll(folder: string): Promise<void> {
  const texts = (await filesIn(folder)).filter((file) => /\.(js|css|html|svg|json|txt)$/.test(file))
  await Promise.all(
    texts.map(async (file) => {
      const content = await readFile(file)
      if (content.length < 1024) return
      const parameters = { [constants.BROTLI_PARAM_QUALITY]: 11 }
      await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params: parameters }))
      await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
    }),
  )
}
