import type { Locale, WidgetConfig } from '@minichat/contracts'

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
}

export type Panel = {
  show: () => void
  hide: () => void
  /** Removes nodes and listeners and ends every call. */
  destroy: () => void
}

export type PanelStart = (host: PanelHost) => Panel

/** Carries `PanelStart` from the panel's script to the loader: by an event, so that no second global is needed. */
export type PanelReady = CustomEvent<PanelStart>
