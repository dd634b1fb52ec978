import helmet from '@fastify/helmet'
import fastify from 'fastify'

/** What HTTP itself says of an answer. */
const notOurs = new Set(['connection', 'content-length', 'content-type', 'date'])

/**
 * The headers that go with every answer. They are the same for all, so Helmet is asked once at the start and not for each
 * request.
 * @param isHttps whether people come by HTTPS.
 */
export async function securityHeaders(isHttps: boolean): Promise<Record<string, string>> {
  const probe = fastify()
  await probe.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Only where people come by HTTPS: on plain http in a local network it would lock them out.
    hsts: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    // Ignored, with a warning in the console, on addresses that are not secure.
    crossOriginOpenerPolicy: isHttps ? { policy: 'same-origin' } : false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  probe.get('/', () => '')
  const { headers } = await probe.inject('/')
  await probe.close()
  const ours = { ...headers, 'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' }
  return Object.fromEntries(
    Object.entries(ours).flatMap(([name, value]) => (notOurs.has(name) ? [] : [[name, String(value)]])),
  )
}
