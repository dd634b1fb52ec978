import type { RetrievedPassage } from '../knowledge/index.ts'

/** From here on one of the passages is taken to answer (0 to 1). */
const answersFrom = 0.5
/** And the best of them at least this likely: many that fit a little are no answer. */
const bestFrom = 0.25
/** For an answer made of two sources each part has to be surer: a fit, not a share. */
export const answersPartFrom = 1
/** The second passage is quoted too when it is nearly as likely as the first. */
const secondFrom = 0.55

/** How likely each passage answers, against each other and against 'none of them does', whose fit is 0. */
function confidences(passages: readonly RetrievedPassage[]): number[] {
  const odds = passages.map(({ evidence }) => Math.exp(evidence.fit))
  const whole = odds.reduce((sum, one) => sum + one, 1)
  return odds.map((one) => one / whole)
}

/** The passages to quote: the best, with the second where it is hard to say which of the two is meant; none if unsure. */
export function likelyAnswers(passages: readonly RetrievedPassage[]): RetrievedPassage[] {
  const shares = confidences(passages)
  const [best, second] = passages
    .map((passage, index) => ({ passage, share: shares[index]! }))
    .sort((a, b) => b.share - a.share)
  if (!best || best.share < bestFrom || shares.reduce((sum, share) => sum + share, 0) < answersFrom) return []
  const isClose = second && second.passage.locale === best.passage.locale && second.share / best.share >= secondFrom
  return isClose ? [best.passage, second.passage] : [best.passage]
}
