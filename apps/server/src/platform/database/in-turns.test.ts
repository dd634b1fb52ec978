import { expect, test } from 'vitest'
import type { Tx } from './database.ts'
import { inTurns } from './in-turns.ts'

const workspaceId = '0199c0de-7000-7000-8000-000000000001'

test('so many run at once, in the order in which they came, and one that fails gives its turn on', async () => {
  let running = 0
  let most = 0
  const begun: number[] = []
  const begin = <T>(_: string, work: (tx: Tx) => Promise<T>) => work({} as never)
  const db = inTurns({ transaction: begin, snapshot: begin }, 2)
  const run = (at: number) =>
    db[at % 2 === 0 ? 'transaction' : 'snapshot'](workspaceId, async () => {
      begun.push(at)
      most = Math.max(most, (running += 1))
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      if (at % 3 === 0) throw new Error('failed')
      return at
    })
  const results = await Promise.allSettled(Array.from({ length: 9 }, (_, at) => run(at)))
  expect(most).toBe(2)
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => at % 3 !== 0),
  )
  await expect(run(1)).resolves.toBe(1)
})
