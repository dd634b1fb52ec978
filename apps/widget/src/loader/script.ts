import type { Locale } from '@minichat/contracts'

/** What the script tag says. */
export type ScriptOptions = {
  script: HTMLScriptElement
  widgetKey: string
  base: string
  locale: Locale
  theme: string
  /** Whether the launcher is there from the start. */
  isHidden: boolean
  /** When the panel's script is fetched ahead: idle, scroll, or else when somebody is about to open it. */
  load: string
  needsConsent: boolean
}

/** The tag that runs this code; by its attribute where the browser does not tell (module scripts). */
export function findScript(): HTMLScriptElement | null {
  const current = document.currentScript
  return current instanceof HTMLScriptElement ? current : document.querySelector('script[data-widget][src]')
}

export function readOptions(script: HTMLScriptElement): ScriptOptions {
  const { widget = '', locale = '', theme = '', launcher, load = '', consent } = script.dataset
  return {
    script,
    widgetKey: widget,
    base: new URL(script.src).origin,
    locale: pickLocale([locale, document.documentElement.lang, ...languages()]),
    theme,
    isHidden: launcher === 'hidden',
    load,
    needsConsent: consent === 'required',
  }
}

/** The visitor's own variant of the locale, for dates and times. */
export const dateLocaleOf = (locale: Locale) => languages().find((language) => language.startsWith(locale)) ?? locale

/** Some WebViews leave the list out. */
const languages = () => navigator.languages ?? []

/** The first language that MiniChat speaks. */
export function pickLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const [, known] = /^(en|th)\b/i.exec(language) ?? []
    if (known) return known.toLowerCase() as Locale
  }
  return 'en'
}
