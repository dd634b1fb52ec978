import type { Api, BodyOf, Locale, WidgetConfig } from '@minichat/contracts'

/** What a page tells about the visitor. What is left out stays as it was; null takes a value away. */
export type ProfileChange = Omit<BodyOf<Api['POST /api/v1/visitor/:widgetKey/profile']>, 'token'>

/** What the loader gives the panel. Types only: the two bundles share no state but this. */
export type PanelHost = {
  /** Where the panel puts its nodes: inside the shadow root, before the launcher. */
  mount: (panel: HTMLElement) => void
  addStyles: (css: string) => void
  /** Origin of the MiniChat server. */
  base: string
  widgetKey: string
  config: WidgetConfig
  locale: Locale
  /** BCP 47 tag for dates and times: the visitor's own variant of the locale. */
  dateLocale: string
  /** Asks to be closed: by its close button or Esc. */
  onClose: () => void
  /** How many messages came while the panel was closed; 0 when it opens. */
  onUnread: (count: number) => void
  /** false: nothing may be kept on the device (consent is required and not given): memory only. */
  mayStore: () => boolean
  /** Tells the page's listeners (MiniChat.on): 'message' (text by AI or member arrived), 'sent', 'unread', 'error', 'status'. */
  emit: (event: string, detail: unknown) => void
  /** Reports a failure of the widget itself, rate limited by the loader. */
  report: (kind: 'panel' | 'stream' | 'storage' | 'send' | 'script', detail?: string) => void
}

export type Panel = {
  show: () => void
  hide: () => void
  /** Removes nodes and listeners and ends every call. */
  destroy: () => void
  /** Kept and told to the server once there is a chat; merged with what was told before. */
  identify: (profile: ProfileChange) => void
  track: (name: string, properties?: Record<string, string | number | boolean>) => void
  setLocale: (locale: Locale) => void
  /** Consent was given or withdrawn: store what was held in memory, or take everything off the device. */
  consent: (given: boolean) => void
  /** Another user: forget token, outbox, history on this device and begin as somebody new. */
  reset: () => void
}

export type PanelStart = (host: PanelHost) => Panel

/** Carries `PanelStart` from the panel's script to the loader: by an event, so that no second global is needed. */
export type PanelReady = CustomEvent<PanelStart>
