import { Parser } from 'htmlparser2'
import { type Attributes, headingLevel, isBlock, leftOut, type Region, regionOf } from './html-regions.ts'
import { createHtmlTables } from './html-tables.ts'
import { noteAbout, type PageNotes } from './page-notes.ts'

/** What a page says, as Markdown with its headings, and what it says about itself. */
export type HtmlText = PageNotes & { title: string; markdown: string }

type Block = { region: Region; text: string }
type Frame = { name: string; left: 'wholly' | 'its words' | null; region: Region }

/** A main part with less is an empty frame that scripts would fill. */
const shortestMain = 80

/** Reads HTML, of a site or a file, as it comes, without a tree: neither depth nor broken nesting costs anything. */
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
  const add = (text: string) => void (text && blocks.push({ region: around().region, text }))
  const tables = createHtmlTables(add)

  function flush() {
    const text = tidy(mark.startsWith('#') ? line.replaceAll('\n', ' ') : line)
    line = ''
    if (!text) return
    if (!tables.take(text)) add(mark + text)
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
    tables.begin(name, level !== null)
    if (level !== null) mark = `${'#'.repeat(level)} `
    else if (name === 'li') mark = '- '
    else if (name === 'br') line += '\n'
  }
  function close(name: string) {
    if (isBlock(name)) flush()
    if (around().left === null) tables.end(name)
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

/** Items of a list stay together: blank lines part what can be told apart. */
function joinItems(texts: string[]): string[] {
  const joined: string[][] = []
  let wasItem = false
  for (const text of texts) {
    const isItem = text.startsWith('- ')
    if (isItem && wasItem) joined.at(-1)?.push(text)
    else joined.push([text])
    wasItem = isItem
  }
  return joined.map((group) => group.join('\n'))
}

const firstHeading = (texts: string[]) =>
  texts.find((text) => /^#{1,6} /.test(text))?.replace(/^#+ /, '') ?? texts[0]?.split('\n')[0] ?? ''
