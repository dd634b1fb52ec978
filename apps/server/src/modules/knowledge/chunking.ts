import { sentences } from '../../platform/text/index.ts'

/** A piece of a document: `title` is the path of headings over it, or the document's title. */
export type Chunk = { title: string; text: string }

const shortestChunk = 120
const longestChunk = 900
const longestHeading = 200
const headingSeparator = ' › '

type Section = { path: string[]; blocks: string[] }

/** Cuts Markdown at headings, then at blank lines. The text keeps its words; marks of emphasis, links and code go. */
export function chunkMarkdown(title: string, markdown: string): Chunk[] {
  return sections(markdown.replaceAll('\r\n', '\n')).flatMap((section) => chunksOf(title, section))
}

/** Plain text, also that of a PDF: paragraphs are what blank lines part. */
export function chunkText(title: string, text: string): Chunk[] {
  const blocks = text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map((block) => block.trim())
  return chunksOf(title, { path: [], blocks: blocks.filter(Boolean) })
}

function sections(markdown: string): Section[] {
  const found: Section[] = []
  let path: string[] = []
  let lines: string[] = []
  let inCode = false
  let topHeadings = 0
  const close = () => {
    const blocks = lines
      .join('\n')
      .split(/\n\s*\n/)
      .map(plainBlock)
      .filter(Boolean)
    if (blocks.length > 0) found.push({ path, blocks })
    lines = []
  }
  for (const line of markdown.split('\n')) {
    if (/^\s*(```|~~~)/.test(line)) {
      inCode = !inCode
      continue
    }
    const heading = inCode ? null : /^(#{1,6})\s+(\S.*)$/.exec(line)
    if (!heading) {
      lines.push(line)
      continue
    }
    close()
    const level = heading[1]!.length
    if (level === 1) topHeadings += 1
    path = [...Array.from({ length: level - 1 }, (_, index) => path[index] ?? ''), headingOf(heading[2]!)]
  }
  close()
  // One first-level heading over everything is the document's name, not a part of it.
  return topHeadings === 1 ? found.map((section) => ({ ...section, path: section.path.slice(1) })) : found
}

const plainBlock = (block: string): string => block.split('\n').map(plainLine).join('\n').trim()

/** Without the marks that may close it. What is longer is no heading, and each passage below would carry it. */
function headingOf(line: string): string {
  const text = line.trimEnd()
  let end = text.length
  while (text[end - 1] === '#') end -= 1
  return plainLine(text.slice(0, end)).slice(0, longestHeading).toWellFormed()
}

/** Each mark is looked for within bounds: no line, however it is made, is read again and again. */
function plainLine(line: string): string {
  return line
    .replace(/^\s*(?:[-*+]|>)\s+/, '')
    .replace(/!\[([^[\]]*)\]\([^)]{0,2000}\)/g, '$1')
    .replace(/\[([^[\]]+)\]\([^)]{0,2000}\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .trimEnd()
}

/** Joins short blocks of a section and cuts long ones at sentences. */
function chunksOf(documentTitle: string, { path, blocks }: Section): Chunk[] {
  const title = path.filter(Boolean).join(headingSeparator) || documentTitle
  const texts: string[] = []
  for (const block of blocks.flatMap(cutLong)) {
    const last = texts.at(-1)
    const fits = last !== undefined && last.length + block.length + 2 <= longestChunk
    if (fits && (last.length < shortestChunk || block.length < shortestChunk))
      texts[texts.length - 1] = `${last}\n\n${block}`
    else texts.push(block)
  }
  return texts.map((text) => ({ title, text }))
}

function cutLong(block: string): string[] {
  if (block.length <= longestChunk) return [block]
  const lines = block.split('\n')
  const parts = lines.length > 1 ? lines : sentences(block)
  const joint = lines.length > 1 ? '\n' : ' '
  const cut: string[] = []
  for (const part of parts.flatMap(cutHard)) {
    const last = cut.at(-1)
    if (last !== undefined && last.length + part.length < longestChunk) cut[cut.length - 1] = last + joint + part
    else cut.push(part)
  }
  return cut
}

/** Text without a line or sentence to cut at, as badly extracted PDFs have it. */
function cutHard(part: string): string[] {
  if (part.length <= longestChunk) return [part]
  const nested = part.includes('\n') ? [] : sentences(part)
  if (nested.length > 1) return nested.flatMap(cutHard)
  const at = part.lastIndexOf(' ', longestChunk)
  const end = at > shortestChunk ? at : longestChunk
  return [part.slice(0, end).trim(), ...cutHard(part.slice(end).trim())]
}
