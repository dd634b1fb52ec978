import { Parser } from 'htmlparser2'
import { createHtmlBlocks } from './html-blocks.ts'
import { oneLine } from './text-blocks.ts'

/** What is not for reading: code, forms, and what a site repeats on every page. */
const skipped = new Set(
  (
    'script style noscript template svg math canvas iframe object embed audio video nav footer aside form button ' +
    'select textarea dialog'
  ).split(' '),
)
/** The part that a page calls its own counts alone, if it holds a good share of the text. */
const mainShare = 0.25

export type HtmlText = { title: string; text: string }

/** The words of a page as Markdown with headings, lists and tables. Nothing of it is run or fetched. */
export function readHtml(html: string): HtmlText {
  const whole = createHtmlBlocks()
  const main = createHtmlBlocks()
  let title = ''
  let isTitle = false
  // Each tag that opens is closed, by the page or by the parser: depths tell where a part ends.
  let depth = 0
  let skippedFrom = 0
  let mainFrom = 0
  const readers = () => (mainFrom > 0 ? [whole, main] : [whole])
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1
      isTitle = name === 'title' && skippedFrom === 0
      if (skippedFrom > 0) return
      if (skipped.has(name) || isHidden(attributes)) {
        skippedFrom = depth
        return
      }
      if (mainFrom === 0 && isMain(name, attributes)) mainFrom = depth
      for (const reader of readers()) reader.open(name)
    },
    ontext(text) {
      if (isTitle) title += text
      else if (skippedFrom === 0) for (const reader of readers()) reader.say(text)
    },
    onclosetag(name) {
      isTitle = false
      if (skippedFrom === 0) for (const reader of readers()) reader.close(name)
      if (depth === skippedFrom) skippedFrom = 0
      if (depth === mainFrom) mainFrom = 0
      depth -= 1
    },
  })
  parser.write(html)
  parser.end()
  const [all, own] = [whole.end(), main.end()]
  return { title: oneLine(title), text: own !== '' && own.length >= all.length * mainShare ? own : all }
}

type Attributes = Record<string, string>
const isMain = (name: string, { role }: Attributes) => name === 'main' || name === 'article' || role === 'main'
const isHidden = (attributes: Attributes) =>
  'hidden' in attributes ||
  attributes['aria-hidden'] === 'true' ||
  ['navigation', 'banner', 'contentinfo', 'search', 'dialog'].includes(attributes.role ?? '') ||
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '')
