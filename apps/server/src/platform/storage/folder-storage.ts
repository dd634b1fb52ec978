import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { reached } from './reached.ts'
import type { FileStorage } from './storage.ts'
import { assertKey } from './storage-key.ts'

/** Files in a folder, for its owner alone. Several servers can share it when it is mounted in all of them. */
export function createFolderStorage(root: string): FileStorage {
  const pathOf = (key: string) => {
    assertKey(key)
    return join(root, key)
  }
  return {
    put: (key, bytes) =>
      reached(async () => {
        const path = pathOf(key)
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        const part = `${path}.${randomBytes(6).toString('hex')}.part`
        try {
          await writeThrough(part, bytes)
          await rename(part, path)
        } catch (error) {
          await rm(part, { force: true })
          throw error
        }
        await syncFolder(dirname(path))
      }),
    get: (key) => reached(() => readFile(pathOf(key)).catch(nullWhenMissing)),
    remove: (key) => reached(() => rm(pathOf(key), { force: true })),
    close() {},
  }
}

async function writeThrough(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The name is in the folder, and that has to be on the disk as well. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
