import type { WidgetConfig } from '@minichat/contracts'
import type { Panel, PanelHost, PanelStart, ProfileChange } from '../shared/handover.ts'
import { tokenName } from '../shared/storage-names.ts'
import { fetchConfig } from './config.ts'
import { createDevice } from './device.ts'
import { createLauncher, type Launcher, type LauncherState } from './launcher.ts'
import { createListeners } from './listeners.ts'
import { loadPanel } from './panel-script.ts'
import { createReports, post } from './reports.ts'
import { dateLocaleOf, type ScriptOptions } from './script.ts'
import { createVisitor } from './visitor.ts'
import { whenBody, whenIdle } from './when.ts'

/** The launcher and, when it is wanted, the panel: what comes when, and what both know of each other. */
export function createWidget(options: ScriptOptions) {
  const { base, widgetKey, script } = options
  const end = new AbortController()
  const lifetime = end.signal
  const report = createReports(options, lifetime)
  const listeners = createListeners()
  const device = createDevice(widgetKey)
  const visitor = createVisitor(device, () => config?.consentRequired || options.needsConsent)
  const state: LauncherState = {
    locale: options.locale,
    theme: options.theme,
    position: '',
    accentColor: '',
    isHidden: options.isHidden,
    isOpen: false,
    isBusy: false,
    hasFailed: false,
    unread: 0,
  }
  let config: WidgetConfig | undefined
  let launcher: Launcher | undefined
  let loading: Promise<PanelStart | null> | undefined
  let panel: Panel | undefined
  /** Whom it is for. */
  let subject = ''
  let isWanted = false
  /** What had the focus before the page opened the chat. */
  let opener: Element | null = null

  function set(change: Partial<LauncherState>): void {
    Object.assign(state, change)
    launcher?.render(state)
  }

  /** @returns null when it cannot be loaded; calling again tries again. */
  function prefetch(): Promise<PanelStart | null> {
    loading ??= loadPanel(script).catch(() => {
      loading = undefined
      report('panel')
      return null
    })
    return loading
  }

  /** Loads and starts the panel where that is still to do, and shows it if it is still wanted by then. */
  async function bring(): Promise<void> {
    if (!launcher) return
    set({ hasFailed: false, isBusy: isWanted })
    const startPanel = await prefetch()
    if (lifetime.aborted) return
    try {
      if (startPanel) start(startPanel)
    } catch (error) {
      report('script', error)
    }
    if (isWanted && !state.isOpen) {
      isWanted = false
      set({ hasFailed: true })
      listeners.emit('error', { code: 'PANEL_UNREACHABLE' })
    }
    set({ isBusy: false })
  }

  function start(startPanel: PanelStart): void {
    if (!launcher || !config) return
    panel ??= createPanel(startPanel, launcher, config)
    if (!isWanted) return
    panel.show()
    if (!state.isOpen) listeners.emit('open')
    set({ isOpen: true })
  }

  function createPanel(startPanel: PanelStart, { addStyles, mount }: Launcher, config: WidgetConfig): Panel {
    const { locale } = state
    const host: PanelHost = {
      base,
      widgetKey,
      config,
      locale,
      dateLocale: dateLocaleOf(locale),
      addStyles,
      mount,
      onClose: () => {
        close()
        const last = state.isHidden ? opener : launcher?.button
        if (last instanceof HTMLElement) last.focus({ preventScroll: true })
      },
      onUnread: (unread) => {
        if (unread === state.unread) return
        set({ unread })
        listeners.emit('unread', { count: unread })
      },
      hasConsent: visitor.hasConsent,
      identity: visitor.token,
      subject: (subject = visitor.subject()),
      emit: (event, detail) => {
        if (event === 'sent' || event === 'message') visitor.setChatting(true)
        if (event === 'status' && (detail as { status?: string }).status === 'closed') visitor.setChatting(false)
        listeners.emit(event, detail)
      },
      report,
    }
    const made = startPanel(host)
    visitor.passTo(made)
    return made
  }

  function open(): void {
    if (!isWanted) opener = document.activeElement
    isWanted = true
    void bring()
  }

  function close(): void {
    isWanted = false
    panel?.hide()
    if (state.isOpen) listeners.emit('close')
    set({ isOpen: false })
  }

  const toggle = () => (isWanted ? close() : open())

  /** Ends the chat and goes on as with somebody who has never been here. */
  function reset(): void {
    const token = device.get(tokenName)
    if (token) post(base, widgetKey, 'reset', { token })
    leave(true)
  }

  /** @param onDevice whether the device is to forget the visitor as well. */
  function leave(onDevice?: boolean): void {
    visitor.forget(onDevice)
    renew()
  }

  /** Another panel in place of the one that is there. */
  function renew(): void {
    panel?.destroy()
    panel = undefined
    set({ unread: 0 })
    if (isWanted || visitor.isChatting()) void bring()
  }

  async function begin(): Promise<void> {
    const answer = await fetchConfig(options, lifetime)
    await whenBody(lifetime)
    if (lifetime.aborted) return
    if (typeof answer === 'string') return listeners.emit('error', { code: answer })
    if (answer.paused) {
      console.info('MiniChat: this widget is paused.')
      return listeners.emit('error', { code: 'WIDGET_PAUSED' })
    }
    config = answer
    launcher = createLauncher(script.nonce)
    const { position, accentColor } = config
    set({ position: state.position || position, accentColor: state.accentColor || accentColor })
    attend(launcher.button)
    listeners.emit('ready')
    if (isWanted) return bring()
    // Replies show as unread, and what was written before is sent, whether or not anybody opens the chat.
    whenIdle(() => {
      if (visitor.isChatting()) void bring()
    }, lifetime)
  }

  function attend(button: HTMLElement): void {
    const once = { once: true, passive: true, signal: lifetime }
    button.addEventListener('click', toggle)
    for (const intent of ['pointerenter', 'focus', 'touchstart']) button.addEventListener(intent, prefetch, once)
    if (options.load === 'scroll') addEventListener('scroll', prefetch, once)
    if (options.load === 'idle') whenIdle(prefetch, lifetime)
  }

  function shutdown(): void {
    end.abort()
    panel?.destroy()
    launcher?.remove()
    listeners.clear()
    // A page may have declared it in a way that cannot be deleted.
    window.MiniChat = undefined
    Reflect.deleteProperty(window, 'MiniChat')
  }

  addEventListener('storage', () => visitor.isReplaced() && leave(), { signal: lifetime })
  begin().catch((error) => report('script', error))

  return {
    lifetime,
    listeners,
    visitor,
    report,
    unread: () => state.unread,
    panel: () => panel,
    /** What was begun by somebody unproven is left to them, on the device and in the inbox. */
    tell: (told: ProfileChange) => {
      if (panel && subject !== visitor.subject()) renew()
      else panel?.identify(told)
    },
    update: ({ locale, ...change }: Partial<LauncherState>) => {
      set(locale ? { locale, ...change } : change)
      if (locale) panel?.setLocale(locale)
    },
    /** Those that take nothing. */
    commands: { open, close, toggle, reset, shutdown },
  }
}

export type Widget = ReturnType<typeof createWidget>
