import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

/**
 * Cookies travel with requests that other pages make. A request that changes something must come from our own pages,
 * from an allowed origin, or from a program (no Origin header). Visitors' routes carry no cookie and are left out.
 */
export function refuseForeignOrigins(app: FastifyInstance, allowedOrigins: readonly string[]): void {
  app.addHook('onRequest', async (request) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
    if (request.url.startsWith('/api/v1/visitor/')) return
    const { origin } = request.headers
    if (origin ? !isOwn(origin, request) && !allowedOrigins.includes(origin) : isCrossSite(request)) {
      throw new AppError('FOREIGN_ORIGIN')
    }
  })
}

const isCrossSite = (request: FastifyRequest) => request.headers['sec-fetch-site'] === 'cross-site'

function isOwn(origin: string, request: FastifyRequest): boolean {
  try {
    return new URL(origin).host === request.host
  } catch {
    return false
  }
}
