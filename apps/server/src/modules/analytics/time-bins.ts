const second = 1000
const minute = 60 * second
const hour = 60 * minute

/**
 * Where ranges of answer times end, in ms; the last range has no end. Counted by their place from 0, so ends may only be
 * added at the end.
 */
export const binEndsMs = [
  ...[0.5, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45].map((one) => one * second),
  ...[1, 2, 3, 5, 10, 15, 20, 30, 45].map((one) => one * minute),
  ...[1, 2, 4, 8, 12, 24, 48].map((one) => one * hour),
]

/** The range that a time belongs to: the first whose end it does not go beyond. */
export function binOf(ms: number): number {
  const at = binEndsMs.findIndex((end) => ms <= end)
  return at === -1 ? binEndsMs.length : at
}

/**
 * The time that a share of all did not exceed, as if they were spread evenly within each range.
 * @param counts by range.
 * @returns null where there is none; what is beyond the last end counts as that end.
 */
export function quantileMs(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, one) => sum + one, 0)
  if (total === 0) return null
  let left = total * share
  for (const [bin, count] of counts.entries()) {
    if (left > count) {
      left -= count
      continue
    }
    const begin = bin === 0 ? 0 : (binEndsMs[bin - 1] ?? 0)
    const end = binEndsMs[bin] ?? begin
    return Math.round(begin + (end - begin) * (count === 0 ? 1 : left / count))
  }
  return binEndsMs.at(-1) ?? null
}
