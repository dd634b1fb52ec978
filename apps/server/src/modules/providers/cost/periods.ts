import type { CapScope } from '../types.ts'

/** Such as 2026-11-26, UTC. */
export const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** The first day of its month. */
export const monthOf = (day: string) => `${day.slice(0, 7)}-01`

export const nextMonthOf = (ms: number): string => {
  const now = new Date(ms)
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString()
}

/** In this order refusals are told: the narrowest first. */
export const scopesInOrder: readonly CapScope[] = ['visitor', 'address', 'day', 'workspace']

/** A row of what is taken of a cap. */
export type CapKey = { scope: CapScope; key: string; period: string }

/** What a call counts against: the workspace always, the visitor and the address where they are known. */
export const capKeysFor = (call: { day: string; visitorId: string | null; address: string | null }): CapKey[] => [
  ...(call.visitorId === null ? [] : [{ scope: 'visitor' as const, key: call.visitorId, period: call.day }]),
  ...(call.address === null ? [] : [{ scope: 'address' as const, key: call.address, period: call.day }]),
  { scope: 'day', key: '', period: call.day },
  { scope: 'workspace', key: '', period: monthOf(call.day) },
]
