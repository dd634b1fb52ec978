import type { FastifyRequest } from 'fastify'
import type { Hub } from '../realtime/hub.ts'
import type { CallerKey } from './authorise.ts'
import type { EventStream } from './sse.ts'

/** Told when a sign-in session ends, so that its open streams end with it. */
export const sessionEndTopic = (sessionId: string) => `session-end:${sessionId}`

/** Told when an API key is revoked. */
export const keyEndTopic = (keyId: string) => `key-end:${keyId}`

const lookEveryMs = 5000
const streamsBySession = new Map<string, number>()

/** Sign-in sessions that hold a stream open in this process. */
export const sessionsWithStreams = () => [...streamsBySession.keys()]

/** Ends the stream at once when the sign-in session or the API key behind the request ends. */
export function endWithSession(hub: Hub, request: FastifyRequest, stream: EventStream): void {
  const { sessionId, apiKey } = request
  if (apiKey) endWithKey(hub, apiKey, stream)
  if (!sessionId) return
  streamsBySession.set(sessionId, (streamsBySession.get(sessionId) ?? 0) + 1)
  const unsubscribe = hub.subscribe(sessionEndTopic(sessionId), () => stream.end())
  stream.onEnd(() => {
    unsubscribe()
    const left = (streamsBySession.get(sessionId) ?? 1) - 1
    if (left > 0) streamsBySession.set(sessionId, left)
    else streamsBySession.delete(sessionId)
  })
}

/** A key ends by being revoked, which is told, or by its time, which is looked for. */
function endWithKey(hub: Hub, key: CallerKey, stream: EventStream): void {
  const unsubscribe = hub.subscribe(keyEndTopic(key.id), () => stream.end())
  const timer = setInterval(() => {
    // When the database is away for a moment, nobody can be served meanwhile either.
    key.isAlive().then(
      (isAlive) => isAlive || stream.end(),
      () => {},
    )
  }, lookEveryMs)
  timer.unref()
  stream.onEnd(() => {
    clearInterval(timer)
    unsubscribe()
  })
}
