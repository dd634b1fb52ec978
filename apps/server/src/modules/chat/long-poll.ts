import type { FastifyReply } from 'fastify'

/** After the first event, others that belong to it may follow at once: one answer for all of them. */
const gatherMs = 30

/**
 * Collects what a follower sends until there is something, or the time is up, or the client has gone. A follower that
 * may not go on calls `end`: nothing is answered, at once, and the next request is told what exactly is refused.
 * @throws whatever stopped the follower.
 */
export async function waitForEvents<T>(
  reply: FastifyReply,
  waitMs: number,
  follow: (
    send: (event: T) => void,
    fail: (error: unknown) => void,
    end: () => void,
  ) => { ready: Promise<unknown>; stop: () => void },
): Promise<T[]> {
  const events: T[] = []
  let isEnded = false
  let timer: NodeJS.Timeout | undefined
  let following: ReturnType<typeof follow> | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      const send = (event: T) => {
        events.push(event)
        setTimeout(resolve, gatherMs)
      }
      const end = () => {
        isEnded = true
        resolve()
      }
      following = follow(send, reject, end)
      timer = setTimeout(resolve, waitMs)
      reply.raw.once('close', resolve)
      following.ready.then(() => {
        if (events.length > 0 || waitMs === 0) resolve()
      }, reject)
    })
    // What was there at the beginning must be whole before it is answered, also when there was no time to wait.
    await following?.ready
    return isEnded ? [] : events
  } finally {
    clearTimeout(timer)
    following?.stop()
  }
}
