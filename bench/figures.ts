/** One measured figure; smaller is better. */
export type Figure = {
  /** As in docs: P for performance, W for the widget. */
  id: string
  measure: string
  value: number
  unit: string
  /** What it must not exceed, and what we would like. */
  reach: number
  goal: number
}

export const verdictOn = ({ value, reach, goal }: Figure): string =>
  value <= goal ? 'goal met' : value <= reach ? 'reached' : 'MISSED'
