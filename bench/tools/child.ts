import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Starts a process of the bench that takes orders; it ends when it is disconnected. */
export const startClient = (file: URL): ChildProcess =>
  fork(fileURLToPath(file), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })

/** Gives an order and waits for what it says next. */
export async function ask(child: ChildProcess, order: object | string): Promise<unknown> {
  child.send(order)
  return (await once(child, 'message'))[0]
}

/** In bytes, after what nobody needs has gone. The child needs --expose-gc. */
export async function heapUsedBy(child: ChildProcess): Promise<number> {
  return ((await ask(child, 'heap')) as { heapUsed: number }).heapUsed
}
