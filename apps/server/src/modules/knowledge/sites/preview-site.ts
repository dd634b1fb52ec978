import type { SiteKind, SitePreview } from '@minichat/contracts'
import { PageRefused } from './page-problem.ts'
import { createPageReader } from './page-reader.ts'
import { openSite, type SiteVisit, type VisitDeps } from './site-visit.ts'

type Asked = { kind: SiteKind; url: string; maxDepth: number; maxPages: number }

const mostShown = 50
const excerptLength = 300
const wholeMs = 30_000

/** What a reading would begin with. Stores nothing. */
export async function previewSite(deps: VisitDeps, asked: Asked): Promise<SitePreview> {
  const empty: SitePreview = {
    problem: null,
    title: null,
    excerpt: '',
    delayMs: deps.minDelayMs,
    urls: [],
    urlCount: 0,
    forbiddenCount: 0,
  }
  const signal = AbortSignal.timeout(wholeMs)
  try {
    const visit = await openSite(deps, asked.url, signal)
    const found = asked.kind === 'sitemap' ? await listed(visit, asked) : await linked(visit, asked, signal)
    return { ...empty, ...found, delayMs: visit.delayMs }
  } catch (error) {
    if (error instanceof PageRefused) return { ...empty, problem: error.problem }
    if (signal.aborted) return { ...empty, problem: 'too_slow' }
    throw error
  }
}

async function listed(visit: SiteVisit, { url, maxPages }: Asked): Promise<Partial<SitePreview>> {
  const { pages, forbidden } = await visit.readSitemap(url, maxPages)
  const problem = pages.length === 0 ? (forbidden > 0 ? 'robots_forbid' : 'no_text') : null
  return { problem, urls: pages.slice(0, mostShown), urlCount: pages.length, forbiddenCount: forbidden }
}

async function linked(visit: SiteVisit, asked: Asked, signal: AbortSignal): Promise<Partial<SitePreview>> {
  const { url, bytes, contentType, robotsTag } = await visit.fetchPage(asked.url)
  const reader = createPageReader()
  try {
    const outcome = await reader.read({ url, bytes: bytes ?? Buffer.alloc(0), contentType, robotsTag }, signal)
    const isFollowed = asked.kind === 'links' && asked.maxDepth > 0
    const links = isFollowed ? outcome.links.filter((link) => link !== url) : []
    const allowed: string[] = []
    for (const link of links) if (await visit.isAllowed(link)) allowed.push(link)
    const pages = ['problem' in outcome ? [] : [url], allowed].flat().slice(0, asked.maxPages)
    return {
      problem: 'problem' in outcome ? outcome.problem : null,
      title: 'problem' in outcome ? null : outcome.title,
      excerpt: 'problem' in outcome ? '' : excerptOf(outcome.text),
      urls: pages.slice(0, mostShown),
      urlCount: pages.length,
      forbiddenCount: links.length - allowed.length,
    }
  } finally {
    reader.close()
  }
}

function excerptOf(markdown: string): string {
  const plain = markdown.replace(/^#+ /gm, '').replace(/\s+/g, ' ')
  return plain.length > excerptLength ? `${plain.slice(0, excerptLength).toWellFormed()}…` : plain
}
