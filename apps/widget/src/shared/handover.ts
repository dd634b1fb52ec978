import type { Api, BodyOf, Locale, WidgetConfig, WidgetProblemKind } from '@minichat/contracts'

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
  /**
   * Whether the visitor lets something be kept; undefined where nobody asks them. false: nothing may be kept on the
   * device, memory only, nor of their pages on the server.
   */
  hasConsent: () => boolean | undefined
  /** The token by which the site proves who the visitor is; '' without. */
  identity: () => string
  /** Stands before the names of what is kept for somebody proven; '' for nobody proven. */
  subject: string
  /** Tells the page's listeners (MiniChat.on). */
  emit: (event: string, detail: unknown) => void
  /** Reports a failure of the widget itself; each kind once for a page view. */
  report: (kind: WidgetProblemKind, detail?: string) => void
}

/** Name, e-mail, phone and attributes, as the server takes them. */
export type ProfileChange = Omit<BodyOf<Api['POST /api/v1/visitor/:widgetKey/profile']>, 'token' | 'locale'>

export type Panel = {
  show: () => void
  hide: () => void
  /** Removes nodes and listeners and ends every call. */
  destroy: () => void
  identify: (profile: ProfileChange) => void
  track: (name: string, properties?: Record<string, string | number | boolean>) => void
  setLocale: (locale: Locale) => void
  consent: (given: boolean) => void
  /** Ends the chat and begins a new one. */
  reset: () => void
}

export type PanelStart = (host: PanelHost) => Panel

/** Carries `PanelStart` from the panel's script to the loader: by an event, so that no second global is needed. */
export type PanelReady = CustomEvent<PanelStart>
