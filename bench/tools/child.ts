import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Starts a process of the bench that takes orders; it ends when it is disconnected. */
export const startClient = (file: URL): ChildProcess =>
  fork(fileURLToPath(file), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })

const answerWithinMs = 120_000

/**
 * Gives an order and waits for what it says next.
 * @throws AbortError when it says nothing for two minutes.
 */
export async function ask(child: ChildProcess, order: object | string): Promise<unknown> {
  const answer = once(child, 'message', { signal: AbortSignal.timeout(answerWithinMs) })
  child.send(order)
  return (await answer)[0]
}

/** In bytes, after what nobody needs has gone. The child needs --expose-gc. */
export async function heapUsedBy(child: ChildProcess): Promise<number> {
  return ((await ask(child, 'heap')) as { heapUsed: number }).heapUsed
}
