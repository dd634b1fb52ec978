import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type KeyRing, parseKey } from './key-ring.ts'

/**
 * The master keys of this installation, from `secret.key` in the data folder: the current one in the first line, old
 * ones below. Made there the first time. Two processes that start at once get the same one.
 * @throws Error when a line is not 32 bytes in base64: overwriting it would lose every sealed secret.
 */
export async function readOrMakeKeyRing(dataDir: string): Promise<KeyRing> {
  const path = join(dataDir, 'secret.key')
  const known = await readKeys(path)
  if (known) return known
  await mkdir(dataDir, { recursive: true })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  // link() fails where the name is taken: the first one stays.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(draft)
  const made = await readKeys(path)
  if (!made) throw new Error(`${path} vanished while it was being made.`)
  return made
}

async function readKeys(path: string): Promise<KeyRing | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const [current, ...old] = text.trim().split(/\s+/).map(parseKey)
  if (!current || old.includes(null)) {
    throw new Error(
      `${path} does not hold a key (32 bytes in base64). Bring the right file back from a backup; it is not overwritten.`,
    )
  }
  return { current, old: old as Buffer[] }
}
