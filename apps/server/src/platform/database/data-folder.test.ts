import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BrokenDataFolder } from './embedded-errors.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }
let parent: string
let dataDir: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'minichat-folder-'))
  dataDir = join(parent, 'data')
})
afterEach(() => rm(parent, { recursive: true, force: true }))

describe('a folder that can not be used is refused and stays as it is', () => {
  const cases: [string, (folder: string) => Promise<void>, RegExp][] = [
    ['other files', (folder) => writeFile(join(folder, 'notes.txt'), 'mine'), /not empty.*notes\.txt/],
    ['another major version', (folder) => writeFile(join(folder, 'PG_VERSION'), '14\n'), /written by PostgreSQL 14/],
    ['half a database', (folder) => writeFile(join(folder, 'PG_VERSION'), '18\n'), /pg_control is missing/],
  ]
  test.each(cases)('%s', async (_name, spoil, message) => {
    await mkdir(join(dataDir, 'postgres'), { recursive: true })
    await spoil(join(dataDir, 'postgres'))
    const before = await treeOf(dataDir)
    const refusal = await startEmbeddedPostgres({ dataDir, log }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(BrokenDataFolder)
    expect((refusal as Error).message).toMatch(message)
    expect((refusal as Error).message).toContain(join(dataDir, 'postgres'))
    expect(await treeOf(dataDir)).toBe(before)
  })

  test('a file in its place', async () => {
    await writeFile(dataDir, 'a file')
    await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toBeInstanceOf(BrokenDataFolder)
    expect(await readFile(dataDir, 'utf8')).toBe('a file')
  })
})

/** Everything in a folder: names, modes, sizes, times and content. */
async function treeOf(folder: string): Promise<string> {
  const lines: string[] = []
  for (const entry of (await readdir(folder, { recursive: true, withFileTypes: true })).sort()) {
    const path = join(entry.parentPath, entry.name)
    const { mode, size, mtimeMs, uid } = await stat(path)
    lines.push(
      [
        path,
        mode,
        size,
        mtimeMs,
        uid,
        entry.isFile()
          ? createHash('sha256')
              .update(await readFile(path))
              .digest('hex')
          : '',
      ].join(' '),
    )
  }
  return lines.join('\n')
}
