/** Chance that comes out the same for the same start: mulberry32. */
export function createChance(start: number) {
  let state = start >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number) => low + next() * (high - low)
  return {
    /** From `low`, below `high`. */
    between,
    wholeBetween: (low: number, high: number) => Math.floor(between(low, high + 1)),
    isOneOf: (share: number) => next() < share,
    pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T,
    /** The place of a weight, in proportion to it. */
    weighted(weights: readonly number[]): number {
      let left = next() * weights.reduce((sum, one) => sum + one, 0)
      return Math.max(
        0,
        weights.findIndex((one) => (left -= one) < 0),
      )
    },
    /** Mostly near the middle, now and then many times as much. */
    skewed(middle: number, spread: number): number {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
      return middle * Math.exp(spread * normal)
    },
  }
}

export type Chance = ReturnType<typeof createChance>
