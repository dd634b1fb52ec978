import type { Locale } from '@minichat/contracts'
import { analyse, detectLocale, type Unit } from '../../platform/text/index.ts'
import { figuresOf, heldFigures } from './figures.ts'

/** What a passage, or some of them, say: words, what the words mean, and figures. */
export type Holding = {
  locale: Locale
  words: ReadonlySet<string>
  concepts: ReadonlySet<string>
  figures: ReadonlySet<string>
}

export function holdingOf(texts: readonly string[]): Holding {
  const units = texts.flatMap(tellingUnits)
  return {
    locale: detectLocale(texts.join('\n')),
    words: new Set(units.map(({ word }) => word)),
    concepts: new Set(units.flatMap(({ concepts }) => concepts)),
    figures: heldFigures(texts),
  }
}

/** How much of what a sentence says stands in the text: 0 to 1, by word or by what a word means. */
export function shareHeld(sentence: string, holding: Holding): number {
  const units = tellingUnits(sentence)
  // Nothing but figures: those are looked at on their own.
  if (units.length === 0) return figuresOf(sentence).length > 0 ? 1 : 0
  const held = units.filter(
    ({ word, concepts }) => holding.words.has(word) || concepts.some((concept) => holding.concepts.has(concept)),
  )
  return held.length / units.length
}

export const holdsFigures = (sentence: string, ...holdings: Pick<Holding, 'figures'>[]): boolean =>
  figuresOf(sentence).every((figure) => holdings.some(({ figures }) => figures.has(figure)))

const tellingUnits = (text: string): Unit[] =>
  analyse(text).filter(({ kind }) => kind !== 'stop' && kind !== 'light' && kind !== 'number')
