import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { readOrMakeMasterKey } from './master-key.ts'
import { createSecrets } from './secrets.ts'

test('what is sealed can be opened with the same key only, and not after a change', () => {
  const key = randomBytes(32)
  const place = { workspaceId: newId(), column: 'workspaces.key' }
  const sealed = createSecrets(key).seal('sk-secret', place)
  expect(sealed).not.toContain('sk-secret')
  expect(createSecrets(key).open(sealed, place)).toBe('sk-secret')
  expect(createSecrets(key).seal('sk-secret', place)).not.toBe(sealed)
  expect(() => createSecrets(randomBytes(32)).open(sealed, place)).toThrow('another key')
  expect(() => createSecrets(key).open(sealed, { ...place, workspaceId: newId() })).toThrow()
  expect(() => createSecrets(key).open(sealed, { ...place, column: 'workspaces.other' })).toThrow()
  const parts = sealed.split('.')
  parts[3] = Buffer.from((parts[3] ?? '').replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))).toString()
  expect(() => createSecrets(key).open(parts.join('.'), place)).toThrow()
})

test('a signature holds for its purpose and text alone', () => {
  const secrets = createSecrets(randomBytes(32))
  const signature = secrets.sign('visitor', 'a')
  expect(secrets.verify('visitor', 'a', signature)).toBe(true)
  expect(secrets.verify('visitor', 'b', signature)).toBe(false)
  expect(secrets.verify('other', 'a', signature)).toBe(false)
  expect(secrets.verify('visitor', 'a', '')).toBe(false)
})

test('the master key is made once, for its owner alone, and a damaged one is not overwritten', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'minichat-key-'))
  const [one, two] = await Promise.all([readOrMakeMasterKey(folder), readOrMakeMasterKey(folder)])
  expect(one).toEqual(two)
  expect(await readOrMakeMasterKey(folder)).toEqual(one)
  expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600)
  await writeFile(join(folder, 'secret.key'), 'damaged')
  await expect(readOrMakeMasterKey(folder)).rejects.toThrow('not overwritten')
  expect(await readFile(join(folder, 'secret.key'), 'utf8')).toBe('damaged')
})
