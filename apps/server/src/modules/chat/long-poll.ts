import type { FastifyReply } from 'fastify'

/** After the first event, others that belong to it may follow at once: one answer for all of them. */
const gatherMs = 30

/**
 * Collects what a follower sends until there is something, or the time is up, or the client has gone.
 * @throws whatever stopped the follower.
 */
export async function waitForEvents<T>(
  reply: FastifyReply,
  waitMs: number,
  follow: (send: (event: T) => void, fail: (error: unknown) => void) => { ready: Promise<unknown>; stop: () => void },
): Promise<T[]> {
  const events: T[] = []
  let timer: NodeJS.Timeout | undefined
  let following: ReturnType<typeof follow> | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      following = follow((event) => {
        events.push(event)
        setTimeout(resolve, gatherMs)
      }, reject)
      timer = setTimeout(resolve, waitMs)
      reply.raw.once('close', resolve)
      following.ready.then(() => {
        if (events.length > 0 || waitMs === 0) resolve()
      }, reject)
    })
    // What was there at the beginning must be whole before it is answered, also when there was no time to wait.
    await following?.ready
    return events
  } finally {
    clearTimeout(timer)
    following?.stop()
  }
}
