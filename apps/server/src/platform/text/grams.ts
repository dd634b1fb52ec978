import { foldThai } from './fold-thai.ts'
import { lexiconEntry } from './lexicon.ts'
import { normalise } from './normalise.ts'
import { stemEnglish } from './stem.ts'
import { cutThai } from './thai-words.ts'
import { comparableNumber, runs } from './tokens.ts'

const gramLength = 3
/** Of a script that we know no words of: two of its letters are a word more often than not. */
const otherLength = 2

/**
 * Pieces of three letters of all words that say something, in order, with repeats. They stand for what segmentation
 * misses: Thai cut in mid-word or elsewhere than in another text, slips of spelling, words joined or parted. Latin words
 * have their ends marked; Thai has none, as where a word ends is what is not known.
 */
export function gramsOf(text: string): string[] {
  return runs(normalise(text)).flatMap(({ script, text: run }) => {
    if (script === 'number') return [`=${comparableNumber(run)}`]
    if (script === 'latin') return latinGrams(run)
    return script === 'thai' ? thaiGrams(run) : piecesOf(run, otherLength)
  })
}

function latinGrams(word: string): string[] {
  const stem = stemEnglish(word)
  return saysSomething(stem) && stem.length > 1 ? piecesOf(`^${stem}$`, gramLength) : []
}

/** Words that say nothing part the stretches; within one, pieces go across the words that the dictionary sees. */
function thaiGrams(run: string): string[] {
  const stretches = ['']
  for (const { text } of cutThai(run)) {
    if (saysSomething(text)) stretches.push(`${stretches.pop()}${text}`)
    else stretches.push('')
  }
  return stretches.flatMap((stretch) => piecesOf(foldThai(stretch), gramLength))
}

function saysSomething(word: string): boolean {
  const kind = lexiconEntry(word)?.kind
  return kind !== 'stop' && kind !== 'intent' && kind !== 'light'
}

function piecesOf(text: string, length: number): string[] {
  const letters = [...text]
  if (letters.length <= length) return letters.length > 1 ? [text] : []
  return letters.slice(length - 1).map((_, index) => letters.slice(index, index + length).join(''))
}
