import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { type BuildOptions, context, type Plugin, transform } from 'esbuild'
import { minify } from 'terser'
import { assertInternal, internalNames } from './internal-names.ts'

/** Brotli bytes that may never be exceeded: the widget is a guest on somebody's page. */
const budgets = { loader: 6000, total: 30_000 }
const here = import.meta.dirname
const { version } = JSON.parse(await readFile(join(here, 'package.json'), 'utf8')) as { version: string }
const outDir = join(here, 'dist')

export type Manifest = {
  loader: string
  panel: string
  /** Brotli-11, as served. */
  bytes: { loader: number; panel: number }
}

const target = ['chrome92', 'firefox90', 'safari15.4']

/** `import { css } from './x.css'` gives the minified text: styles live in the shadow root, not in a file of their own. */
const cssText: Plugin = {
  name: 'css-text',
  setup: (build) => {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target })
      return { contents: `export const css = ${JSON.stringify(code.trim())}`, loader: 'js' }
    })
  },
}

const common = {
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  target,
  charset: 'utf8',
  legalComments: 'none',
  plugins: [cssText],
  logLevel: 'warning',
} as const satisfies BuildOptions

/**
 * Writes dist/widget.js, dist/panel-<hash>.js and dist/manifest.json. Where the server serves them from is known to the
 * loader: the panel beside itself under `widget/`.
 * @param watch builds again on each change, until the process ends.
 * @throws when a bundle is over its budget (not while watching).
 */
export async function build({ watch = false } = {}): Promise<Manifest> {
  const panelFile = await writePanel()
  const manifest = await writeLoader(panelFile)
  report(manifest, watch)
  if (watch) await watchAll()
  return manifest
}

async function bundle(options: BuildOptions): Promise<string> {
  const made = await context({ ...common, ...options })
  try {
    const { outputFiles } = await made.rebuild()
    return minifiedOnceMore(outputFiles?.[0]?.text ?? '')
  } finally {
    await made.dispose()
  }
}

/** Finds 4 % more than esbuild alone. It only shortens: esbuild has lowered the syntax before. */
async function minifiedOnceMore(code: string): Promise<string> {
  const { code: shorter } = await minify(code, { ecma: 2020, compress: { passes: 3 }, mangle: true })
  return shorter ?? ''
}

async function writePanel(): Promise<string> {
  assertInternal()
  const mangleProps = new RegExp(`^(${internalNames.join('|')})$`)
  const code = await bundle({ entryPoints: [join(here, 'src/panel/panel.ts')], mangleProps })
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 10)
  const name = `panel-${hash}.js`
  await mkdir(outDir, { recursive: true })
  for (const old of await readdir(outDir))
    if (old.startsWith('panel-') && !old.startsWith(name)) await rm(join(outDir, old))
  await writeFile(join(outDir, name), code)
  return name
}

async function writeLoader(panel: string): Promise<Manifest> {
  const code = await bundle({
    entryPoints: [join(here, 'src/loader/loader.ts')],
    define: { PANEL_FILE: JSON.stringify(panel), VERSION: JSON.stringify(version) },
  })
  await writeFile(join(outDir, 'widget.js'), code)
  const bytes = { loader: brotliBytes(code), panel: brotliBytes(await readFile(join(outDir, panel), 'utf8')) }
  const manifest: Manifest = { loader: 'widget.js', panel, bytes }
  await writeFile(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

const brotliBytes = (code: string) =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).byteLength

function report({ bytes }: Manifest, isLenient: boolean): void {
  const total = bytes.loader + bytes.panel
  console.log(
    `widget: loader ${bytes.loader} B of ${budgets.loader}, with panel ${total} B of ${budgets.total} (brotli)`,
  )
  if (!isLenient && (bytes.loader > budgets.loader || total > budgets.total)) {
    throw new Error('The widget is over its byte budget.')
  }
}

async function watchAll(): Promise<void> {
  const again: Plugin = {
    name: 'again',
    setup: (build) => {
      build.onEnd(async ({ errors }) => {
        if (errors.length === 0) report(await writeLoader(await writePanel()), true)
      })
    },
  }
  const entryPoints = [join(here, 'src/loader/loader.ts'), join(here, 'src/panel/panel.ts')]
  const watching = await context({
    ...common,
    entryPoints,
    outdir: outDir,
    define: { PANEL_FILE: '""', VERSION: '""' },
    plugins: [cssText, again],
  })
  await watching.watch()
}

if (import.meta.main) {
  try {
    await build({ watch: process.argv.includes('--watch') })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
