import { lexiconEntry, longestPhrase } from './lexicon.ts'
import { segmentUnspaced } from './tokens.ts'

/** A stretch of Thai: `known` when the lexicon holds it. */
export type ThaiWord = { text: string; known: boolean }

/** Known phrases of this length may end within what the dictionary takes for one word. */
const longEnoughToCutWords = 5
const shortestAcrossWords = 3
const costs = { known: 1, acrossWords: 1.7, word: 2.2, pieceOfWord: 3.5 }

type Step = { cost: number; from: number; known: boolean }

/**
 * Cuts Thai into known phrases and dictionary words: the way with the fewest pieces, known ones first. Taking always the
 * longest phrase would leave rests that are no words.
 */
export function cutThai(text: string): ThaiWord[] {
  const ends = wordEnds(text)
  const steps: (Step | undefined)[] = [{ cost: 0, from: 0, known: true }]
  const offer = (to: number, step: Step) => {
    const there = steps[to]
    if (!there || step.cost < there.cost) steps[to] = step
  }
  for (let from = 0; from < text.length; from++) {
    const here = steps[from]
    if (!here) continue
    const longest = Math.min(text.length, from + longestPhrase.thai())
    for (let to = from + 1; to <= longest; to++) {
      const cost = costOf(text, from, to, ends)
      if (cost !== undefined && lexiconEntry(text.slice(from, to)))
        offer(to, { cost: here.cost + cost, from, known: true })
    }
    const end = nextEnd(ends, from, text.length)
    const isWhole = from === 0 || ends.has(from)
    offer(end, { cost: here.cost + (isWhole ? costs.word : costs.pieceOfWord), from, known: false })
  }
  return walkBack(text, steps)
}

function wordEnds(text: string): Set<number> {
  const ends = new Set<number>()
  let at = 0
  for (const word of segmentUnspaced(text)) {
    at = text.indexOf(word, at) + word.length
    ends.add(at)
  }
  return ends
}

const nextEnd = (ends: Set<number>, from: number, length: number): number => {
  for (let to = from + 1; to < length; to++) if (ends.has(to)) return to
  return length
}

/** What it costs to take a phrase from the lexicon here, or undefined where it cannot be one. */
function costOf(text: string, from: number, to: number, ends: Set<number>): number | undefined {
  // Vowels and marks belong to the consonant before them.
  if (/^[\u0E30-\u0E3A\u0E45-\u0E4E]/.test(text.slice(to))) return undefined
  const startsAtWord = from === 0 || ends.has(from)
  if (startsAtWord && ends.has(to)) return costs.known
  const length = to - from
  // The dictionary joins ('ทำได้') what are two words for us.
  if (length >= longEnoughToCutWords || isWithinOneWord(from, to, ends, startsAtWord)) return costs.known
  return length >= shortestAcrossWords ? costs.acrossWords : undefined
}

function isWithinOneWord(from: number, to: number, ends: Set<number>, startsAtWord: boolean): boolean {
  for (let at = from + 1; at < to; at++) if (ends.has(at)) return false
  return startsAtWord || ends.has(to)
}

function walkBack(text: string, steps: (Step | undefined)[]): ThaiWord[] {
  const words: ThaiWord[] = []
  for (let to = text.length; to > 0; ) {
    const step = steps[to]
    if (!step) break
    words.unshift({ text: text.slice(step.from, to), known: step.known })
    to = step.from
  }
  return words
}
