import type { FastifyRequest } from 'fastify'
import type { Hub } from '../realtime/hub.ts'
import type { CallerKey } from './authorise.ts'

/** Told when a sign-in session ends, so that its open streams and polls end with it. */
export const sessionEndTopic = (sessionId: string) => `session-end:${sessionId}`

/** Told when an API key is revoked. */
export const keyEndTopic = (keyId: string) => `key-end:${keyId}`

const lookEveryMs = 5000
const streamsBySession = new Map<string, number>()

/** Sign-in sessions that hold a stream or a poll open in this process. */
export const sessionsWithStreams = () => [...streamsBySession.keys()]

/**
 * Calls `end` at once when the sign-in session or the API key behind the request ends.
 * @returns what is to be called when the stream or the poll has ended, for whatever reason.
 */
export function endWithSession(hub: Hub, { sessionId, apiKey }: FastifyRequest, end: () => void): () => void {
  const leaveKey = apiKey ? endWithKey(hub, apiKey, end) : () => {}
  if (!sessionId) return leaveKey
  streamsBySession.set(sessionId, (streamsBySession.get(sessionId) ?? 0) + 1)
  const unsubscribe = hub.subscribe(sessionEndTopic(sessionId), end)
  return () => {
    leaveKey()
    unsubscribe()
    const left = (streamsBySession.get(sessionId) ?? 1) - 1
    if (left > 0) streamsBySession.set(sessionId, left)
    else streamsBySession.delete(sessionId)
  }
}

/** A key ends by being revoked, which is told, or by its time, which is looked for. */
function endWithKey(hub: Hub, key: CallerKey, end: () => void): () => void {
  const unsubscribe = hub.subscribe(keyEndTopic(key.id), end)
  const timer = setInterval(() => {
    // When the database is away for a moment, nobody can be served meanwhile either.
    key.isAlive().then(
      (isAlive) => isAlive || end(),
      () => {},
    )
  }, lookEveryMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    unsubscribe()
  }
}
