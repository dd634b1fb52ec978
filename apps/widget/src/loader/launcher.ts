import type { Locale, WidgetConfig } from '@minichat/contracts'
import { icon } from '../shared/icon.ts'
import { css } from './launcher.css'
import { paletteOf } from './palette.ts'
import { texts } from './texts.ts'

export type Launcher = {
  button: HTMLButtonElement
  addStyles: (css: string) => void
  mount: (panel: HTMLElement) => void
  setOpen: (open: boolean) => void
  setBusy: (busy: boolean) => void
  setUnread: (count: number) => void
  /** Says next to the button that the chat cannot be loaded; false takes it away. */
  setFailed: (failed: boolean) => void
  remove: () => void
}

const bubblePath =
  'M3 20l1.3 -3.9c-2.324 -3.437 -1.426 -7.872 2.1 -10.374c3.526 -2.501 8.59 -2.296 11.845 .48c3.255 2.777 3.695 7.266 1.029 10.501c-2.666 3.235 -7.615 4.215 -11.574 2.293l-4.7 1'
const chevronPath = 'M6 9l6 6l6 -6'

/** The round button, in a shadow root that the page's styles do not reach. */
export function createLauncher(config: WidgetConfig, locale: Locale, theme: string, nonce: string): Launcher {
  const words = texts[locale]
  const host = document.createElement('minichat-widget')
  const root = host.attachShadow({ mode: 'open' })
  const frame = document.createElement('div')
  frame.className = `mc ${config.position}`
  frame.lang = locale
  frame.dataset.theme = theme
  frame.setAttribute('role', 'region')
  frame.setAttribute('aria-label', words.chat)
  for (const [name, value] of Object.entries(paletteOf(config.accentColor))) {
    frame.style.setProperty(`--${name.replace(/[A-Z]/g, '-$&').toLowerCase()}`, value)
  }

  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'launcher'
  button.append(icon(bubblePath, 28), icon(chevronPath, 28))
  const badge = createNote('badge')
  badge.setAttribute('role', 'img')
  badge.id = 'unread'
  const alert = createNote('alert')
  alert.setAttribute('role', 'alert')
  frame.append(button, badge, alert)
  root.append(frame)

  const addStyles = (text: string) => applyStyles(root, text, nonce)
  const setOpen = (open: boolean) => {
    button.setAttribute('aria-label', open ? words.close : words.open)
    button.setAttribute('aria-expanded', String(open))
  }
  addStyles(css)
  setOpen(false)
  const attach = () => {
    if (!host.isConnected) document.body?.append(host)
  }
  attach()
  // Pages that navigate without a reload may swap the whole body.
  const observer = new MutationObserver(attach)
  observer.observe(document.documentElement, { childList: true })

  return {
    button,
    addStyles,
    mount: (panel) => frame.prepend(panel),
    setOpen,
    setBusy: (busy) => {
      button.setAttribute('aria-busy', String(busy))
    },
    setUnread: (count) => {
      badge.hidden = !count
      badge.textContent = count > 9 ? '9+' : String(count)
      badge.setAttribute('aria-label', words.unread(count))
      if (count) button.setAttribute('aria-describedby', badge.id)
      else button.removeAttribute('aria-describedby')
    },
    setFailed: (failed) => {
      alert.hidden = !failed
      alert.textContent = failed ? words.failed : ''
    },
    remove: () => {
      observer.disconnect()
      host.remove()
    },
  }
}

function createNote(className: string): HTMLElement {
  const note = document.createElement('div')
  note.className = className
  note.hidden = true
  return note
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
