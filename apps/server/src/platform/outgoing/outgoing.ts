import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector, type Dispatcher } from 'undici'
import { AppError } from '../errors.ts'
import { isPublicAddress } from './addresses.ts'

const connectMs = 5000

/**
 * The one way to addresses that customers give. Private and special addresses are refused, at the moment of connecting,
 * so that a name that changes its address in between gains nothing. Redirects are not followed.
 */
export type Outgoing = {
  /** @throws AppError ADDRESS_NOT_ALLOWED when the address is refused already by how it is written. */
  check(url: string): URL
  dispatcher: Dispatcher
  close(): Promise<void>
}

/** @param allowed host or host:port that may be private, such as a model server in the same network. */
export function createOutgoing(allowed: readonly string[]): Outgoing {
  const exceptions = new Set(allowed.map((one) => one.toLowerCase()))
  const isException = (hostname: string, port: string, protocol: string) => {
    const effectivePort = port || (protocol === 'https:' ? '443' : '80')
    // Connections are opened without the brackets that addresses of IPv6 are written with.
    const host = isIP(hostname) === 6 ? `[${hostname}]` : hostname.toLowerCase()
    return exceptions.has(host) || exceptions.has(`${host}:${effectivePort}`)
  }

  const open = buildConnector({ timeout: connectMs })
  const guarded = buildConnector({ timeout: connectMs, lookup: publicLookup })
  const agent = new Agent({
    connect(options, callback) {
      const { hostname, port, protocol } = options
      if (isException(hostname, port, protocol)) return open(options, callback)
      // A number is never looked up.
      if (isPrivateNumber(hostname)) return callback(refused(hostname), null)
      guarded(options, callback)
    },
    connections: 64,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    headersTimeout: 30_000,
    bodyTimeout: 30_000,
    maxHeaderSize: 32 * 1024,
  })

  return {
    check(address) {
      const url = new URL(address)
      const host = url.hostname.replace(/^\[|\]$/g, '')
      if (url.username || url.password) {
        throw new AppError('ADDRESS_NOT_ALLOWED', { message: 'Leave user name and password out of the address.' })
      }
      const mayBePrivate = isException(url.hostname, url.port, url.protocol)
      if (!mayBePrivate && isPrivateNumber(host)) throw refused(url.host)
      return url
    },
    dispatcher: agent,
    close: () => agent.destroy(),
  }
}

const isPrivateNumber = (host: string) => isIP(host) !== 0 && !isPublicAddress(host)

/** Of the addresses that a name has, only public ones are connected to: looked up once, at that moment. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const usable = addresses.filter((one) => isPublicAddress(one.address))
    const first = usable[0]
    if (!first) return callback(refused(hostname), '', 0)
    if (options.all) return callback(null, usable)
    callback(null, first.address, first.family)
  })
}

const refused = (host: string) =>
  new AppError('ADDRESS_NOT_ALLOWED', {
    message: `${host} is a private address. An operator can allow it with OUTGOING_ALLOW.`,
  })
