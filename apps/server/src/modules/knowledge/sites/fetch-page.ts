import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import type { PageProblem } from '@minichat/contracts'
import { request } from 'undici'
import type { Outgoing } from '../../../platform/outgoing/outgoing.ts'
import { isWeb } from './page-address.ts'
import { PageRefused } from './page-problem.ts'

const mostRedirects = 5
const wholeMs = 20_000

export type FetchOptions = {
  /** Packed and unpacked. */
  maxBytes: number
  etag?: string | null
  lastModified?: string | null
  /** Asked before each hop, the first included: why not to go there, or null. */
  refuse: (address: string) => Promise<PageProblem | null>
  /** What this server is called to others: its public address. */
  contact: string
  signal?: AbortSignal
}

export type Fetched = {
  /** After redirects. */
  url: string
  /** Null when it is what it was at the last look. */
  bytes: Buffer | null
  contentType: string
  /** Of the header X-Robots-Tag. */
  robotsTag: string
  etag: string | null
  lastModified: string | null
}

/**
 * Fetches one address of a site, going after redirects by hand so that each of them is checked like the first.
 * @throws PageRefused with what stood in the way.
 */
export async function fetchPage(outgoing: Outgoing, address: string, options: FetchOptions): Promise<Fetched> {
  const signal = AbortSignal.any([AbortSignal.timeout(wholeMs), ...(options.signal ? [options.signal] : [])])
  try {
    let url = address
    for (let hops = 0; hops <= mostRedirects; hops++) {
      const answer = await fetchOnce(outgoing, url, options, signal)
      if (typeof answer !== 'string') return answer
      url = answer
    }
    throw new PageRefused('too_many_redirects')
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason
    throw asRefusal(error)
  }
}

/** @returns the page, or where it was moved to. */
async function fetchOnce(
  outgoing: Outgoing,
  address: string,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Fetched | string> {
  if (!URL.canParse(address)) throw new PageRefused('address_refused')
  const url = outgoing.check(address)
  if (!isWeb(url)) throw new PageRefused('address_refused')
  const refusal = await options.refuse(url.href)
  if (refusal) throw new PageRefused(refusal)
  const { statusCode, headers, body } = await request(url, {
    dispatcher: outgoing.dispatcher,
    signal,
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
    headers: {
      'user-agent': `MiniChatBot/1.0 (+${options.contact})`,
      accept: 'text/html,application/xhtml+xml,text/plain;q=0.8,application/xml;q=0.7',
      'accept-encoding': 'gzip, br, deflate',
      ...(options.etag ? { 'if-none-match': options.etag } : {}),
      ...(options.lastModified ? { 'if-modified-since': options.lastModified } : {}),
    },
  })
  const header = (name: string) => [headers[name] ?? ''].flat().join(', ')
  const found = {
    url: url.href,
    contentType: header('content-type'),
    robotsTag: header('x-robots-tag'),
    etag: header('etag').slice(0, 500) || null,
    lastModified: header('last-modified').slice(0, 100) || null,
  }
  const isMoved = [301, 302, 303, 307, 308].includes(statusCode) && header('location') !== ''
  if (isMoved || statusCode < 200 || statusCode > 299) {
    // Not read to its end: it may have none.
    body.on('error', () => {}).destroy()
    if (statusCode === 304) return { ...found, bytes: null }
    if (!isMoved) throw new PageRefused(problemOf(statusCode))
    const target = header('location')
    if (!URL.canParse(target, url.href)) throw new PageRefused('address_refused')
    return new URL(target, url.href).href
  }
  const packed = await readBody(body, options.maxBytes)
  return { ...found, bytes: await unpack(packed, header('content-encoding'), options.maxBytes) }
}

async function readBody(body: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  // Leaving the loop ends the transfer.
  for await (const part of body) {
    size += part.length
    if (size > maxBytes) throw new PageRefused('too_large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const ways = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
}

async function unpack(packed: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') return packed
  if (!Object.hasOwn(ways, name)) throw new PageRefused('unreadable')
  return unpacked(() => ways[name as keyof typeof ways](packed, { maxOutputLength: maxBytes }))
}

/** The content of a file that is itself packed, as sitemaps often are; anything else as it is. */
export async function unpackFile(bytes: Buffer, maxBytes: number): Promise<Buffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  return unpacked(() => ways.gzip(bytes, { maxOutputLength: maxBytes }))
}

async function unpacked(unpackIt: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await unpackIt()
  } catch (error) {
    const isBomb = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw new PageRefused(isBomb ? 'too_large' : 'unreadable', error)
  }
}

function problemOf(status: number): PageProblem {
  if (status === 404 || status === 410) return 'not_found'
  return status >= 500 ? 'site_error' : 'refused_by_site'
}

const slow = ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']

function asRefusal(error: unknown): PageRefused {
  if (error instanceof PageRefused) return error
  const { code, name } = error as { code?: string; name?: string }
  if (code === 'ADDRESS_NOT_ALLOWED') return new PageRefused('address_refused', error)
  if (name === 'TimeoutError' || slow.includes(code ?? '')) return new PageRefused('too_slow', error)
  return new PageRefused('unreachable', error)
}
