/** What a server needs in its environment to be looked into from outside. */
export const inspectable = { NODE_OPTIONS: '--inspect=127.0.0.1:0' }

const answerWithinMs = 30_000

/** Looks into a server that was started inspectable. @param output what it has said so far. */
export async function inspect(output: string) {
  const address = /Debugger listening on (ws:\S+)/.exec(output)?.[1]
  if (!address) throw new Error('The server has not said where it can be looked into.')
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  let calls = 0
  const waiting = new Map<number, (result: { result?: { value?: unknown } }) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result: { result?: { value?: unknown } } }
    waiting.get(id ?? 0)?.(result)
  })
  async function call(method: string, params: object = {}) {
    const id = (calls += 1)
    const { promise, resolve, reject } = Promise.withResolvers<{ result?: { value?: unknown } }>()
    waiting.set(id, resolve)
    const timer = setTimeout(() => reject(new Error(`${method} was not answered.`)), answerWithinMs)
    socket.send(JSON.stringify({ id, method, params }))
    return promise.finally(() => {
      clearTimeout(timer)
      waiting.delete(id)
    })
  }
  return {
    /** What is in use once all that is not has been thrown away. */
    async heapBytes(): Promise<number> {
      // Once more for what the first time only finalised.
      for (let round = 0; round < 2; round += 1) await call('HeapProfiler.collectGarbage')
      const { result } = await call('Runtime.evaluate', { expression: 'process.memoryUsage().heapUsed' })
      return Number(result?.value)
    },
    close: () => socket.close(),
  }
}
