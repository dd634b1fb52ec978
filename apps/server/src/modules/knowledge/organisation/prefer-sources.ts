import type { Locale, SourceRank } from '@minichat/contracts'
import { normalise } from '../../../platform/text/index.ts'
import { contradiction } from './amounts.ts'

type Standing = { rank: SourceRank; changedAt: Date }
type Found = Standing & {
  entryId: string | null
  documentId: string | null
  score: number
  evidence: { features: { coverage: number } }
  title: string
  locale: Locale
  about: string
  amounts: string[]
}

/** So near to each other, two passages answer equally well, and a higher rank decides. */
const equalWithin = 0.05
/** Below this a passage was found by its spelling or its vector, and the evidence tells it from no other. */
const leastEvidence = 0.1
/** Of the same question, a little more evidence is only other wording: rank decides, then what is newer. */
const sameQuestionWithin = 0.2

/** Whether a source is preferred to another at equal evidence: the higher rank, then the newer words. */
export function outranks(one: Standing, other: Standing): boolean {
  if (one.rank !== other.rank) return one.rank === 'high'
  return one.changedAt > other.changedAt
}

/**
 * Passages as they were found, the best first. What answers the same question goes by rank and age of its source, and a
 * high rank goes before what answers no better; else the order stays. What contradicts one of the same question that is
 * preferred to it is left out: nobody is told two prices.
 */
export function preferSources<T extends Found>(passages: readonly T[]): T[] {
  const waiting = [...passages]
  const ordered: T[] = []
  while (waiting.length > 0) {
    const best = waiting.reduce((chosen, one) => (isPreferred(one, chosen, waiting[0]!) ? one : chosen))
    waiting.splice(waiting.indexOf(best), 1)
    if (!ordered.some((before) => overrules(before, best))) ordered.push(best)
  }
  return ordered
}

/** @param first the best of those that wait: nobody who is worse by more than a little may come before it. */
function isPreferred(one: Found, chosen: Found, first: Found): boolean {
  const behind = first.score - one.score
  if (isSameQuestion(one, first) && isSameQuestion(one, chosen)) {
    return behind <= sameQuestionWithin && outranks(one, chosen)
  }
  return one.score >= leastEvidence && behind <= equalWithin && one.rank === 'high' && chosen.rank === 'normal'
}

const overrules = (one: Found, other: Found): boolean =>
  (one.entryId ?? one.documentId) !== (other.entryId ?? other.documentId) &&
  outranks(one, other) &&
  isSameQuestion(one, other) &&
  contradiction(one.amounts, other.amounts) !== null

function isSameQuestion(one: Found, other: Found): boolean {
  if (one.locale !== other.locale) return false
  return (one.about !== '' && one.about === other.about) || normalise(one.title) === normalise(other.title)
}
