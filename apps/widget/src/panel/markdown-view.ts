import { h } from './dom.ts'
import { type Block, type Inline, parseInline, parseMarkdown } from './markdown.ts'
import { safeLink } from './safe-url.ts'

/** Shows Markdown in an element and keeps what is there of it already: text that flows must not flicker. */
export function showMarkdown(element: HTMLElement, source: string): void {
  const blocks = parseMarkdown(source)
  blocks.forEach((block, at) => {
    const signature = JSON.stringify(block)
    const shown = element.children[at] as HTMLElement | undefined
    if (shown && signatures.get(shown) === signature) return
    const node = blockNode(block)
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

function blockNode(block: Block): HTMLElement {
  switch (block.type) {
    case 'paragraph':
      return h('p', {}, ...inlineNodes(block.parts))
    case 'heading':
      return h('p', { class: 'heading' }, ...inlineNodes(block.parts))
    case 'code':
      // Reachable by keyboard, since long lines scroll.
      return h('pre', { tabindex: '0' }, h('code', {}, block.text))
    case 'list':
      break
  }
  const items = block.items.map((parts) => h('li', {}, ...inlineNodes(parts)))
  return block.ordered ? h('ol', { start: String(block.start) }, ...items) : h('ul', {}, ...items)
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
