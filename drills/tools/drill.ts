import type { Random } from './random.ts'

/** A promise of the product, and how it is put to the test. */
export type Drill = {
  name: string
  promise: string
  /** Ways to break the promise on purpose. With each of them the fault it names must be found. */
  sabotages: Record<string, { says: string; fault: string }>
  run: (options: DrillOptions) => Promise<Outcome>
}

export type DrillOptions = {
  /** `sabotaged`: just long enough for the fault to be found. */
  size: 'full' | 'short' | 'sabotaged'
  /** One of the drill's own. */
  sabotage: string | null
  random: Random
}

export type Outcome = {
  /** What must not happen, and how often it did. */
  faults: Record<string, number>
  figures: Record<string, string | number>
  /** For whoever looks for the cause. */
  details: string[]
}

/** Median and 95th percentile, in milliseconds. */
export function percentiles(valuesMs: number[]): string {
  if (valuesMs.length === 0) return '–'
  const sorted = [...valuesMs].sort((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0)
  return `${at(0.5)} / ${at(0.95)} ms`
}
