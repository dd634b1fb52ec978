import { h } from './dom.ts'
import { draw, type IconName } from './icons.ts'

export type MenuItem = {
  label: string
  icon: IconName
  isDanger?: boolean
  /** A switch, and how it stands. */
  isOn?: boolean
} & ({ onSelect: () => void } | { href: string })

const gapPx = 4
const edgePx = 8

/** One menu at a time, inside the panel and over everything in it; Esc and the outside close it. */
export function createMenu(panel: HTMLElement, lifetime: AbortSignal) {
  let shown: { node: HTMLElement; anchor: HTMLElement } | null = null

  function close(focusesAnchor = true): void {
    if (!shown) return
    const { node, anchor } = shown
    shown = null
    node.remove()
    anchor.setAttribute('aria-expanded', 'false')
    if (focusesAnchor) anchor.focus({ preventScroll: true })
  }

  function open(anchor: HTMLElement, label: string, items: MenuItem[]): void {
    const isSame = shown?.anchor === anchor
    close(isSame)
    if (isSame) return
    const node = h('div', { class: 'menu', role: 'menu', 'aria-label': label }, ...items.map(itemNode))
    shown = { node, anchor }
    node.addEventListener('keydown', onKey)
    panel.append(node)
    place(node, anchor)
    anchor.setAttribute('aria-expanded', 'true')
    ;(node.firstElementChild as HTMLElement | null)?.focus({ preventScroll: true })
  }

  function itemNode(item: MenuItem): HTMLElement {
    const { label, icon, isDanger, isOn } = item
    const role = isOn === undefined ? 'menuitem' : 'menuitemcheckbox'
    const attributes = {
      class: isDanger ? 'danger' : null,
      role,
      tabindex: '-1',
      'aria-checked': isOn === undefined ? null : String(isOn),
    }
    const content = [draw(icon, 18), h('span', {}, label), isOn === undefined ? null : h('span', { class: 'switch' })]
    if ('href' in item) {
      const link = h('a', { ...attributes, href: item.href, target: '_blank', rel: 'noopener noreferrer' }, ...content)
      link.addEventListener('click', () => close())
      return link
    }
    const node = h('button', { ...attributes, type: 'button' }, ...content)
    node.addEventListener('click', () => {
      close()
      item.onSelect()
    })
    return node
  }

  function onKey(event: KeyboardEvent): void {
    if (!shown) return
    const all = [...shown.node.children] as HTMLElement[]
    const at = all.indexOf(event.target as HTMLElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    } else if (event.key === 'Tab') close()
    else if (next !== undefined) all.at(next % all.length)?.focus()
    else return
    event.preventDefault()
  }

  /** Below its button, above where there is no room; never outside the panel. */
  function place(node: HTMLElement, anchor: HTMLElement): void {
    const room = panel.getBoundingClientRect()
    const from = anchor.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = node
    const below = from.bottom - room.top + gapPx
    const top = below + height < room.height - edgePx ? below : from.top - room.top - height - gapPx
    const isRight = from.left + from.width / 2 > room.left + room.width / 2
    const left = isRight ? from.right - room.left - width : from.left - room.left
    node.style.top = `${Math.max(edgePx, top)}px`
    node.style.left = `${Math.max(edgePx, Math.min(left, room.width - width - edgePx))}px`
  }

  panel.addEventListener(
    'pointerdown',
    (event) => {
      if (!shown) return
      const target = event.target as Node
      if (!shown.node.contains(target) && !shown.anchor.contains(target)) close(false)
    },
    { signal: lifetime },
  )
  return { open, close }
}

export type Menu = ReturnType<typeof createMenu>
