import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../.cache/references', import.meta.url))

/** Other people's widgets as they publish them, with the page that their own documentation shows. */
export type Reference = {
  name: string
  /** Folder with the files that their page loads. */
  files: string
  /** @param at where the files are served. */
  page: (at: string) => { head?: string; body: string }
  /** What a visitor clicks, and what they then write into; null where nothing shows without the vendor's server. */
  opens: { launcher: string; field: string } | null
}

type Package = Omit<Reference, 'files'> & { spec: string; integrity: string }

const packages: Package[] = [
  {
    name: 'Typebot 0.10.7',
    spec: '@typebot.io/js@0.10.7',
    integrity: 'sha512-c5GKjgJlfSjOIhTm8kqohWE/daJeBWlnqK6Xi3AYlFu/3W0NkqsD+T6G+ehu2sDGv8po+FuMB/K6g12/zQVN2Q==',
    page: (at) => ({
      body: `<script type="module">
        import Typebot from '${at}/web.js'
        Typebot.initBubble({ typebot: 'my-typebot', apiHost: '${new URL(at).origin}' })
      </script>`,
    }),
    opens: null,
  },
  {
    name: 'n8n 1.37.0',
    spec: '@n8n/chat@1.37.0',
    integrity: 'sha512-V1EQxDp/+rW6o/5OZgbwDfgPJXG8Jrn3TIdq7Z/26QTP90Uo3g2gv8CMnaQcphdTQVR+K06X34DOCRHXa8Tqnw==',
    page: (at) => ({
      head: `<link href="${at}/style.css" rel="stylesheet" />`,
      body: `<script type="module">
        import { createChat } from '${at}/chat.bundle.es.js'
        createChat({ webhookUrl: '${new URL(at).origin}/webhook', loadPreviousSession: false })
      </script>`,
    }),
    opens: { launcher: '.chat-window-toggle', field: '.chat-window textarea' },
  },
]

/** Fetched from npm once, then kept in .cache/. What cannot be had is left out, and that is said. */
export async function findReferences(): Promise<Reference[]> {
  const found: Reference[] = []
  for (const { spec, integrity, ...rest } of packages) {
    const files = await unpacked(spec, integrity)
    if (files) found.push({ ...rest, files })
    else console.log(`${spec} could not be fetched: the widget is measured without it.`)
  }
  return found
}

/** npm checks what it unpacks against the registry; we check against what was looked at when this was written. */
async function unpacked(spec: string, integrity: string): Promise<string | null> {
  const folder = `${cache}/${spec.replace(/[@/]/g, '-')}`
  const dist = `${folder}/package/dist`
  if (await exists(dist)) return dist
  const making = `${folder}.${process.pid}`
  await mkdir(making, { recursive: true })
  const pack = spawnSync('npm', ['pack', spec, '--pack-destination', making, '--loglevel=error'], { encoding: 'utf8' })
  const archive = `${making}/${pack.stdout?.trim()}`
  const isRight = pack.status === 0 && (await hashOf(archive)) === integrity
  const isDone = isRight && spawnSync('tar', ['-xzf', archive, '-C', making]).status === 0
  if (isDone) await rename(making, folder)
  await rm(making, { recursive: true, force: true })
  return isDone ? dist : null
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

const hashOf = async (file: string) =>
  `sha512-${createHash('sha512')
    .update(await readFile(file))
    .digest('base64')}`
