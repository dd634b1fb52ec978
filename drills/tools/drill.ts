import type { Random } from './random.ts'

/** A promise of the product, and how it is put to the test. */
export type Drill = {
  name: string
  /** Its number in the list of promises. */
  number: `R${number}`
  promise: string
  /** Runs only when it is named, as it takes long. */
  onRequest?: true
  /** Longer than this, and it has failed. */
  longestMs: Record<Size, number>
  /** Ways to break the promise on purpose. With each of them the fault it names must be found. */
  sabotages: Record<string, { says: string; fault: string }>
  run: (options: DrillOptions) => Promise<Outcome>
}

/** `sabotaged`: just long enough for the fault to be found. */
export type Size = 'full' | 'short' | 'sabotaged'

export type DrillOptions = {
  size: Size
  /** One of the drill's own. */
  sabotage: string | null
  random: Random
  /** Of a drill that runs as long as it is told to. */
  minutes: number | null
}

export type Outcome = {
  /** What must not happen, and how often it did. */
  faults: Record<string, number>
  figures: Record<string, string | number>
  /** For whoever looks for the cause. */
  details: string[]
  /** What could not be tried here, and why. In CI that is a failure. */
  skipped?: string[]
}

/** Median and another percentile, in milliseconds. */
export function percentiles(valuesMs: number[], share = 0.95): string {
  if (valuesMs.length === 0) return '–'
  return `${percentile(valuesMs, 0.5)} / ${percentile(valuesMs, share)} ms`
}

/** @param share from 0 to 1. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0)
}

/**
 * A figure in milliseconds that is held to a limit, as a fault: in full size only, where there are enough values and the
 * machine is meant to be free for it.
 */
export const tooSlow = (size: Size, valuesMs: number[], share: number, limitMs: number): number =>
  size === 'full' && percentile(valuesMs, share) > limitMs ? 1 : 0
