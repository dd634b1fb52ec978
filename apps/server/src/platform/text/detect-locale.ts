import type { Locale } from '@minichat/contracts'

const thaiLetters = /[\u0E01-\u0E4E]/g
const latinLetters = /[A-Za-z\u00C0-\u024F]/g
const englishFrame =
  /\b(the|a|an|is|are|was|do|does|did|can|could|i|you|we|my|your|to|of|in|for|and|what|how|when|where|which|who|why|it|this|that|mean|called)\b/gi

/**
 * The language somebody writes in, by script and words: one Thai word amid brand names is Thai ('ราคา iPhone 15'), one
 * Thai word in an English sentence is English.
 * @param fallback for text without letters, such as '???' or a number: the language of the chat so far.
 */
export function detectLocale(text: string, fallback: Locale = 'en'): Locale {
  const thai = text.match(thaiLetters)?.length ?? 0
  const latin = text.match(latinLetters)?.length ?? 0
  if (thai === 0) return latin === 0 ? fallback : 'en'
  const frame = text.match(englishFrame)?.length ?? 0
  return frame >= 2 && latin > thai ? 'en' : 'th'
}
