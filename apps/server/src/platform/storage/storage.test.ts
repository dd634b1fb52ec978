import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFakeS3 } from '../../testing/fake-s3.ts'
import { createStorage, type FileStorage } from './storage.ts'

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-real/secret+key' }
const bucket = 'minichat-files'
let folder: string
let s3: Awaited<ReturnType<typeof startFakeS3>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minichat-storage-'))
  s3 = await startFakeS3(bucket, credentials)
})
afterAll(async () => {
  await s3.stop()
  await rm(folder, { recursive: true, force: true })
})

const inS3 = (more: object = {}) =>
  createStorage({
    kind: 's3',
    bucket,
    prefix: 'office/',
    region: 'eu-central-1',
    endpoint: s3.url,
    credentials,
    ...more,
  })
const makers: [string, () => FileStorage][] = [
  ['a folder', () => createStorage({ kind: 'folder', path: join(folder, 'files') })],
  ['S3', () => inS3()],
]

describe.each(makers)('%s', (_, make) => {
  test('gives back each byte of what was put there, until it is removed, which can be done twice', async () => {
    const storage = make()
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => (at * 7) % 256))
    await storage.put('knowledge/one/two', bytes)
    await storage.put('knowledge/one/three', Buffer.from('other'))
    expect((await storage.get('knowledge/one/two'))?.equals(bytes)).toBe(true)
    await storage.put('knowledge/one/two', Buffer.from('newer'))
    expect(String(await storage.get('knowledge/one/two'))).toBe('newer')
    await storage.remove('knowledge/one/two')
    await storage.remove('knowledge/one/two')
    expect(await storage.get('knowledge/one/two')).toBeNull()
    expect(String(await storage.get('knowledge/one/three'))).toBe('other')
    storage.close()
  })

  test.each(['../secret.key', '/etc/passwd', 'a/../../b', 'a//b', '', '.hidden', 'a\\b', 'a\0b'])(
    'takes no key that leads elsewhere: %j',
    async (key) => {
      const storage = make()
      await expect(storage.put(key, Buffer.from('x'))).rejects.toThrow(TypeError)
      await expect(storage.get(key)).rejects.toThrow(TypeError)
      storage.close()
    },
  )
})

test('files in a folder are for its owner alone, and nothing half written is left', async () => {
  const storage = createStorage({ kind: 'folder', path: join(folder, 'own') })
  await storage.put('knowledge/one/two', Buffer.from('words'))
  expect((await stat(join(folder, 'own/knowledge/one/two'))).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder, 'own/knowledge'))).mode & 0o777).toBe(0o700)
  expect(await readdir(join(folder, 'own/knowledge/one'))).toEqual(['two'])
})

test('a wrong secret is refused by the store, and what it says is an error that callers can act on', async () => {
  const before = s3.objects.size
  const storage = inS3({ credentials: { ...credentials, secretAccessKey: 'wrong' } })
  await expect(storage.put('knowledge/one/four', Buffer.from('x'))).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
  })
  expect(s3.refused.at(-1)).toBe('wrong signature')
  expect(s3.objects.size).toBe(before)
  storage.close()
})

test('a storage that is away says so, and works again when it is back', async () => {
  const storage = inS3()
  s3.state.isAway = true
  await expect(storage.get('knowledge/one/three')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  s3.state.isAway = false
  expect(await storage.get('knowledge/one/none')).toBeNull()
  storage.close()

  const file = join(folder, 'not-a-folder')
  await createStorage({ kind: 'folder', path: folder }).put('not-a-folder', Buffer.from('x'))
  await chmod(file, 0o400)
  await expect(createStorage({ kind: 'folder', path: file }).put('one', Buffer.from('x'))).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
  })
})
