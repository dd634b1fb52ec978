import type { Locale } from '@minichat/contracts'
import { createStored, storage } from './stored.ts'

type Phrase = string | ((...values: never[]) => string)
type Phrases = { [name: string]: Phrase }
type SamePhrases<T> = {
  [K in keyof T]: T[K] extends (...values: infer V) => string ? (...values: V) => string : string
}
export type Text<T> = { en: T; th: SamePhrases<T> }

/** The words of one feature in both languages: Thai must have what English has. */
export const defineText = <T extends Phrases>(text: { en: T; th: NoInfer<SamePhrases<T>> }): Text<T> => text

const fromBrowser = (): Locale => (globalThis.navigator?.language.startsWith('th') ? 'th' : 'en')

const localeKey = 'minichat.locale'
export const localeStore = createStored<Locale>(localeKey, fromBrowser)

/** Whether somebody chose the language on this device; else it is the browser's, and after sign-in the account's. */
export const hasChosenLocale = () => storage.read(localeKey) !== null

export const useLocale = () => localeStore.use()

export function useText<T>(text: Text<T>): SamePhrases<T> {
  return text[useLocale()] as SamePhrases<T>
}

export function setLocale(locale: Locale) {
  localeStore.set(locale)
  document.documentElement.lang = locale
}

/** The language to mark a piece of somebody's text with, so that it is set and read aloud properly. */
export const languageOf = (words: string): Locale | undefined => (/[\u0E00-\u0E7F]/.test(words) ? 'th' : undefined)
