import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { AppError } from '../errors.ts'
import { bearerOf } from './authorise.ts'

/**
 * Cookies travel with requests that other pages make. A request that changes something must come from our own pages,
 * from an allowed origin, or from a program (no Origin header). Visitors' routes carry no cookie and are left out, and
 * where an API key is sent no cookie is looked at.
 */
export function refuseForeignOrigins(app: FastifyInstance, config: Config): void {
  const allowed = new Set(config.allowedOrigins)
  if (config.publicUrl) allowed.add(config.publicUrl)

  app.addHook('onRequest', async (request) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
    if (request.url.startsWith('/api/v1/visitor/') || bearerOf(request) !== null) return
    const { origin } = request.headers
    if (origin === undefined ? isFromOtherPage(request) : !allowed.has(origin) && !isOwn(origin, request, config)) {
      throw new AppError('FOREIGN_ORIGIN')
    }
  })
}

/** Browsers that send no Origin still tell whose page it is; `none` is the address bar. */
const isFromOtherPage = ({ headers }: FastifyRequest) =>
  !['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined)

/** In production only PUBLIC_URL is our own: the Host header is what the caller says. */
const isOwn = (origin: string, request: FastifyRequest, { isProduction }: Config) =>
  !isProduction && origin === `${request.protocol}://${request.host}`
