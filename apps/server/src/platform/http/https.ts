import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { AppError } from '../errors.ts'
import { trustOf } from './trusted-proxies.ts'

/**
 * In production, whoever asks for a page by http is sent to the address with https. A call of the API is refused: a
 * program that is redirected has sent its body in the clear, and would do so every time without anybody noticing. This
 * server itself speaks only http, so a proxy that is trusted has to tell; who comes past the known proxies came by http.
 * Without known proxies nobody can tell, and a redirect might lead in a circle.
 */
export function enforceHttps(app: FastifyInstance, config: Config): void {
  const { isProduction, publicUrl } = config
  const trust = trustOf(config.trustProxy)
  if (!isProduction || !publicUrl?.startsWith('https://') || !trust) return

  const cameByHttp = (request: FastifyRequest) =>
    trust(request.socket.remoteAddress ?? '', 0)
      ? 'x-forwarded-proto' in request.headers && request.protocol === 'http'
      : true

  app.addHook('onRequest', async (request, reply) => {
    // Those who look whether it lives are on this network, and follow no redirects.
    if (request.url.startsWith('/health/') || request.url === '/metrics') return
    if (!cameByHttp(request)) return
    if (request.url.startsWith('/api/')) throw new AppError('HTTPS_REQUIRED')
    return reply.redirect(publicUrl + request.url, 308)
  })
}
