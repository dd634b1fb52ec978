import { normalise } from './normalise.ts'
import { stemEnglish } from './stem.ts'

export type Script = 'thai' | 'latin' | 'number' | 'other'

/** A word of normalised text. `word` is its form for comparing: the stem of a Latin word, a number without separators. */
export type Token = { script: Script; surface: string; word: string }

/** A stretch of one script; words that stand without spaces are still joined. */
export type Run = { script: Script; text: string }

const runPattern =
  /(?<thai>[\u0E00-\u0E7F]+)|(?<number>\d+(?:[.,:]\d+)*)|(?<latin>[a-z\u00C0-\u024F]+(?:'[a-z]+)*'?)|(?<other>(?:(?![a-z\u00C0-\u024F\u0E00-\u0E7F])[\p{L}\p{M}])+)/gu

const segmenter = new Intl.Segmenter('th', { granularity: 'word' })

/** Splits normalised text where the script changes. */
export function runs(normalised: string): Run[] {
  // The sign of repetition only softens a word: 'เล็กๆ' is found under 'เล็ก'.
  return runsIn(normalised.replaceAll('ๆ', ''))
}

/** The same with the place of each, of a text that has no sign of repetition any more. */
export function runsIn(text: string): (Run & { at: number })[] {
  return Array.from(text.matchAll(runPattern), (match) => {
    const script = (Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined)?.[0] ??
      'other') as Script
    return { script, text: match[0], at: match.index }
  })
}

/** Words of unspaced text, as ICU's dictionary sees them. */
export function segmentUnspaced(text: string): string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment).filter((part) => /[\p{L}\p{M}\d]/u.test(part))
}

export function comparableNumber(text: string): string {
  return text.replace(/,(?=\d{3})/g, '').replace(/^0+(?=\d)/, '')
}

/** Words of a text, in order. Thai by dictionary, Latin words stemmed, numbers without thousands separators. */
export function tokens(text: string): Token[] {
  return runs(normalise(text)).flatMap(({ script, text: run }): Token[] => {
    if (script === 'number') return [{ script, surface: run, word: comparableNumber(run) }]
    if (script === 'latin') return [{ script, surface: run, word: stemEnglish(run) }]
    return segmentUnspaced(run).map((surface) => ({ script, surface, word: surface }))
  })
}
