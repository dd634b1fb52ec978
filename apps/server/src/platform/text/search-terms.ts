import { foldThai } from './fold-thai.ts'
import { normalise } from './normalise.ts'
import { stemEnglish } from './stem.ts'
import { cutThai } from './thai-words.ts'
import { comparableNumber, type Run, runs, segmentUnspaced } from './tokens.ts'

/** Kept with each message: a new version says that all are to be indexed again. */
export const SEARCH_TERMS_VERSION = 1

const thaiPiece = 3
/** Of scripts that we know no words of; letters of Chinese are words by themselves. */
const otherPiece = 2
/** So many letters of an unfinished word find the words that begin with them. */
const shortestBeginning = 4

/**
 * Something that has to be in a text. `text` is compared with the text's own words (of Latin script and numbers), or stands
 * anywhere in it (Thai and all others).
 */
export type Wanted = { as: 'word' | 'beginning' | 'number' | 'piece'; text: string; terms: string[] }

/**
 * The terms under which a message is found, each once. Words of Latin script by stem and by their beginning; of Thai every
 * three letters, so that what stands in mid-word or is cut elsewhere is found too, and short words as the dictionary sees them.
 */
export function termsOfText(text: string): string[] {
  return [...new Set(runs(normalise(text)).flatMap(termsOfRun))]
}

function termsOfRun({ script, text }: Run): string[] {
  if (script === 'number') return [numberTerm(text)]
  if (script === 'latin') return [wordTerm(text), ...beginningTerms(text)]
  if (script === 'thai') return [...pieces(foldThai(text), thaiPiece), ...segmentUnspaced(text).filter(isShort)]
  return [...pieces(text, otherPiece), ...(text.match(/\p{Script=Han}/gu) ?? [])]
}

/**
 * What a search asks for: all of it has to be in a text, in any order.
 * @param isUnfinished the last word may go on, as somebody is still writing it.
 */
export function wantedIn(query: string, { isUnfinished = false } = {}): Wanted[] {
  const parts = runs(normalise(query))
  const wanted = parts.flatMap((run, index) => wantedOf(run, isUnfinished && index === parts.length - 1))
  return [...new Map(wanted.map((one) => [`${one.as} ${one.text}`, one])).values()]
}

function wantedOf({ script, text }: Run, isUnfinished: boolean): Wanted[] {
  if (script === 'number') return [{ as: 'number', text: comparableNumber(text), terms: [numberTerm(text)] }]
  if (script === 'latin') {
    const bare = text.replaceAll("'", '')
    if (isUnfinished && bare.length >= shortestBeginning) {
      return [{ as: 'beginning', text: bare, terms: beginningTerms(text) }]
    }
    return [{ as: 'word', text: stemEnglish(text), terms: [wordTerm(text)] }]
  }
  if (script === 'thai') return wantedThai(text)
  return [{ as: 'piece', text, terms: covering(text, otherPiece, text) }]
}

/** Words may stand apart in a text. Where they are all too short for a piece, the whole stretch is one. */
function wantedThai(run: string): Wanted[] {
  const words = cutThai(run).map(({ text }) => text)
  const isLong = (text: string) => [...foldThai(text)].length >= thaiPiece
  const found = words.some(isLong) ? words : [run]
  return found.map((text) => ({
    as: 'piece',
    text,
    terms: isLong(text) ? covering(foldThai(text), thaiPiece, text) : words.length > 1 && found === words ? [] : [text],
  }))
}

const numberTerm = (text: string) => `=${comparableNumber(text)}`
const wordTerm = (text: string) => stemEnglish(text)
const isShort = (word: string) => [...foldThai(word)].length < thaiPiece

function beginningTerms(text: string): string[] {
  const bare = text.replaceAll("'", '')
  return bare.length >= shortestBeginning ? [`^${bare.slice(0, shortestBeginning)}`] : []
}

function pieces(text: string, length: number): string[] {
  const letters = [...text]
  return letters.slice(length - 1).map((_, index) => `~${letters.slice(index, index + length).join('')}`)
}

/** Few pieces that lie side by side and hold all of the text; the text itself where it is shorter than a piece. */
function covering(text: string, length: number, short: string): string[] {
  const all = pieces(text, length)
  if (all.length === 0) return [short]
  return all.filter((_, index) => index % length === 0 || index === all.length - 1)
}
