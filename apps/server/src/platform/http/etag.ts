import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Gives the answer an ETag made of its data alone (the envelope's time and request id differ each time) and tells
 * whether the client has it already.
 */
export function notModified(request: FastifyRequest, reply: FastifyReply, data: unknown): boolean {
  const tag = `"${createHash('sha1').update(JSON.stringify(data)).digest('base64url')}"`
  reply.header('etag', tag)
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache')
  const known = request.headers['if-none-match']
  return known?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag) ?? false
}
