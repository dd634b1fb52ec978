import { setImmediate as othersTurn } from 'node:timers/promises'
import type { PageProblem } from '@minichat/contracts'
import type { Outgoing } from '../../../platform/outgoing/outgoing.ts'
import { type Fetched, fetchPage, unpackFile } from './fetch-page.ts'
import type { HostGate } from './host-gate.ts'
import { isSameSite, mayBePage, pageAddress } from './page-address.ts'
import { PageRefused } from './page-problem.ts'
import { agentName, everythingAllowed, parseRobots, type Robots } from './robots.ts'
import { parseSitemap, parseTextSitemap, type Sitemap } from './sitemap.ts'

export type VisitDeps = {
  outgoing: Outgoing
  gate: HostGate
  /** Between two requests to a host, where it asks for no more. */
  minDelayMs: number
  contact: () => string
}

const robotsMaxBytes = 500 * 1024
const pageMaxBytes = 3 * 1024 * 1024
const sitemapMaxBytes = 10 * 1024 * 1024
const mostSitemaps = 30
/** After that no further sitemap is begun, and none is read on: whoever reads has to tell in time that it is still there. */
const sitemapsMs = 45_000
/** Long rules and long lists are looked through in stretches of so long. */
const stretchMs = 20
/** Who asks for more would have its pages read for days. */
const longestDelayMs = 20_000

export type SiteVisit = Awaited<ReturnType<typeof openSite>>

/**
 * A look at one site, by its own rules: what robots.txt says, one request at a time, and nothing beyond the site.
 * @throws PageRefused when its rules cannot be read.
 */
export async function openSite(deps: VisitDeps, start: string, signal?: AbortSignal) {
  const { gate, minDelayMs } = deps
  const foreign = (address: string): PageProblem | null => (isSameSite(address, start) ? null : 'left_site')
  const get = (
    address: string,
    maxBytes: number,
    refuse: (address: string) => Promise<PageProblem | null>,
    known: { etag?: string | null; lastModified?: string | null } = {},
  ): Promise<Fetched> =>
    fetchPage(deps.outgoing, address, { ...known, maxBytes, refuse, contact: deps.contact(), signal })

  /** With and without www, by http and https, a site is one, and each of these has rules of its own. */
  const rules = new Map<string, Promise<Robots>>()
  function rulesOf(address: string, read: (origin: string) => Promise<Robots>): Promise<Robots> {
    const { origin } = new URL(address)
    const known = rules.get(origin) ?? read(origin)
    rules.set(origin, known)
    return known
  }
  async function readRobots(origin: string): Promise<Robots> {
    try {
      const { bytes } = await get(`${origin}/robots.txt`, robotsMaxBytes, async (address) => foreign(address))
      return parseRobots(bytes?.toString('utf8') ?? '', agentName)
    } catch (error) {
      return asRules(error)
    }
  }
  const inTurn = (origin: string) => gate(new URL(origin).host, minDelayMs, () => readRobots(origin), signal)
  const robots = await rulesOf(start, inTurn)
  const delayMs = Math.min(longestDelayMs, Math.max(minDelayMs, robots.delayMs ?? 0))

  let stretchEndsAt = performance.now() + stretchMs
  async function isAllowed(address: string): Promise<boolean> {
    if (performance.now() > stretchEndsAt) {
      await othersTurn()
      signal?.throwIfAborted()
      stretchEndsAt = performance.now() + stretchMs
    }
    return (await rulesOf(address, inTurn)).isAllowed(address)
  }
  /** On the way, when it is our turn already: waiting for another would never end. */
  async function refuse(address: string): Promise<PageProblem | null> {
    const refusal = foreign(address)
    if (refusal) return refusal
    return (await rulesOf(address, readRobots)).isAllowed(address) ? null : 'robots_forbid'
  }
  const fetch = (address: string, maxBytes: number, known?: { etag: string | null; lastModified: string | null }) =>
    gate(new URL(address).host, delayMs, () => get(address, maxBytes, refuse, known), signal)

  /** The pages that a sitemap lists, those of further sitemaps included. */
  async function readSitemap(address: string, mostPages: number): Promise<{ pages: string[]; forbidden: number }> {
    const waiting = [address]
    const seen = new Set(waiting)
    const pages = new Set<string>()
    let forbidden = 0
    const endsAt = performance.now() + sitemapsMs
    const isOver = () => pages.size >= mostPages || performance.now() > endsAt
    const ofSite = (entries: string[]) =>
      entries.flatMap((entry) => pageAddress(entry, address) ?? []).filter((entry) => isSameSite(entry, start))
    for (let read = 0; waiting.length > 0 && read < mostSitemaps && !isOver(); read++) {
      const found = await readListed(waiting.shift()!, read > 0)
      const more = ofSite(found.sitemaps).filter((entry) => !seen.has(entry))
      for (const entry of more.slice(0, mostSitemaps)) {
        seen.add(entry)
        waiting.push(entry)
      }
      for (const page of ofSite(found.pages).filter(mayBePage)) {
        if (isOver()) break
        if (await isAllowed(page)) pages.add(page)
        else forbidden += 1
      }
    }
    return { pages: [...pages], forbidden }
  }

  /** One of many that cannot be had leaves the others as they are. */
  async function readListed(address: string, isOneOfMany: boolean): Promise<Sitemap> {
    try {
      return await readOneSitemap(address)
    } catch (error) {
      if (isOneOfMany && error instanceof PageRefused) return { pages: [], sitemaps: [] }
      throw error
    }
  }

  async function readOneSitemap(address: string): Promise<Sitemap> {
    const { bytes } = await fetch(address, sitemapMaxBytes)
    const text = (await unpackFile(bytes ?? Buffer.alloc(0), sitemapMaxBytes)).toString('utf8')
    if (/<(?:\w+:)?(?:urlset|sitemapindex)\b/i.test(text.slice(0, 4096))) return parseSitemap(text)
    const plain = parseTextSitemap(text)
    if (plain.pages.length === 0) throw new PageRefused('not_a_page')
    return plain
  }

  return {
    delayMs,
    isAllowed,
    readSitemap,
    fetchPage: (address: string, known?: { etag: string | null; lastModified: string | null }) =>
      fetch(address, pageMaxBytes, known),
  }
}

/** There are no rules where there is no such file; where it cannot be had, nobody knows what they are. */
function asRules(error: unknown): Robots {
  if (!(error instanceof PageRefused)) throw error
  const hasNone = ['not_found', 'refused_by_site', 'left_site', 'too_many_redirects'].includes(error.problem)
  if (hasNone) return everythingAllowed
  throw error.problem === 'site_error' ? new PageRefused('robots_unreadable', error) : error
}
