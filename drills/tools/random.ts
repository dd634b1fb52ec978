/** Random numbers that come again with the same seed, so that a run that failed can be looked at. */
export type Random = {
  /** From `min` (inclusive) to `max` (exclusive). */
  between(min: number, max: number): number
  chance(probability: number): boolean
  /** One of its own for somebody who draws at the same time: the order of draws must not depend on timing. */
  fork(): Random
}

/** @param seed any 32-bit integer (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed | 0
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    between: (min, max) => min + next() * (max - min),
    chance: (probability) => next() < probability,
    fork: () => createRandom(Math.floor(next() * 2 ** 32)),
  }
}
