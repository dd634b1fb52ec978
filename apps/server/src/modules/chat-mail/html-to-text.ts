import { Parser } from 'htmlparser2'

const skipped = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg', 'select', 'textarea'])
const blocks = new Set(
  'address article aside div dl dt dd fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
)
const spaced = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'table', 'pre'])
const empty = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'wbr', 'col', 'area', 'base', 'source', 'embed'])
/** Where mail programs put the mail that is answered: Gmail, Yahoo, Proton, Zoho, Outlook on the web, Apple, Thunderbird. */
const quoteClass =
  /\b(?:gmail_quote|gmail_attr|yahoo_quoted|protonmail_quote|zmail_extra|moz-cite-prefix|OutlookMessageHeader)\b/
const quoteId = /^(?:appendonsend|divRplyFwdMsg|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION)$/
/** What follows these, to the end, is the old mail. */
const quotesAllAfter = /^(?:appendonsend|divRplyFwdMsg)$/

/** The words of a mail that came as HTML alone, line by line, without what is marked as quoted. */
export function htmlToText(html: string): string {
  let text = ''
  /** How many open elements deep something is left out; 0: nothing is. */
  let hiddenDepth = 0
  let isOver = false
  let preDepth = 0
  const breakLine = (lines: 1 | 2) => {
    text = text.replace(/[ \t]+$/, '')
    if (text === '') return
    const has = /\n*$/.exec(text)?.[0].length ?? 0
    text += '\n'.repeat(Math.max(0, lines - has))
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (isOver || empty.has(name)) {
          if (!isOver && hiddenDepth === 0 && name === 'br') text = `${text.replace(/[ \t]+$/, '')}\n`
          return
        }
        if (quotesAllAfter.test(attributes['id'] ?? '')) isOver = true
        if (hiddenDepth > 0 || isHidden(name, attributes)) hiddenDepth += 1
        if (hiddenDepth > 0 || isOver) return
        if (name === 'pre') preDepth += 1
        if (blocks.has(name)) breakLine(spaced.has(name) ? 2 : 1)
        if (name === 'li') text += '- '
      },
      ontext(piece) {
        if (hiddenDepth > 0 || isOver) return
        if (preDepth > 0) text += piece
        else {
          const words = piece.replace(/[\s\u00a0]+/g, ' ')
          text += /(?:^|[\s])$/.test(text) ? words.trimStart() : words
        }
      },
      onclosetag(name) {
        if (empty.has(name)) return
        if (hiddenDepth > 0) {
          hiddenDepth -= 1
          return
        }
        if (name === 'pre') preDepth = Math.max(0, preDepth - 1)
        if (name === 'td' || name === 'th') text += ' '
        if (blocks.has(name)) breakLine(spaced.has(name) ? 2 : 1)
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  return text.trim()
}

function isHidden(name: string, attributes: Record<string, string>): boolean {
  if (skipped.has(name)) return true
  if (name === 'blockquote' && (attributes['type'] === 'cite' || attributes['cite'] !== undefined)) return true
  return quoteClass.test(attributes['class'] ?? '') || quoteId.test(attributes['id'] ?? '')
}
