import { createHash } from 'node:crypto'
import type { PageProblem } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { readRobotsTag } from '../html/page-notes.ts'
import { type HtmlText, readHtml } from '../html/read-html.ts'
import { indexText, type ReadDocument } from '../index-text.ts'
import { decodePage } from './charset.ts'
import { isSameSite, mayBePage, pageAddress } from './page-address.ts'

export type PageInput = { url: string; bytes: Uint8Array; contentType: string; robotsTag: string }

export type PageReading = ReadDocument & {
  title: string
  hash: string
  /** Addresses of the same site, each once. */
  links: string[]
  /** The page that this one says it is a copy of. */
  canonical: string | null
}
export type PageOutcome = PageReading | { problem: PageProblem; links: string[] }

const mostLinks = 500
/** Archives and office files, pictures, PDF and the like, by their first bytes. */
const otherFiles = [
  '%PDF',
  'PK\u0003\u0004',
  'GIF8',
  '\u0089PNG',
  '\u00ff\u00d8\u00ff',
  'RIFF',
  'Rar!',
  '7z\u00bc\u00af',
  '\u001f\u008b',
]

/** What a fetched page holds, cut and ready for the index. The bytes say what it is, whatever the server calls it. */
export function readPage({ url, bytes, contentType, robotsTag }: PageInput): PageOutcome {
  const refused = (problem: PageProblem, links: string[] = []) => ({ problem, links })
  if (isOtherFile(bytes)) return refused('not_a_page')
  const text = decodePage(bytes, contentType)
  if (hasControls(text)) return refused('not_a_page')
  const html = looksLikeHtml(text) ? readHtml(text) : plainPage(text, contentType)
  if (!html) return refused('not_a_page')
  const tag = readRobotsTag(robotsTag)
  const links = html.isNoFollow || tag.isNoFollow ? [] : linksOf(html, url)
  if (html.isNoIndex || tag.isNoIndex) return refused('no_index', links)
  if (html.markdown.length > limits.textDocumentMaxLength) return refused('too_large', links)
  if (!/[\p{L}\d]/u.test(html.markdown)) return refused('no_text', links)
  const title = titleOf(html, url)
  return {
    ...indexText(title, 'page', html.markdown),
    title,
    links,
    canonical: canonicalOf(html, url),
    hash: createHash('sha256').update(`${title}\n${html.markdown}`).digest('hex'),
  }
}

function isOtherFile(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  return otherFiles.some((mark) => start.startsWith(mark))
}

/** Bytes that no text has, beyond a stray one as old systems leave behind. */
function hasControls(text: string): boolean {
  let found = 0
  for (let at = 0; at < text.length && found < 8; at++) {
    const code = text.charCodeAt(at)
    if (code === 0) found += 4
    else if (code < 32 && (code < 9 || code > 13) && code !== 27) found += 1
  }
  return found >= 8
}

const looksLikeHtml = (text: string): boolean =>
  /<(?:!doctype\s+html|html|head|body|title|meta|main|article|section|div|h[1-6]|p|table|ul|a)\b/i.test(
    text.slice(0, 8192),
  )

function plainPage(text: string, contentType: string): HtmlText | null {
  if (!/^text\/(?:plain|markdown)/i.test(contentType)) return null
  const markdown = text.trim()
  const title = markdown.split('\n')[0]?.replace(/^#+\s*/, '') ?? ''
  const about = { description: '', canonical: null, isNoIndex: false, isNoFollow: false, links: [], base: null }
  return { ...about, title, markdown }
}

function linksOf({ links, base }: HtmlText, url: string): string[] {
  const from = (base && pageAddress(base, url)) || url
  const found = new Set<string>()
  for (const link of links) {
    const address = pageAddress(link, from)
    if (address && isSameSite(address, url) && mayBePage(address)) found.add(address)
    if (found.size >= mostLinks) break
  }
  return [...found]
}

/** Many sites name their front page as the original of everything, by mistake: that one is not believed. */
function canonicalOf({ canonical, base }: HtmlText, url: string): string | null {
  const address = canonical ? pageAddress(canonical, (base && pageAddress(base, url)) || url) : null
  if (!address || address === url || !isSameSite(address, url)) return null
  return new URL(address).pathname === '/' && new URL(url).pathname !== '/' ? null : address
}

function titleOf(html: HtmlText, url: string): string {
  const { hostname, pathname } = new URL(url)
  return (
    html.title
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, limits.titleMaxLength) || `${hostname}${pathname}`.slice(0, 200)
  )
}
