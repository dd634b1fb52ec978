import type { Locale } from '@minichat/contracts'
import { setAttributes } from '../shared/attributes.ts'
import { icon } from '../shared/icon.ts'
import { css } from './launcher.css'
import { paletteOf } from './palette.ts'
import { createStand } from './stand.ts'
import { texts } from './texts.ts'

/** All that the launcher shows. */
export type LauncherState = {
  locale: Locale
  theme: string
  position: string
  accentColor: string
  /** Only the panel may show. */
  isHidden: boolean
  isOpen: boolean
  isBusy: boolean
  /** Says next to the button that the chat cannot be loaded. */
  hasFailed: boolean
  unread: number
}

export type Launcher = {
  button: HTMLButtonElement
  /** Once for each text, however often a panel comes. */
  addStyles: (css: string) => void
  mount: (panel: HTMLElement) => void
  render: (state: LauncherState) => void
  remove: () => void
}

const bubblePath =
  'M3 20l1.3 -3.9c-2.3 -3.4 -1.4 -7.9 2.1 -10.4c3.5 -2.5 8.6 -2.3 11.9 .5c3.3 2.8 3.7 7.3 1 10.5c-2.7 3.2 -7.6 4.2 -11.6 2.3l-4.7 1'
const chevronPath = 'M6 9l6 6l6 -6'

/** The round button, in a shadow root that the page's styles do not reach. */
export function createLauncher(nonce: string): Launcher {
  const frame = part('div', { role: 'region' })
  const button = part('button', { type: 'button', class: 'launcher' })
  button.append(icon(bubblePath, 28), icon(chevronPath, 28))
  const badge = part('div', { class: 'badge', role: 'img', id: 'unread' })
  const alert = part('div', { class: 'alert', role: 'alert' })
  frame.append(button, badge, alert)
  const { root, remove } = createStand(frame)
  const styles = new Set<string>()
  function addStyles(text: string): void {
    if (!styles.has(text)) applyStyles(root, text, nonce)
    styles.add(text)
  }
  addStyles(css)

  function render({ locale, theme, position, accentColor, ...state }: LauncherState): void {
    const { isHidden, isOpen, isBusy, hasFailed, unread } = state
    const words = texts[locale]
    setAttributes(frame, {
      class: `mc ${position}${isHidden ? ' bare' : ''}`,
      lang: locale,
      'data-theme': theme,
      'aria-label': words.chat,
    })
    for (const [name, value] of Object.entries(paletteOf(accentColor))) frame.style.setProperty(name, value)
    setAttributes(button, {
      'aria-label': isOpen ? words.close : words.open,
      'aria-expanded': isOpen,
      'aria-busy': isBusy,
      'aria-describedby': unread ? badge.id : '',
    })
    setAttributes(badge, { 'aria-label': words.unread(unread) })
    badge.textContent = unread > 9 ? '9+' : `${unread}`
    badge.hidden = !unread
    alert.textContent = hasFailed ? words.failed : ''
    alert.hidden = !hasFailed
  }

  return { button, addStyles, mount: (panel) => frame.prepend(panel), render, remove }
}

function part<Name extends 'button' | 'div'>(
  name: Name,
  attributes: Record<string, string>,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  setAttributes(element, attributes)
  return element
}

/** Constructed sheets work under any content policy; older browsers get an element with the page's nonce. */
function applyStyles(root: ShadowRoot, text: string, nonce: string): void {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  } catch {
    const style = document.createElement('style')
    style.nonce = nonce
    style.textContent = text
    root.append(style)
  }
}
