import { lstat, mkdir, mkdtemp, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPostgresBinaries } from './postgres-binaries.ts'

let folder: string
let lib: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minichat-binaries-'))
  lib = join(folder, 'native', 'lib')
  await mkdir(lib, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ version: '18.4.0-beta.17' }))
  await writeFile(join(lib, 'libpq.so.5.18'), 'library')
  const links = ['libpq.so', 'libpq.so.5'].map((name) => ({
    source: 'native/lib/libpq.so.5.18',
    target: `native/lib/${name}`,
  }))
  await writeFile(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('library links that an install without scripts left out are restored, by several servers at once', async () => {
  const found = await Promise.all(Array.from({ length: 8 }, () => findPostgresBinaries(folder)))
  expect(found[0]).toMatchObject({ major: 18, initdb: join(folder, 'native', 'bin', 'initdb') })
  expect(await readlink(join(lib, 'libpq.so'))).toBe('libpq.so.5.18')
  expect((await readdir(lib)).sort()).toEqual(['libpq.so', 'libpq.so.5', 'libpq.so.5.18'])
})

test('links that are there stay, wrong ones are put right, and copies of the library will do', async () => {
  await symlink('libpq.so.5.18', join(lib, 'libpq.so'))
  await symlink('libpq.so.5.17', join(lib, 'libpq.so.5'))
  const before = (await lstat(join(lib, 'libpq.so'))).ino
  await findPostgresBinaries(folder)
  expect((await lstat(join(lib, 'libpq.so'))).ino).toBe(before)
  expect(await readlink(join(lib, 'libpq.so.5'))).toBe('libpq.so.5.18')

  await rm(join(lib, 'libpq.so'))
  await writeFile(join(lib, 'libpq.so'), 'library')
  await findPostgresBinaries(folder)
  expect((await lstat(join(lib, 'libpq.so'))).isFile()).toBe(true)
})
