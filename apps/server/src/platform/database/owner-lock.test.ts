import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DataFolderInUse } from './embedded-errors.ts'
import { lockDataFolder, type OwnerLock } from './owner-lock.ts'
import { identify } from './process-identity.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minichat-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const probe = () => join(folder, 'owner.sock')
const take = () => lockDataFolder(folder, probe())
const leave = (claim: object) => writeFile(join(folder, 'minichat.lock'), JSON.stringify(claim))
/** This process under its own number but with another start: what its pid looks like after it was given out again. */
const earlierRun = () => ({ ...identify(process.pid), startedAt: '1', token: 'old', probe: probe() })

test('a lock is given back whole', async () => {
  const lock = await take()
  await expect(take()).rejects.toBeInstanceOf(DataFolderInUse)
  await lock.release()
  expect(await readdir(folder)).toEqual([])
})

test.each([
  ['a process whose number was given out again', earlierRun],
  ['another boot or container where nobody answers', () => ({ ...earlierRun(), world: 'elsewhere' })],
])('the lock of %s is taken over, by one of many', async (_name, claim) => {
  for (let round = 0; round < 20; round += 1) {
    await leave({ ...claim(), token: `old-${round}` })
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, take))
    const winners = attempts.filter(
      (attempt): attempt is PromiseFulfilledResult<OwnerLock> => attempt.status === 'fulfilled',
    )
    expect(winners).toHaveLength(1)
    expect(await readdir(folder)).toEqual(['minichat.lock'])
    await winners[0]?.value.release()
  }
})

test("a server that was killed while it took a lock over is in nobody's way", async () => {
  await leave(earlierRun())
  await writeFile(join(folder, 'minichat.lock.after-old'), JSON.stringify({ ...earlierRun(), token: 'taker' }))
  await (await take()).release()
  expect(await readdir(folder)).toEqual([])
})

test('an owner in another container counts as long as it answers', async () => {
  const claim = { ...earlierRun(), world: 'elsewhere' }
  await leave(claim)
  const owner = createServer()
  await new Promise<void>((resolve) => owner.listen(probe(), resolve))
  await expect(take()).rejects.toBeInstanceOf(DataFolderInUse)
  await new Promise((resolve) => owner.close(resolve))
  await (await take()).release()
})

test('a lock that a crash of the machine has emptied is taken over', async () => {
  await writeFile(join(folder, 'minichat.lock'), '')
  const lock = await take()
  expect(JSON.parse(await readFile(join(folder, 'minichat.lock'), 'utf8'))).toMatchObject({ pid: process.pid })
  await lock.release()
})
