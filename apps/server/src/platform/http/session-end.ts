import type { FastifyRequest } from 'fastify'
import type { Hub } from '../realtime/hub.ts'
import type { EventStream } from './sse.ts'

/** Told when a sign-in session ends, so that its open streams end with it. */
export const sessionEndTopic = (sessionId: string) => `session-end:${sessionId}`

const streamsBySession = new Map<string, number>()

/** Sign-in sessions that hold a stream open in this process. */
export const sessionsWithStreams = () => [...streamsBySession.keys()]

/** Ends the stream at once when the sign-in session behind the request ends. */
export function endWithSession(hub: Hub, request: FastifyRequest, stream: EventStream): void {
  const { sessionId } = request
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
