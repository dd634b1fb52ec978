import type { Locale } from '@minichat/contracts'

/** The language that most of the text is in. */
export function mainLocale(passages: readonly { locale: Locale; text: string }[]): Locale {
  const lengths = { en: 0, th: 0 }
  for (const { locale, text } of passages) lengths[locale] += text.length
  return lengths.th > lengths.en ? 'th' : 'en'
}
