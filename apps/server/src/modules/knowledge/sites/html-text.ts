import { Parser } from 'htmlparser2'
import { type Attributes, headingLevel, isBlock, leftOut, type Region, regionOf } from './html-regions.ts'
import { agentName } from './robots.ts'

/** What a page says, as Markdown with its headings, and what it says about itself. */
export type HtmlText = {
  title: string
  markdown: string
  description: string
  canonical: string | null
  isNoIndex: boolean
  isNoFollow: boolean
  /** As they are written; against `base` where there is one. */
  links: string[]
  base: string | null
}

type Block = { region: Region; text: string }
type Frame = { name: string; left: 'wholly' | 'its words' | null; region: Region }

const mostLinks = 2000
/** A main part with less is an empty frame that scripts would fill. */
const shortestMain = 80

/** Reads HTML as it comes, without a tree: neither depth nor broken nesting costs anything. */
export function readHtml(html: string): HtmlText {
  const page: HtmlText = {
    title: '',
    markdown: '',
    description: '',
    canonical: null,
    isNoIndex: false,
    isNoFollow: false,
    links: [],
    base: null,
  }
  const blocks: Block[] = []
  const frames: Frame[] = []
  let line = ''
  let mark = ''
  let title: string | null = null
  let preDepth = 0
  let headDepth = 0
  const around = (): Frame => frames.at(-1) ?? { name: '', left: null, region: 'body' }

  function flush() {
    const text = tidy(mark.startsWith('#') ? line.replaceAll('\n', ' ') : line)
    line = ''
    if (!text) return
    blocks.push({ region: around().region, text: mark + text })
    mark = ''
  }
  function open(name: string, attributes: Attributes) {
    const outer = around()
    const region = regionOf(name, attributes, outer.region)
    const left = outer.left === 'wholly' ? outer.left : (leftOut(name, attributes, outer.region) ?? outer.left)
    if (isBlock(name)) flush()
    frames.push({ name, left, region })
    if (name === 'title' && title === null) title = ''
    if (name === 'pre') preDepth += 1
    if (name === 'head') headDepth += 1
    if (left === null) beginOf(name)
    if (left !== 'wholly') noteAbout(page, name, attributes)
  }
  function beginOf(name: string) {
    const level = headingLevel(name)
    if (level !== null) mark = `${'#'.repeat(level)} `
    else if (name === 'li') mark = '- '
    else if ((name === 'td' || name === 'th') && line.trim()) line += ' | '
    else if (name === 'br') line += '\n'
  }
  function close(name: string) {
    if (isBlock(name)) flush()
    if (headingLevel(name) !== null || name === 'li') mark = ''
    if (name === 'pre') preDepth -= 1
    if (name === 'head') headDepth -= 1
    frames.pop()
  }
  const parser = new Parser(
    {
      onopentag: open,
      onclosetag: close,
      ontext(text) {
        const { name, left } = around()
        // The titles of drawings are left out with them.
        if (name === 'title' && left === null) title = `${title ?? ''}${text}`
        else if (left === null && headDepth === 0) line += preDepth > 0 ? text : text.replace(/\s+/g, ' ')
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.end(html)
  flush()
  const shown = mainBlocks(blocks)
  page.markdown = shown.join('\n\n').replaceAll('\0', '').toWellFormed()
  page.title = tidy(title ?? '') || firstHeading(shown)
  return page
}

/** Lines that Markdown would read as something else than the page says lose their first marks. */
const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/^(?:#{1,6}(?=\s)|```|~~~|>)\s*/, ''))
    .filter(Boolean)
    .join('\n')

function mainBlocks(blocks: Block[]): string[] {
  for (const region of ['main', 'article'] as const) {
    const inside = blocks.filter((block) => block.region === region).map(({ text }) => text)
    if (inside.join('').length >= shortestMain) return joinItems(inside)
  }
  return joinItems(blocks.map(({ text }) => text))
}

/** Items of a list and lines of a table stay together: blank lines part what can be told apart. */
function joinItems(texts: string[]): string[] {
  const joined: string[] = []
  for (const text of texts) {
    const last = joined.at(-1)
    const belongs = last !== undefined && isLine(text) && isLine(last.split('\n').at(-1) ?? '')
    if (belongs) joined[joined.length - 1] = `${last}\n${text}`
    else joined.push(text)
  }
  return joined
}
const isLine = (text: string) => text.startsWith('- ') || text.includes(' | ')

const firstHeading = (texts: string[]) =>
  texts.find((text) => /^#{1,6} /.test(text))?.replace(/^#+ /, '') ?? texts[0]?.split('\n')[0] ?? ''

function noteAbout(page: HtmlText, name: string, attributes: Attributes): void {
  if (name === 'meta') noteMeta(page, attributes)
  if (name === 'base') page.base ??= attributes.href ?? null
  if (name === 'link' && words(attributes.rel).includes('canonical')) page.canonical ??= attributes.href ?? null
  if (name !== 'a' && name !== 'area') return
  const isFollowed = !words(attributes.rel).includes('nofollow')
  if (attributes.href && isFollowed && page.links.length < mostLinks) page.links.push(attributes.href.trim())
}

function noteMeta(page: HtmlText, { name = '', content = '' }: Attributes): void {
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
