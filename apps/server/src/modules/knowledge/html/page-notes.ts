import { agentName } from '../sites/robots.ts'
import type { Attributes } from './html-regions.ts'

/** What a page says about itself. */
export type PageNotes = {
  description: string
  canonical: string | null
  isNoIndex: boolean
  isNoFollow: boolean
  /** As they are written; against `base` where there is one. */
  links: string[]
  base: string | null
}

const mostLinks = 2000

/** Notes what an element says about its page. */
export function noteAbout(page: PageNotes, name: string, attributes: Attributes): void {
  if (name === 'meta') noteMeta(page, attributes)
  if (name === 'base') page.base ??= attributes.href ?? null
  if (name === 'link' && words(attributes.rel).includes('canonical')) page.canonical ??= attributes.href ?? null
  if (name !== 'a' && name !== 'area') return
  const isFollowed = !words(attributes.rel).includes('nofollow')
  if (attributes.href && isFollowed && page.links.length < mostLinks) page.links.push(attributes.href.trim())
}

function noteMeta(page: PageNotes, { name = '', content = '' }: Attributes): void {
  const about = name.toLowerCase()
  if (about === 'description') page.description ||= content.trim()
  if (about !== 'robots' && about !== agentName) return
  const said = words(content)
  page.isNoIndex ||= said.includes('noindex') || said.includes('none')
  page.isNoFollow ||= said.includes('nofollow') || said.includes('none')
}

/** What the header X-Robots-Tag says to everybody, or to us. */
export function readRobotsTag(header: string): { isNoIndex: boolean; isNoFollow: boolean } {
  let agent = ''
  const ours = words(header.replace(/([\w*-]+)\s*:/g, ' $1: ')).filter((word) => {
    if (!word.endsWith(':')) return agent === '' || agent === agentName
    agent = word.slice(0, -1)
    return false
  })
  const isNone = ours.includes('none')
  return { isNoIndex: isNone || ours.includes('noindex'), isNoFollow: isNone || ours.includes('nofollow') }
}

const words = (text = ''): string[] =>
  text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
