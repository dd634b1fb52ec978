import type { Database } from './database.ts'

type Transactions = Pick<Database, 'transaction' | 'snapshot'>

/**
 * The same database for those who can wait: so many of their transactions at most run at once. The others want no
 * connection yet, so that a flood of them neither keeps others from one nor runs out of time waiting for one.
 */
export function inTurns(db: Transactions, atOnce: number): Transactions {
  let running = 0
  const waiting = new Set<() => void>()

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running < atOnce) running += 1
    else await new Promise<void>((resolve) => waiting.add(resolve))
    try {
      return await work()
    } finally {
      // The turn goes from one to the next.
      const [next] = waiting
      if (next) {
        waiting.delete(next)
        next()
      } else running -= 1
    }
  }

  return {
    transaction: (workspaceId, work) => inTurn(() => db.transaction(workspaceId, work)),
    snapshot: (workspaceId, work) => inTurn(() => db.snapshot(workspaceId, work)),
  }
}
