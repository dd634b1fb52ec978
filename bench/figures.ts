/** One measured figure; smaller is better, unless it is a floor. */
export type Figure = {
  /** As in docs: P for performance, W for the widget. */
  id: string
  measure: string
  value: number
  unit: string
  /** What it must not exceed, and what we would like. */
  reach: number
  goal: number
  /** More is better: `reach` is the least. */
  isFloor?: boolean
  /** Smallest and largest of the rounds. */
  range?: [number, number]
}

export function verdictOn({ value, reach, goal, isFloor }: Figure): string {
  const isWithin = (bound: number) => (isFloor ? value >= bound : value <= bound)
  return isWithin(goal) ? 'goal met' : isWithin(reach) ? 'reached' : 'MISSED'
}

/** The upper one of two in the middle; 0 of nothing. */
export const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** The median of the rounds' ratios, with the smallest and the largest. */
export function ratios(
  id: string,
  measure: string,
  values: number[],
  bounds: { reach: number; goal: number; isFloor?: boolean },
): Figure {
  const range: [number, number] = [Math.min(...values), Math.max(...values)]
  return { id, measure, value: median(values), unit: '×', range, ...bounds }
}
