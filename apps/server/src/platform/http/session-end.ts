import type { FastifyRequest } from 'fastify'
import type { Hub } from '../realtime/hub.ts'
import type { EventStream } from './sse.ts'

/** Told when a sign-in session ends, so that its open streams end with it. */
export const sessionEndTopic = (sessionId: string) => `session-end:${sessionId}`

/** Ends the stream at once when the sign-in session behind the request ends. */
export function endWithSession(hub: Hub, request: FastifyRequest, stream: EventStream): void {
  if (!request.sessionId) return
  stream.onEnd(hub.subscribe(sessionEndTopic(request.sessionId), () => stream.end()))
}
