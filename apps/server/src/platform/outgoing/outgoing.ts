import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, type Dispatcher } from 'undici'
import { AppError } from '../errors.ts'
import { isPublicAddress } from './addresses.ts'

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
  const isException = (url: URL) => exceptions.has(url.host) || exceptions.has(url.hostname)
  const hostExceptions = new Set([...exceptions].map((one) => one.replace(/:\d+$/, '')))

  const guardedLookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0)
      const usable = hostExceptions.has(hostname.toLowerCase())
        ? addresses
        : addresses.filter((one) => isPublicAddress(one.address))
      const first = usable[0]
      if (!first) return callback(refused(hostname), '', 0)
      if (options.all) return callback(null, usable)
      callback(null, first.address, first.family)
    })
  }

  const agent = new Agent({
    connect: { lookup: guardedLookup, timeout: 5000 },
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
      if (!isException(url) && isIP(host) !== 0 && !isPublicAddress(host)) throw refused(url.host)
      return url
    },
    dispatcher: agent,
    close: () => agent.destroy(),
  }
}

const refused = (host: string) =>
  new AppError('ADDRESS_NOT_ALLOWED', {
    message: `${host} is a private address. An operator can allow it with OUTGOING_ALLOW.`,
  })
