import type { Locale } from '@minichat/contracts'

/** What the script tag says. */
export type ScriptOptions = {
  script: HTMLScriptElement
  widgetKey: string
  base: string
  locale: Locale
  dateLocale: string
  theme: string
}

/** The tag that runs this code; by its attribute where the browser does not tell (module scripts). */
export function findScript(): HTMLScriptElement | null {
  const current = document.currentScript
  return current instanceof HTMLScriptElement ? current : document.querySelector('script[data-widget][src]')
}

export function readOptions(script: HTMLScriptElement): ScriptOptions {
  const { widget = '', locale: asked = '', theme = '' } = script.dataset
  // Some WebViews leave the list out.
  const languages = navigator.languages ?? []
  const locale = pickLocale([asked, document.documentElement.lang, ...languages])
  return {
    script,
    widgetKey: widget,
    base: new URL(script.src).origin,
    locale,
    dateLocale: languages.find((language) => language.startsWith(locale)) ?? locale,
    theme,
  }
}

/** The first language that MiniChat speaks. */
export function pickLocale(languages: string[]): Locale {
  for (const language of languages) {
    const [, known] = /^(en|th)\b/i.exec(language) ?? []
    if (known) return known.toLowerCase() as Locale
  }
  return 'en'
}
