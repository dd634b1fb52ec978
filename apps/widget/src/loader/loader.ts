import type { Panel, PanelStart } from '../shared/handover.ts'
import { outboxName, storagePrefix } from '../shared/storage-names.ts'
import { fetchConfig, warn } from './config.ts'
import { createLauncher, type Launcher } from './launcher.ts'
import { loadPanel } from './panel-script.ts'
import { findScript, readOptions, type ScriptOptions } from './script.ts'

/** The only global: what a page may do with its chat. */
type MiniChat = {
  open: () => void
  close: () => void
  toggle: () => void
  /** Takes the widget off the page, with every node and listener; the script may then be added again. */
  shutdown: () => void
}

declare global {
  interface Window {
    MiniChat?: MiniChat
  }
}

const script = findScript()
if (window.MiniChat) warn('the widget is on this page already; the second script tag is ignored.')
else if (!script?.dataset.widget) warn('the script tag needs data-widget with the key of a widget.')
else window.MiniChat = start(readOptions(script))

function start(options: ScriptOptions): MiniChat {
  const lifetime = new AbortController()
  let launcher: Launcher | undefined
  let loading: Promise<PanelStart> | undefined
  let panel: Panel | undefined
  let isOpen = false
  let createPanel: (start: PanelStart) => Panel

  function prefetch(): Promise<PanelStart> {
    loading ??= loadPanel(options.script).catch((error) => {
      loading = undefined
      throw error
    })
    return loading
  }

  /** Loads and starts the panel where that is still to do, and shows it if it is still wanted by then. */
  async function bring(): Promise<void> {
    if (!launcher) return
    launcher.setFailed(false)
    launcher.setBusy(true)
    try {
      const startPanel = await prefetch()
      if (lifetime.signal.aborted) return
      panel ??= createPanel(startPanel)
      if (isOpen) panel.show()
    } catch {
      if (isOpen) launcher.setFailed(true)
      isOpen = false
    }
    launcher.setBusy(false)
    launcher.setOpen(isOpen)
  }

  function open(): void {
    isOpen = true
    void bring()
  }

  function close(): void {
    isOpen = false
    panel?.hide()
    launcher?.setOpen(false)
  }

  const toggle = () => (isOpen ? close() : open())

  async function begin(): Promise<void> {
    const config = await fetchConfig(options, lifetime.signal)
    if (!config || lifetime.signal.aborted) return
    if (config.paused) return console.info('MiniChat: this widget is paused.')
    await whenBody()
    if (lifetime.signal.aborted) return
    const made = createLauncher(config, options.locale, options.theme, options.script.nonce)
    launcher = made
    const host = {
      ...options,
      config,
      mount: made.mount,
      addStyles: made.addStyles,
      onUnread: made.setUnread,
      onClose: () => {
        close()
        made.button.focus({ preventScroll: true })
      },
    }
    createPanel = (startPanel) => startPanel(host)
    made.button.addEventListener('click', toggle)
    for (const intent of ['pointerenter', 'focus', 'touchstart']) {
      made.button.addEventListener(intent, () => void prefetch().catch(() => {}), { once: true, passive: true })
    }
    if (isOpen || hasUnsent(options.widgetKey)) void bring()
  }
  void begin()

  return {
    open,
    close,
    toggle,
    shutdown: () => {
      lifetime.abort()
      panel?.destroy()
      launcher?.remove()
      delete window.MiniChat
    },
  }
}

/** Messages written before a reload are sent by the panel, whether or not anybody opens it. */
function hasUnsent(widgetKey: string): boolean {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith(storagePrefix(widgetKey) + outboxName))
  } catch {
    return false
  }
}

function whenBody(): Promise<unknown> | null {
  return document.body ? null : new Promise((done) => addEventListener('DOMContentLoaded', done, { once: true }))
}
