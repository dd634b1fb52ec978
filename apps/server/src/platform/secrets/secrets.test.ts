import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { readOrMakeKeyRing } from './master-key.ts'
import { createSecrets } from './secrets.ts'

test('what is sealed can be opened with the same key and for the same place only', () => {
  const key = randomBytes(32)
  const place = { workspaceId: newId(), column: 'workspaces.key' }
  const sealed = createSecrets(key).seal('sk-secret ความลับ', place)
  expect(sealed).not.toContain('sk-secret')
  expect(createSecrets(key).open(sealed, place)).toBe('sk-secret ความลับ')
  expect(createSecrets(key).seal('sk-secret ความลับ', place)).not.toBe(sealed)
  expect(() => createSecrets(randomBytes(32)).open(sealed, place)).toThrow('another key')
  expect(() => createSecrets(key).open(sealed, { ...place, workspaceId: newId() })).toThrow('unable to authenticate')
  expect(() => createSecrets(key).open(sealed, { ...place, workspaceId: null })).toThrow('unable to authenticate')
  expect(() => createSecrets(key).open(sealed, { ...place, column: 'workspaces.other' })).toThrow('authenticate')
})

test('a sealed text opens no longer when any part of it is changed, cut short or taken from another', () => {
  const secrets = createSecrets(randomBytes(32))
  const place = { workspaceId: null, column: 'a' }
  const sealed = secrets.seal('one', place)
  const other = secrets.seal('two', place).split('.')
  const changed = (part: number, to: (text: string) => string) =>
    sealed
      .split('.')
      .map((text, at) => (at === part ? to(text) : text))
      .join('.')
  for (const part of [2, 3]) {
    for (const at of [0, 20, 38]) {
      const flip = (text: string) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
      expect(() => secrets.open(changed(part, flip), place)).toThrow()
    }
    expect(() =>
      secrets.open(
        changed(part, (text) => text.slice(0, 8)),
        place,
      ),
    ).toThrow('too short')
    expect(() =>
      secrets.open(
        changed(part, (text) => text.slice(0, -4)),
        place,
      ),
    ).toThrow()
    expect(() =>
      secrets.open(
        changed(part, () => other[part] ?? ''),
        place,
      ),
    ).toThrow()
  }
  expect(() =>
    secrets.open(
      changed(0, () => 's9'),
      place,
    ),
  ).toThrow('not a sealed secret')
  expect(() => secrets.open('', place)).toThrow('not a sealed secret')
  expect(secrets.open(sealed, place)).toBe('one')
})

test('with a new key, what the old one sealed and signed still holds, and the new one is used from then on', () => {
  const [older, old, current] = [randomBytes(32), randomBytes(32), randomBytes(32)]
  const place = { workspaceId: newId(), column: 'a' }
  const before = createSecrets(old)
  const both = createSecrets({ current, old: [old, older] })
  const after = createSecrets(current)
  const sealed = before.seal('x', place)
  const signature = before.sign('visitor', 'text')
  expect(both.open(sealed, place)).toBe('x')
  expect(both.verify('visitor', 'text', signature)).toBe(true)
  expect(both.open(createSecrets(older).seal('y', place), place)).toBe('y')

  expect(sealed.startsWith(before.currentPrefix)).toBe(true)
  expect(sealed.startsWith(both.currentPrefix)).toBe(false)
  expect(after.open(both.seal('z', place), place)).toBe('z')
  expect(after.verify('visitor', 'text', both.sign('visitor', 'text'))).toBe(true)
  expect(() => after.open(sealed, place)).toThrow('another key')
  expect(after.verify('visitor', 'text', signature)).toBe(false)
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
  const file = join(folder, 'secret.key')
  const [one, two] = await Promise.all([readOrMakeKeyRing(folder), readOrMakeKeyRing(folder)])
  expect(one).toEqual(two)
  expect(await readOrMakeKeyRing(folder)).toEqual(one)
  expect((await stat(file)).mode & 0o777).toBe(0o600)

  const added = randomBytes(32)
  await writeFile(file, `${added.toString('base64')}\n${await readFile(file, 'utf8')}`)
  expect(await readOrMakeKeyRing(folder)).toEqual({ current: added, old: [one.current] })

  for (const damaged of ['damaged', '', `${added.toString('base64')}\ndamaged\n`]) {
    await writeFile(file, damaged)
    await expect(readOrMakeKeyRing(folder)).rejects.toThrow('not overwritten')
    expect(await readFile(file, 'utf8')).toBe(damaged)
  }
})
