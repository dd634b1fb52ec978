import { button, h } from './dom.ts'
import { draw } from './icons.ts'
import { type Block, type Inline, parseInline, parseMarkdown } from './markdown.ts'
import { safeLink } from './safe-url.ts'

/** How a block of code is copied. */
type CodeCopy = { label: string; onCopy: (text: string) => void }

/** Shows Markdown in an element and keeps what is there of it already: text that flows must not flicker. */
export function showMarkdown(element: HTMLElement, source: string, code: CodeCopy): void {
  const blocks = parseMarkdown(source)
  blocks.forEach((block, at) => {
    const signature = JSON.stringify(block)
    const shown = element.children[at] as HTMLElement | undefined
    if (shown && signatures.get(shown) === signature) return
    const node = blockNode(block, code)
    signatures.set(node, signature)
    if (shown) shown.replaceWith(node)
    else element.append(node)
  })
  while (element.children.length > blocks.length) element.lastElementChild?.remove()
}

const signatures = new WeakMap<HTMLElement, string>()

/** What a person wrote: as it is, with addresses as links. */
export function showPlain(element: HTMLElement, source: string): void {
  element.replaceChildren(h('p', {}, ...inlineNodes(parseInline(source, true))))
}

function blockNode(block: Block, code: CodeCopy): HTMLElement {
  switch (block.type) {
    case 'paragraph':
      return h('p', {}, ...inlineNodes(block.parts))
    case 'heading':
      return h('p', { class: 'heading' }, ...inlineNodes(block.parts))
    case 'code':
      return codeNode(block.text, code)
    case 'table':
      return tableNode(block)
    case 'list':
      break
  }
  const items = block.items.map((parts) => h('li', {}, ...inlineNodes(parts)))
  return block.ordered ? h('ol', { start: String(block.start) }, ...items) : h('ul', {}, ...items)
}

function codeNode(text: string, { label, onCopy }: CodeCopy): HTMLElement {
  const copy = button({ class: 'copy', 'aria-label': label, title: label }, () => onCopy(text), draw('copy', 16))
  // Reachable by keyboard, since long lines scroll. Code runs from left to right in any language.
  return h('div', { class: 'code', dir: 'ltr' }, h('pre', { tabindex: '0' }, h('code', {}, text)), copy)
}

function tableNode({ head, rows }: Extract<Block, { type: 'table' }>): HTMLElement {
  const rowNode = (cells: Inline[][], tag: 'th' | 'td') =>
    h('tr', {}, ...cells.map((parts) => h(tag, { dir: 'auto' }, ...inlineNodes(parts))))
  const body = rows.map((cells) => rowNode(cells, 'td'))
  return h('div', { class: 'table', tabindex: '0' }, h('table', {}, rowNode(head, 'th'), ...body))
}

const inlineNodes = (parts: Inline[]): Node[] => parts.map(inlineNode)

function inlineNode(part: Inline): Node {
  switch (part.type) {
    case 'text':
      return document.createTextNode(part.text)
    case 'break':
      return h('br')
    case 'code':
      return h('code', {}, part.text)
    case 'bold':
      return h('strong', {}, ...inlineNodes(part.parts))
    case 'italic':
      return h('em', {}, ...inlineNodes(part.parts))
    case 'link':
      break
  }
  const href = safeLink(part.href)
  const inner = inlineNodes(part.parts)
  return href ? externalLink(href, ...inner) : h('span', {}, ...inner)
}

/** Opens beside the page and tells the other side nothing about it. */
export function externalLink(href: string, ...children: (Node | string)[]): HTMLAnchorElement {
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...children)
}
