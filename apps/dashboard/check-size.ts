import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

/** The first page after sign-in may weigh this much: brotli bytes of the JS and CSS that the chats page needs. */
const budgetBytes = 200_000
const firstPage = ['index.html', 'src/app/AppFrame.tsx', 'src/features/chats/ChatsPage.tsx']

type Chunk = { file: string; css?: string[]; imports?: string[] }
const dist = new URL('./dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<string, Chunk>

function filesOf(key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`The manifest has no ${key}; build first, or name the chunk anew in check-size.ts.`)
  if (seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const css of chunk.css ?? []) seen.add(css)
  for (const imported of chunk.imports ?? []) filesOf(imported, seen)
  return seen
}

const files = firstPage.reduce((seen, key) => filesOf(key, seen), new Set<string>())
const sizes = [...files].map((file) => ({ file, bytes: brotliCompressSync(readFileSync(new URL(file, dist))).length }))
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)

for (const { file, bytes } of sizes.sort((a, b) => b.bytes - a.bytes))
  console.log(`${String(bytes).padStart(8)}  ${file}`)
console.log(`${String(total).padStart(8)}  first page after sign-in, of ${budgetBytes} allowed`)
if (total > budgetBytes) process.exit(1)
